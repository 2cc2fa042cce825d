import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deriveTeamKeys } from '../../src/crypto/team-key.ts';
import { commit } from '../../src/notebook/commit.ts';
import { lessonNotes } from '../../src/notebook/read-lesson.ts';
import { fromCbor, toCbor } from '../../src/protocol/bytes.ts';
import { chainInput, EMPTY_CHAIN } from '../../src/protocol/chain.ts';
import { CBOR, SERVER_HEADER, type PullAnswer } from '../../src/protocol/requests.ts';
import { sha256 } from '../../src/server/sha256.ts';
import { SimulatedTablet, TEAM } from '../simulation/tablet.ts';
import { networkTo } from '../support/lossy-network.ts';
import { startApp, type RunningApp } from '../support/server.ts';
import { seededRandom } from '../support/tablet.ts';

/** Stands in front of a real server and does what it likes with its answers. */
type Lie = (
  answer: Response,
  request: { readonly method: string; readonly path: string },
) => Promise<Response>;

const honest: Lie = async (answer) => answer;
const random = seededRandom(19);
const time = Date.UTC(2026, 10, 10, 10);
let server: RunningApp;
let lie: Lie;
let requests: number;
beforeEach(async () => {
  server = await startApp({ now: () => time });
  lie = honest;
  requests = 0;
});
afterEach(() => server.stop());

async function newTablet(): Promise<SimulatedTablet> {
  const network = networkTo(
    () => server.app,
    () => 'none',
  );
  const fetchHere: typeof fetch = async (path, init) => {
    if (++requests > 200) throw new Error('asks for ever');
    return await lie(await network(path, init), { method: init?.method ?? 'GET', path: path as string });
  };
  const keys = await deriveTeamKeys(new Uint8Array(32).fill(4), TEAM);
  const tablet = new SimulatedTablet({ keys, random, time: () => time, fetch: fetchHere });
  await tablet.settleIn();
  return tablet;
}

let written = 0;
async function writeNotes(tablet: SimulatedTablet, count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    const row = `s.1.n${++written}`;
    await commit(tablet.notebook, [
      { table: 'notes', row, fields: { text: `note ${written}`, atMs: written } },
    ]);
    await tablet.seal();
    await tablet.sync();
  }
}

/** Changes what a pull answers; everything else passes. */
function onPull(change: (page: PullAnswer) => object): Lie {
  return async (answer, { method, path }) => {
    if (method !== 'GET' || !path.includes('/envelopes') || !answer.ok) return answer;
    const page = fromCbor(new Uint8Array(await answer.arrayBuffer())) as PullAnswer;
    return new Response(toCbor(change(page)), { headers: answer.headers });
  };
}

/** The chain that a liar makes to fit what it shows. */
function chainOf(envelopes: readonly Uint8Array[], start: Uint8Array = EMPTY_CHAIN, after = 0) {
  return envelopes.reduce<Uint8Array>(
    (chain, bytes, index) => sha256(chainInput(chain, after + index + 1, sha256(bytes))),
    start,
  );
}

const postbox = async (tablet: SimulatedTablet) => (await tablet.mailbox.postboxes.get(TEAM))!;
const notesOf = async (tablet: SimulatedTablet) => {
  await tablet.open();
  return (await lessonNotes(tablet.notebook, 's.1')).length;
};

