import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deriveTeamKeys } from '../../src/crypto/team-key.ts';
import { lessonNotes } from '../../src/notebook/read-lesson.ts';
import { commit } from '../../src/notebook/commit.ts';
import { createSyncer, type Sync } from '../../src/sync/syncer.ts';
import { addressOf, networkTo, type Mishap } from '../support/lossy-network.ts';
import { startApp, type RunningApp } from '../support/server.ts';
import { seededRandom } from '../support/tablet.ts';
import { anEnvelope, idOf } from '../server/tablet.ts';
import { SimulatedTablet, TEAM } from '../simulation/tablet.ts';

let server: RunningApp;
let mishap: Mishap = 'none';
let requests: string[] = [];
const random = seededRandom(77);
const time = Date.UTC(2026, 10, 10, 10);

beforeEach(async () => {
  server = await startApp({ now: () => time });
  mishap = 'none';
  requests = [];
});
afterEach(async () => await server.stop());

async function newTablet({
  beforeRequest,
  onAnswer,
}: {
  beforeRequest?: (request: string, bytes: number) => Promise<void>;
  onAnswer?: (request: string, bytes: number) => void;
} = {}): Promise<SimulatedTablet> {
  const network = networkTo(
    () => server.app,
    () => mishap,
  );
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = `${init?.method} ${addressOf(input).replaceAll(TEAM, ':team')}`;
    requests.push(request);
    await beforeRequest?.(request, (init?.body as Uint8Array | undefined)?.length ?? 0);
    const response = await network(input, init);
    onAnswer?.(request, (await response.clone().arrayBuffer()).byteLength);
    return response;
  };
  const keys = await deriveTeamKeys(new Uint8Array(32).fill(4), TEAM);
  const tablet = new SimulatedTablet({ keys, random, time: () => time, fetch });
  await tablet.settleIn();
  return tablet;
}

async function writeNotes(tablet: SimulatedTablet, count: number, text = 'note'): Promise<void> {
  for (let index = 0; index < count; index++) {
    await commit(tablet.notebook, [
      {
        table: 'notes',
        row: `s.1.${tablet.notebook.device}${text}${index}`,
        fields: { text: `${text} ${index}`, atMs: index },
      },
    ]);
  }
  await tablet.seal();
}

const states = async (tablet: SimulatedTablet) =>
  (await tablet.mailbox.mail.toArray()).map(({ sending, reading }) => `${sending}/${reading}`);
const postbox = async (tablet: SimulatedTablet) => await tablet.mailbox.postboxes.get(TEAM);

