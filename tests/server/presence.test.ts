import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { toBase64Url, toCbor } from '../../src/protocol/bytes.ts';
import { MAX_PRESENCE_BYTES } from '../../src/protocol/limits.ts';
import { parsePresenceLine } from '../../src/protocol/poke.ts';
import { parseRefusal } from '../../src/protocol/requests.ts';
import { pokeStream } from '../../src/server/poke-stream.ts';
import { startApp, temporaryDir, type RunningApp } from '../support/server.ts';
import { aClaimedTablet, anEnvelope, aTeam, bearer, bytes, done, post, type Tablet } from './tablet.ts';

let server: RunningApp;
let dataDir: string;
let maria: Tablet;
let sam: Tablet;
let hangUp: AbortController;

beforeEach(async () => {
  hangUp = new AbortController();
  dataDir = temporaryDir();
  server = await startApp({ dataDir });
  maria = await aClaimedTablet(server.url);
  sam = await aClaimedTablet(server.url, { team: maria.team, proof: maria.proof });
});
afterEach(async () => {
  hangUp.abort();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const say = (tablet: Tablet, said: Uint8Array, team = tablet.team) =>
  post(server.url, `/api/teams/${team}/presence`, { bytes: said }, bearer(tablet.token));

async function refusalOf(response: Response) {
  const refusal = parseRefusal(new Uint8Array(await response.arrayBuffer()));
  return { status: response.status, error: refusal.ok ? refusal.value.error : refusal.problem };
}

describe('who is here and where they type', () => {
  test('reaches the other tablets of the team that listen, as it was said, between the pokes', async () => {
    const heard = linesOf(await sam.events(hangUp.signal));
    await heard.next();
    const said = bytes(300);

    const answer = await say(maria, said);
    await maria.push([anEnvelope()]);

    expect(answer.status).toBe(200);
    const presence = await heard.next();
    expect(presence.value).toEqual({ event: 'presence', data: toBase64Url(said) });
    const line = parsePresenceLine(presence.value?.data ?? '');
    expect(line.ok && line.value).toEqual(said);
    expect((await heard.next()).value).toEqual({ event: '', data: '{"seq":1,"erased":0}' });
  });

  test('comes neither back to the tablet that said it nor to another team', async () => {
    const elsewhere = await aClaimedTablet(server.url);
    const own = linesOf(await maria.events(hangUp.signal));
    const others = linesOf(await elsewhere.events(hangUp.signal));
    await own.next();
    await others.next();

    await say(maria, bytes(40));
    await maria.push([anEnvelope()]);
    await elsewhere.push([anEnvelope()]);

    expect((await own.next()).value?.data).toBe('{"seq":1,"erased":0}');
    expect((await others.next()).value?.data).toBe('{"seq":1,"erased":0}');
  });

  test('is kept nowhere: not for who listens later, not in the log of the team, not in a file', async () => {
    const said = new TextEncoder().encode('PlantedPresenceWordsThatNobodyKeeps');
    await say(maria, said);

    const later = linesOf(await sam.events(hangUp.signal));
    const first = await later.next();
    await maria.push([anEnvelope()]);

    expect(first.value?.data).toBe('{"seq":0,"erased":0}');
    expect((await later.next()).value?.data).toBe('{"seq":1,"erased":0}');
    expect(done(await sam.pull(0)).envelopes).toHaveLength(1);
    for (const name of readdirSync(dataDir)) {
      expect(readFileSync(join(dataDir, name)).includes('PlantedPresence'), name).toBe(false);
    }
  });

  test('[K4] is not taken from a tablet of another team, or of none', async () => {
    const stranger = await aClaimedTablet(server.url);

    expect(await refusalOf(await say(stranger, bytes(40), maria.team))).toEqual({
      status: 401,
      error: 'refused',
    });
    expect(await refusalOf(await say(maria, bytes(40), aTeam()))).toEqual({ status: 401, error: 'refused' });
  });

  test('[K8] is refused when it is too large, empty or something else', async () => {
    const path = `/api/teams/${maria.team}/presence`;
    const sent = async (body: Uint8Array) =>
      await refusalOf(await post(server.url, path, body, bearer(maria.token)));

    expect(await sent(toCbor({ bytes: bytes(MAX_PRESENCE_BYTES + 1) }))).toEqual({
      status: 400,
      error: 'malformed',
    });
    expect(await sent(bytes(4_000))).toEqual({ status: 413, error: 'tooLarge' });
    expect(await sent(toCbor({ bytes: new Uint8Array() }))).toEqual({ status: 400, error: 'malformed' });
    expect(await sent(bytes(40))).toEqual({ status: 400, error: 'malformed' });
  });

  test('[K8] is refused when it comes too often, and the notes of the same tablet are still taken', async () => {
    await server.stop();
    server = await startApp({ rates: { presencePerDevice: 3 } });
    maria = await aClaimedTablet(server.url);

    const answers = [];
    for (let count = 0; count < 4; count++) answers.push((await say(maria, bytes(40))).status);

    expect(answers).toEqual([200, 200, 200, 429]);
    expect((await maria.push([anEnvelope()])).kind).toBe('done');
  });

  test('[K8] piles up nothing for a tablet that reads slowly, whose pokes still arrive', async () => {
    vi.useFakeTimers();
    const written: string[] = [];
    let drain = () => {};
    const connection = new Writable({
      highWaterMark: 1,
      write(chunk: Buffer, _encoding, callback) {
        written.push(chunk.toString());
        drain = callback;
      },
    });
    const stream = pokeStream(connection, { isWelcome: async () => true });

    for (let count = 0; count < 1_000; count++) stream.say(bytes(300));
    stream.poke({ seq: 7 });
    drain();
    await vi.advanceTimersByTimeAsync(1);
    vi.useRealTimers();

    expect(written).toHaveLength(2);
    expect(written[1]).toBe('data: {"seq":7}\n\n');
    stream.close();
  });
});

async function* linesOf(response: Response): AsyncGenerator<{ event: string; data: string }> {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  let event = '';
  for (;;) {
    const { done: isOver, value } = await reader.read();
    if (isOver) return;
    const lines = (rest + value).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.startsWith('event: ')) event = line.slice('event: '.length);
      if (line.startsWith('data: ')) yield { event, data: line.slice('data: '.length) };
      if (line === '') event = '';
    }
  }
}
