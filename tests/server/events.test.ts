import { rmSync } from 'node:fs';
import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { parsePoke, type Poke } from '../../src/protocol/poke.ts';
import type { ChangeLog } from '../../src/server/change-log.ts';
import { HEARTBEAT_MS, pokeStream } from '../../src/server/poke-stream.ts';
import { StorageUnavailable } from '../../src/server/store.ts';
import { openSqliteStore } from '../../src/server/store.sqlite.ts';
import { startApp, temporaryDir, type RunningApp } from '../support/server.ts';
import { aClaimedTablet, anEnvelope, aTablet, bytes, done, idOf, type Tablet } from './tablet.ts';

describe('pokes over the network', () => {
  let server: RunningApp;
  let maria: Tablet;
  let hangUp: AbortController;
  beforeEach(async () => {
    hangUp = new AbortController();
    server = await startApp();
    maria = await aClaimedTablet(server.url);
  });
  afterEach(async () => {
    hangUp.abort();
    await server.stop();
  });

  test('[S10] the current number comes at once, then one line for each commit', async () => {
    const sion = await aClaimedTablet(server.url, { team: maria.team, proof: maria.proof });
    await sion.push([anEnvelope()]);

    const response = await maria.events(hangUp.signal);
    const pokes = readPokes(response);
    const heard = [await pokes.next()];
    await sion.push([anEnvelope(), anEnvelope()]);
    heard.push(await pokes.next());
    await sion.push([anEnvelope()]);
    heard.push(await pokes.next());

    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(response.headers.get('threefold-server')).toBe(server.store.serverId);
    expect(heard.map(({ value }) => value?.seq)).toEqual([1, 3, 4]);
  });

  test('[K9] an erasure is heard of like a commit, and so is one that was missed while nobody listened', async () => {
    const envelopes = [anEnvelope(), anEnvelope()];
    done(await maria.push(envelopes));
    const erase = (at: number) => maria.erase([idOf(envelopes[at]!)]);
    const pokes = readPokes(await maria.events(hangUp.signal));
    const heard = [await pokes.next()];

    expect(done(await erase(0)).envelopes).toBe(1);
    heard.push(await pokes.next());
    hangUp.abort();
    done(await erase(1));
    hangUp = new AbortController();
    const later = readPokes(await maria.events(hangUp.signal));
    heard.push(await later.next());

    expect(heard.map(({ value }) => value)).toEqual([
      { seq: 2, erased: 0 },
      { seq: 2, erased: 1 },
      { seq: 2, erased: 2 },
    ]);
  });

  test('nothing is heard of other teams', async () => {
    const elsewhere = await aClaimedTablet(server.url);
    const pokes = readPokes(await maria.events(hangUp.signal));
    await pokes.next();

    await elsewhere.push([anEnvelope()]);
    await maria.push([anEnvelope(), anEnvelope()]);

    expect((await pokes.next()).value?.seq).toBe(2);
  });

  test('a tablet that leaks streams loses its oldest', async () => {
    const responses = [];
    for (let count = 0; count < 7; count++) responses.push(await maria.events(hangUp.signal));

    const oldest = readPokes(responses[0]!);
    const newest = readPokes(responses[6]!);

    expect((await oldest.next()).value?.seq).toBe(0);
    expect((await oldest.next()).done).toBe(true);
    expect((await newest.next()).value?.seq).toBe(0);
  });

  test('the server stops although streams are open', async () => {
    const pokes = readPokes(await maria.events(hangUp.signal));
    await pokes.next();

    await server.app.close();

    expect((await pokes.next()).done).toBe(true);
  });

  describe('[S9] while the database is in trouble a stream ends, so that the tablet asks by itself and comes back:', () => {
    const trouble = () => new StorageUnavailable('The database refused.');
    let canCount = true;
    beforeEach(async ({ onTestFinished }) => {
      canCount = true;
      await server.stop();
      const dataDir = temporaryDir();
      onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
      const store = openSqliteStore(dataDir);
      const changeLog: ChangeLog = {
        ...store.changeLog,
        erasedAfter: async (...asked) => {
          if (canCount) return await store.changeLog.erasedAfter(...asked);
          throw trouble();
        },
      };
      server = await startApp({ store: { ...store, changeLog } });
      maria = await aClaimedTablet(server.url);
    });

    test('one that cannot say how far the log is', async () => {
      done(await maria.push([anEnvelope()]));
      const { membership } = server.store;
      const deviceByToken = membership.deviceByToken.bind(membership);
      let asked = 0;
      vi.spyOn(membership, 'deviceByToken').mockImplementation(async (...of) => {
        // The first lets the stream in; then it is looked once more.
        if (++asked === 2) throw trouble();
        return await deviceByToken(...of);
      });

      const pokes = readPokes(await maria.events(hangUp.signal));

      expect((await pokes.next()).done).toBe(true);
    });

    test('one that cannot say how much was erased', async () => {
      const envelope = anEnvelope();
      done(await maria.push([envelope]));
      const pokes = readPokes(await maria.events(hangUp.signal));
      await pokes.next();

      canCount = false;
      done(await maria.erase([idOf(envelope)]));

      expect((await pokes.next()).done).toBe(true);
    });
  });

  test('[K4] a tablet that is handed back hears nothing more, and its colleague hears on', async () => {
    const sion = await aClaimedTablet(server.url, { team: maria.team, proof: maria.proof });
    const [left, stays] = [
      readPokes(await maria.events(hangUp.signal)),
      readPokes(await sion.events(hangUp.signal)),
    ];
    await Promise.all([left.next(), stays.next()]);

    done(await maria.leave());
    done(await sion.push([anEnvelope()]));

    expect((await left.next()).done).toBe(true);
    expect((await stays.next()).value?.seq).toBe(1);
  });

  test('[K4] a tablet whose token has ended is cut off at the next heartbeat', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const pokes = readPokes(await maria.events(hangUp.signal));
    await pokes.next();
    done(await aTablet(server.url, { ...maria, token: bytes(32) }).claim());

    await vi.advanceTimersByTimeAsync(HEARTBEAT_MS);
    vi.useRealTimers();

    await expect(pokes.next()).rejects.toThrow();
  });
});