describe('syncing once', () => {
  test('carries notes from one tablet to another', async () => {
    const [maria, sam] = [await newTablet(), await newTablet()];
    await writeNotes(maria, 3);

    expect(await maria.sync()).toEqual({ kind: 'synced' });
    expect(await sam.sync()).toEqual({ kind: 'synced' });
    await sam.open();

    expect((await lessonNotes(sam.notebook, 's.1')).map(({ text }) => text)).toEqual([
      'note 0',
      'note 1',
      'note 2',
    ]);
  });

  test('fetches what colleagues wrote also while a note is sealed with each request', async () => {
    const sam = await newTablet();
    let toWrite = 0;
    const maria = await newTablet({
      beforeRequest: async () => {
        if (toWrite > 0) await writeNotes(maria, 1, `more${toWrite--}`);
      },
    });
    await maria.sync();
    await writeNotes(sam, 1, 'from Sam');
    await sam.sync();
    await writeNotes(maria, 1);
    requests = [];
    toWrite = 5;

    await maria.sync();

    expect(requests.slice(0, 2).map((request) => request.split(' ')[0])).toEqual(['POST', 'GET']);
  });

  test('a new tablet has the first notes to read before it has fetched the last page', async () => {
    const maria = await newTablet();
    await writeNotes(maria, 1, 'first');
    await maria.sync();
    const rest = Array.from({ length: 9 }, () => anEnvelope({ size: 500_000 }));
    await server.store.changeLog.append(
      TEAM,
      rest.map((bytes) => ({ id: idOf(bytes), bytes })),
    );
    const readBefore = new Map<string, readonly unknown[]>();

    const sam = await newTablet({
      beforeRequest: async (request) => {
        const [, after] = /after=(\d+)/.exec(request) ?? [];
        if (after === undefined) return;
        await sam.open();
        readBefore.set(
          after,
          (await lessonNotes(sam.notebook, 's.1')).map(({ text }) => text),
        );
      },
    });
    await sam.sync();

    expect([...readBefore]).toEqual([
      ['0', []],
      ['9', ['first 0']],
    ]);
  });

  test('a lesson written offline travels as one envelope in one request', async () => {
    const maria = await newTablet();
    await maria.sync();
    for (let index = 0; index < 60; index++) await writeNotes(maria, 1, `n${index}-`);
    requests = [];

    await maria.sync();

    expect(await maria.mailbox.mail.count()).toBe(1);
    expect(requests).toEqual(['POST /api/teams/:team/envelopes']);
  });

  test('a lesson written while the server cannot be reached travels as two envelopes: the one that was tried, and the rest', async () => {
    const maria = await newTablet();
    await maria.sync();
    mishap = 'lostRequest';
    for (let index = 0; index < 30; index++) {
      await writeNotes(maria, 1, `n${index}-`);
      await maria.sync();
    }
    mishap = 'none';

    await maria.sync();

    expect(await states(maria)).toEqual(['stored/own', 'stored/own']);
  });

  test('what a page seals while the answer is on its way goes in the same round', async () => {
    const sam = await newTablet();
    await writeNotes(sam, 1, 'before');
    await sam.sync();
    const maria: SimulatedTablet = await newTablet({
      beforeRequest: async (request) => {
        const isFirstPull = request.startsWith('GET') && (await maria.mailbox.mail.count()) === 1;
        if (isFirstPull) await writeNotes(maria, 1, 'meanwhile');
      },
    });
    await writeNotes(maria, 1, 'first');

    await maria.sync();

    expect((await states(maria)).toSorted()).toEqual(['stored/own', 'stored/own', 'stored/unopened']);
  });

  test('without a network nothing is tried, so the envelope can go on growing', async () => {
    const maria = await newTablet();
    await maria.sync();
    maria.isOnline = false;
    requests = [];
    for (let index = 0; index < 5; index++) {
      await writeNotes(maria, 1, `n${index}-`);
      expect(await maria.sync()).toEqual({ kind: 'offline' });
    }

    expect(requests).toEqual([]);
    expect(await states(maria)).toEqual(['waiting/own']);
  });

  test('once it was tried, an envelope stays as it is and new notes go into another', async () => {
    const maria = await newTablet();
    await maria.sync();
    await writeNotes(maria, 1, 'first');
    mishap = 'lostReply';
    await maria.sync();
    const [tried] = await maria.mailbox.mail.toArray();
    await writeNotes(maria, 1, 'second');
    mishap = 'none';

    await maria.sync();

    const mails = await maria.mailbox.mail.toArray();
    expect(mails).toHaveLength(2);
    expect(mails.find((mail) => mail.id === tried?.id)?.bytes).toEqual(tried?.bytes);
  });
});

describe('[S4] a line too slow for a megabyte at once', () => {
  test('carries it in smaller requests, and in few of them when it is fast again', async () => {
    let mostBytes = 200_000;
    const sizes: number[] = [];
    const maria = await newTablet({
      beforeRequest: async (_request, bytes) => {
        if (bytes > mostBytes) throw new DOMException('', 'TimeoutError');
        if (bytes > 1000) sizes.push(bytes);
      },
    });
    await maria.sync();
    const sealed = (count: number) =>
      Array.from({ length: count }, () => {
        const bytes = anEnvelope({ size: 50_000 });
        const id = Buffer.from(idOf(bytes)).toString('base64url');
        return { team: TEAM, id, bytes, seq: 0, notes: [], sending: 'waiting', reading: 'own' } as const;
      });
    await maria.mailbox.mail.bulkAdd(sealed(15));

    for (let tries = 0; tries < 12; tries++) await maria.sync();

    expect(new Set(await states(maria))).toEqual(new Set(['stored/own']));
    mostBytes = Infinity;
    sizes.length = 0;
    await maria.mailbox.mail.bulkAdd(sealed(15));
    await maria.sync();
    expect(sizes).toHaveLength(1);
  });
});