describe('[K10] a server that', () => {
  const bytesOf = ({ envelopes }: PullAnswer) => envelopes as readonly Uint8Array[];

  test.each<[string, (page: PullAnswer) => object]>([
    ['drops an envelope', (page) => ({ ...page, envelopes: page.envelopes.toSpliced(1, 1) })],
    ['drops the last one', (page) => ({ ...page, envelopes: page.envelopes.slice(0, -1) })],
    ['puts them in another order', (page) => ({ ...page, envelopes: page.envelopes.toReversed() })],
    ['gives one twice', (page) => ({ ...page, envelopes: [page.envelopes[0], ...page.envelopes] })],
    [
      'changes a byte',
      (page) => ({
        ...page,
        envelopes: bytesOf(page).map((one, n) => (n === 1 ? one.with(60, 1 ^ one[60]!) : one)),
      }),
    ],
    ['shows none of them', (page) => ({ ...page, envelopes: [] })],
    ['claims more than it shows', (page) => ({ ...page, head: { ...page.head, seq: page.head.seq + 3 } })],
    [
      'calls one erased that is not',
      (page) => ({
        ...page,
        envelopes: [{ id: new Uint8Array(16), hash: new Uint8Array(32) }, ...page.envelopes.slice(1)],
      }),
    ],
  ])('%s is noticed in the same exchange, and given up on until it is honest', async (_what, change) => {
    const [maria, sam] = [await newTablet(), await newTablet()];
    await sam.sync();
    await writeNotes(maria, 3);
    lie = onPull(change);

    const outcome = await sam.sync();

    expect(outcome.kind).toBe('blocked');
    expect((await postbox(sam)).trouble).toMatch(/^(logKeepsChanging|signInPage)$/);
    lie = honest;
    expect(await sam.sync()).toEqual({ kind: 'synced' });
    expect(await notesOf(sam)).toBe(3);
  });

  test('drops one and makes a chain to fit is found out when the true log goes on', async () => {
    const [maria, sam] = [await newTablet(), await newTablet()];
    await sam.sync();
    await writeNotes(maria, 3);
    lie = onPull((page) => {
      const envelopes = bytesOf(page).toSpliced(1, 1);
      return { ...page, envelopes, head: { ...page.head, seq: envelopes.length, chain: chainOf(envelopes) } };
    });
    expect(await sam.sync()).toEqual({ kind: 'synced' });
    lie = honest;

    expect(await sam.sync()).toEqual({ kind: 'synced' });

    expect((await postbox(sam)).healedAt).toBe(time);
    expect(await notesOf(sam)).toBe(3);
  });

  test('shows two tablets two different logs is found out as soon as it shows one of them the other’s', async () => {
    const [maria, sam] = [await newTablet(), await newTablet()];
    await writeNotes(maria, 2);
    await sam.sync();
    const { seq, chain } = await postbox(sam);
    lie = onPull((page) => {
      const envelopes = [Uint8Array.from(bytesOf(page)[0] ?? [])].map((one) =>
        one.with(-1, 1 ^ (one.at(-1) ?? 0)),
      );
      return {
        ...page,
        envelopes,
        head: { ...page.head, seq: seq + 1, chain: chainOf(envelopes, chain, seq) },
      };
    });
    await writeNotes(maria, 1);
    await sam.sync();
    expect((await postbox(sam)).seq).toBe(seq + 1);
    lie = honest;

    await sam.sync();

    expect((await postbox(sam)).healedAt).toBe(time);
    expect(await notesOf(sam)).toBe(3);
  });

  test('goes back to an earlier state is noticed, told, and given everything again', async () => {
    const [maria, sam] = [await newTablet(), await newTablet()];
    await writeNotes(maria, 3);
    await sam.sync();
    lie = onPull((page) => {
      const past = page.after === null ? null : EMPTY_CHAIN;
      return { ...page, after: past, envelopes: [], head: { ...page.head, seq: 0, chain: EMPTY_CHAIN } };
    });

    await sam.sync();

    expect((await postbox(sam)).healedAt).toBe(time);
    lie = honest;
    expect(await sam.sync()).toEqual({ kind: 'synced' });
    expect(await notesOf(sam)).toBe(3);
  });

  test('acknowledges what it does not store is found out by the next exchange, and gets it again', async () => {
    const maria = await newTablet();
    await writeNotes(maria, 1);
    const { head } = (await server.store.changeLog.readAfter(TEAM, 0, Infinity))!;
    const held = (await server.store.changeLog.readAfter(TEAM, 0, Infinity))!.envelopes as Uint8Array[];
    // The push goes nowhere; its answer fits the envelope, which the liar has seen.
    const network = maria['fetch' as keyof SimulatedTablet] as unknown as typeof fetch;
    const swallowing: typeof fetch = async (path, init) => {
      const pushed = (fromCbor(init?.body as Uint8Array) as { envelopes: Uint8Array[] }).envelopes;
      const chain = chainOf([...held, ...pushed]);
      const results = pushed.map((_, index) => head.seq + 1 + index);
      const body = toCbor({ head: { ...head, seq: head.seq + pushed.length, chain }, results, now: time });
      return new Response(body, {
        headers: { 'content-type': CBOR, [SERVER_HEADER]: server.store.serverId },
      });
    };
    const swallowed = await swallowOnce(maria, network, swallowing);
    expect(swallowed).toEqual({ kind: 'synced' });
    expect((await server.store.changeLog.head(TEAM))?.seq).toBe(1);

    await maria.sync();
    await maria.sync();

    expect((await server.store.changeLog.head(TEAM))?.seq).toBe(2);
    expect((await postbox(maria)).healedAt).toBe(time);
  });

  test('names erasures for ever is not asked for ever', async () => {
    const sam = await newTablet();
    await sam.sync();
    lie = onPull((page) => ({ ...page, erased: { count: 0, ids: [new Uint8Array(16)] } }));
    requests = 0;

    expect(await sam.sync()).toMatchObject({ kind: 'blocked', trouble: 'signInPage' });

    expect(requests).toBeLessThan(10);
  });
});

/** One sync whose pushes a liar answers. */
async function swallowOnce(tablet: SimulatedTablet, network: typeof fetch, liar: typeof fetch) {
  await commit(tablet.notebook, [{ table: 'notes', row: 's.1.lost', fields: { text: 'lost?', atMs: 1 } }]);
  await tablet.seal();
  Object.assign(tablet, {
    fetch: (path: string, init: RequestInit) =>
      init.method === 'POST' && path.endsWith('/envelopes') ? liar(path, init) : network(path, init),
  });
  const outcome = await tablet.sync();
  Object.assign(tablet, { fetch: network });
  return outcome;
}