describe('a stream to a tablet that reads slowly', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** Takes one write, then nothing until `drain` is called. */
  function slowConnection() {
    const written: string[] = [];
    let drain = () => {};
    const connection = new Writable({
      highWaterMark: 1,
      write(chunk: Buffer, _encoding, callback) {
        written.push(chunk.toString());
        drain = callback;
      },
    });
    return { connection, written, drain: () => drain() };
  }
  const isWelcome = async () => true;

  test('[K8] keeps only the newest number for it', async () => {
    const { connection, written, drain } = slowConnection();
    const stream = pokeStream(connection, { isWelcome });

    for (let seq = 1; seq <= 1_000; seq++) stream.poke({ seq });
    drain();
    await vi.advanceTimersByTimeAsync(1);

    expect(written).toEqual(['data: {"seq":1}\n\n', 'data: {"seq":1000}\n\n']);
    stream.close();
  });

  test('[K8] is cut when nothing was taken from one heartbeat to the next', async () => {
    const { connection } = slowConnection();
    const stream = pokeStream(connection, { isWelcome });
    stream.poke({ seq: 1 });

    await vi.advanceTimersByTimeAsync(HEARTBEAT_MS);

    expect(connection.destroyed).toBe(true);
    stream.close();
  });

  test('sends a sign of life while there is nothing to say', async () => {
    const { connection, written } = slowConnection();
    const stream = pokeStream(connection, { isWelcome });

    await vi.advanceTimersByTimeAsync(HEARTBEAT_MS);

    expect(written).toEqual([':\n\n']);
    stream.close();
  });
});

async function* readPokes(response: Response): AsyncGenerator<Poke> {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done: isOver, value } = await reader.read();
    if (isOver) return;
    const lines = (rest + value).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const poke = line.startsWith('data: ') ? parsePoke(line.slice('data: '.length)) : undefined;
      if (poke?.ok) yield poke.value;
    }
  }
}