describe('[S4] a line too slow for a full page of the log', () => {
  test('brings it in smaller pages, and in few of them when it is fast again', async () => {
    const maria = await newTablet();
    const team = async (count: number) => {
      const sealed = Array.from({ length: count }, () => {
        const bytes = anEnvelope({ size: 50_000 });
        const id = Buffer.from(idOf(bytes)).toString('base64url');
        return { team: TEAM, id, bytes, seq: 0, notes: [], sending: 'waiting', reading: 'own' } as const;
      });
      await maria.mailbox.mail.bulkAdd(sealed);
      await maria.sync();
    };
    await team(30);
    let mostBytes = 200_000;
    const sizes: number[] = [];
    const tom = await newTablet({
      onAnswer: (_request, bytes) => {
        if (bytes > mostBytes) throw new DOMException('', 'TimeoutError');
        if (bytes > 1000) sizes.push(bytes);
      },
    });

    for (let tries = 0; tries < 20; tries++) await tom.sync();

    expect((await postbox(tom))?.seq).toBe(30);
    mostBytes = Infinity;
    await tom.sync();
    sizes.length = 0;
    await team(30);
    await tom.sync();
    expect(sizes).toHaveLength(1);
  });
});

describe('[S5] [S9] what is not an acknowledgement', () => {
  test.each<[Mishap, unknown]>([
    ['lostRequest', { kind: 'offline' }],
    ['lostReply', { kind: 'offline' }],
    ['cutReply', { kind: 'blocked', trouble: 'signInPage' }],
    ['signInPage', { kind: 'blocked', trouble: 'signInPage' }],
    ['proxyError', { kind: 'blocked', trouble: 'signInPage' }],
  ])('%s: the envelope stays, and the outcome says why', async (kind, outcome) => {
    const maria = await newTablet();
    await maria.sync();
    await writeNotes(maria, 1);
    mishap = kind;

    expect(await maria.sync()).toEqual(outcome);

    expect(await states(maria)).toEqual(['tried/own']);
  });

  test('a sign-in page in answer to the first contact does not make the team known to the server', async () => {
    const maria = await newTablet();
    mishap = 'signInPage';

    expect(await maria.sync()).toEqual({ kind: 'blocked', trouble: 'signInPage' });

    expect(await postbox(maria)).toMatchObject({ isClaimed: false });
  });

  test('goes by itself once the way is clear, and the trouble is forgotten', async () => {
    const maria = await newTablet();
    await writeNotes(maria, 1);
    mishap = 'signInPage';
    await maria.sync();
    mishap = 'none';

    expect(await maria.sync()).toEqual({ kind: 'synced' });

    expect(await states(maria)).toEqual(['stored/own']);
    expect(await postbox(maria)).toMatchObject({ trouble: null, failures: 0, settledAt: time });
  });

  test('an envelope the server refuses stays with its reason and blocks no other', async () => {
    const maria = await newTablet();
    await writeNotes(maria, 1, 'good');
    const [good] = await maria.mailbox.mail.toArray();
    await maria.mailbox.mail.add({ ...good!, id: 'bad', bytes: new Uint8Array([1, 2, 3]) });

    await maria.sync();

    expect(
      (await maria.mailbox.mail.toArray()).map(({ id, sending, reason }) => [id, sending, reason]).toSorted(),
    ).toEqual(
      [
        [good!.id, 'stored', undefined],
        ['bad', 'refused', 'malformed'],
      ].toSorted(),
    );
  });

  test('each failure waits longer, and never past five minutes', async () => {
    const maria = await newTablet();
    mishap = 'lostRequest';
    const waits: number[] = [];

    for (let index = 0; index < 12; index++) {
      await maria.sync();
      waits.push(((await postbox(maria))?.retryAt ?? 0) - time);
    }

    expect(waits[0]).toBeLessThanOrEqual(2_000);
    expect(waits[4]).toBeGreaterThan(waits[0]!);
    expect(Math.max(...waits)).toBeLessThanOrEqual(300_000);
  });
});

describe('[S7] [K10] a server that is not the one remembered', () => {
  test('wiped: any tablet gives it everything back, its own and its colleagues’ envelopes', async () => {
    const [maria, sam] = [await newTablet(), await newTablet()];
    await writeNotes(maria, 2, 'maria');
    await maria.sync();
    await sam.sync();
    await server.stop();
    server = await startApp({ now: () => time });
    const nia = await newTablet();

    expect(await sam.sync()).toEqual({ kind: 'synced' });
    await nia.sync();
    await nia.open();

    expect((await lessonNotes(nia.notebook, 's.1')).map(({ text }) => text)).toEqual(['maria 0', 'maria 1']);
    expect((await postbox(sam))?.healedAt).toBe(time);
  });

  test('a chain that differs at the place remembered is noticed at the next exchange', async () => {
    const maria = await newTablet();
    await writeNotes(maria, 1);
    await maria.sync();
    await maria.mailbox.postboxes.update(TEAM, { chain: new Uint8Array(32).fill(9) });

    await maria.sync();

    expect((await postbox(maria))?.healedAt).toBe(time);
  });
});

describe('[K2] [M7] an envelope that does not open', () => {
  test('is set aside with its reason and blocks nothing', async () => {
    const [maria, sam] = [await newTablet(), await newTablet()];
    await writeNotes(maria, 1, 'sound');
    const stranger = new SimulatedTablet({
      keys: {
        ...(await deriveTeamKeys(new Uint8Array(32).fill(5), TEAM)),
        proof: (await deriveTeamKeys(new Uint8Array(32).fill(4), TEAM)).proof,
      },
      random,
      time: () => time,
      fetch: networkTo(
        () => server.app,
        () => 'none',
      ),
    });
    await stranger.settleIn();
    await writeNotes(stranger, 1, 'forged');
    await stranger.sync();
    await maria.sync();

    await sam.sync();
    await sam.open();

    expect((await lessonNotes(sam.notebook, 's.1')).map(({ text }) => text)).toEqual(['sound 0']);
    const aside = await sam.mailbox.mail.where({ team: TEAM, reading: 'setAside' }).toArray();
    expect(aside.map(({ reason }) => reason)).toEqual(['doesNotOpen']);
  });
});

describe('[S6] one sender at a time', () => {
  test('syncs asked for at once run one after another, and those still waiting become one', async () => {
    const maria = await newTablet();
    await writeNotes(maria, 1);
    let running = 0;
    let mostAtOnce = 0;
    const asked: Promise<unknown>[] = [];
    let chain: Promise<unknown> = Promise.resolve();
    const sync: Sync = createSyncer(
      {
        mailbox: maria.mailbox,
        now: () => time,
        isOnline: () => true,
        chance: () => 0,
        fetch: async (input, init) => {
          mostAtOnce = Math.max(mostAtOnce, ++running);
          // Somebody asks in the middle of the first one.
          if (requests.length === 0) asked.push(sync(TEAM));
          requests.push(addressOf(input));
          const response = await networkTo(
            () => server.app,
            () => 'none',
          )(input, init);
          running--;
          return response;
        },
      },
      (_name, work) => {
        const result = chain.then(work);
        chain = result.catch(() => undefined);
        return result;
      },
    );

    await Promise.all(Array.from({ length: 20 }, () => sync(TEAM)));
    await Promise.all(asked);

    expect(mostAtOnce).toBe(1);
    expect(requests.length).toBeLessThanOrEqual(4);
    expect(await states(maria)).toEqual(['stored/own']);
  });
});
