import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { chainInput, EMPTY_CHAIN } from '../../src/protocol/chain.ts';
import { sha256 } from '../../src/server/sha256.ts';
import { openPostgresStore } from '../../src/server/store.postgres.ts';
import { exchange, tabletAt, texts, write } from '../simulation/over-http.ts';
import { TEAM } from '../simulation/tablet.ts';
import type { MovingLine } from '../support/moving-line.ts';
import { atPort, lineTo, serverBehind, withPairs, type PostgresPair } from '../support/standby.ts';
import type { ServerProcess } from '../support/server.ts';
import { seededRandom } from '../support/tablet.ts';
import { aClaimedTablet, anEnvelope, aTablet, done, whole, type Tablet } from './tablet.ts';

const aPair = withPairs();

const at = (server: ServerProcess, tablet: Tablet) => aTablet(server.url, tablet);
const hexOf = (some: Uint8Array) => Buffer.from(some).toString('hex');

/** Reads a team's log page by page, now at this server and now at that, and checks each page against all before it. */
function aReader(servers: readonly ServerProcess[], tablet: Tablet) {
  const seen: string[] = [];
  let log: string | undefined;
  let chain = EMPTY_CHAIN;
  let turn = 0;

  return {
    seen,
    /** Whether that was all there is. */
    async read(): Promise<boolean> {
      const answer = await at(servers[turn++ % servers.length]!, tablet).pull(seen.length);
      if (answer.kind !== 'done') return false;
      const { head, after, envelopes } = answer.value;
      log ??= head.log;
      expect(head.log).toBe(log);
      expect(after && hexOf(after)).toBe(hexOf(chain));
      for (const envelope of whole(envelopes)) {
        seen.push(hexOf(envelope));
        chain = sha256(chainInput(chain, seen.length, sha256(envelope)));
      }
      if (seen.length !== head.seq) return false;
      expect(hexOf(head.chain)).toBe(hexOf(chain));
      return true;
    },
  };
}

/** Tablets of three teams write at two servers until it is said to be over, each the same push again until it is taken. */
function writing(servers: readonly ServerProcess[], tablets: readonly Tablet[]) {
  const acked = new Map(tablets.map(({ team }) => [team, new Map<number, string>()]));
  let isOver = false;
  let refusals = 0;

  const write = async (tablet: Tablet) => {
    const ofTeam = acked.get(tablet.team)!;
    while (!isOver) {
      const envelopes = [anEnvelope({ device: tablet.device }), anEnvelope({ size: 3_000 })];
      let answer = await tablet.push(envelopes);
      while (answer.kind !== 'done') {
        expect(['later', 'offline']).toContain(answer.kind);
        refusals++;
        await pause(50);
        answer = await tablet.push(envelopes);
      }
      for (const [index, seq] of answer.value.results.entries()) {
        expect(ofTeam.has(Number(seq))).toBe(false);
        ofTeam.set(Number(seq), hexOf(envelopes[index]!));
      }
    }
  };
  onTestFinished(() => void (isOver = true));
  let hasStopped = false;
  const written = Promise.all(tablets.map(write)).finally(() => (hasStopped = true));
  const readers = tablets.map((tablet) => aReader(servers, tablet));
  const follow = async (reader: (typeof readers)[number]) => {
    for (;;) {
      const isLast = hasStopped;
      if ((await reader.read()) && isLast) return;
      await pause(20);
    }
  };
  const following = Promise.all(readers.map(follow));
  // Looked at when it is over; until then they must not be taken for forgotten.
  written.catch(() => {});
  following.catch(() => {});

  return {
    acked,
    count: () => [...acked.values()].reduce((sum, { size }) => sum + size, 0),
    refusals: () => refusals,
    /** What each reader has seen, when all have stopped. */
    async over() {
      isOver = true;
      await Promise.all([written, following]);
      return readers.map(({ seen }) => seen);
    },
  };
}

const COUNT = 'SELECT count(*)::int AS n FROM envelope';

const someWait = (pair: PostgresPair) =>
  expect.poll(async () => (await pair.waiting()).length).toBeGreaterThan(1);

test.each([
  ['at any moment', async () => {}, undefined],
  [
    'while the standby has what nobody was told is stored',
    async (pair: PostgresPair) => {
      pair.following.hold('up');
      await someWait(pair);
      await pair.isFollowed();
    },
    true,
  ],
  [
    'while the standby lacks what nobody was told is stored',
    async (pair: PostgresPair) => {
      pair.following.hold('down');
      await someWait(pair);
    },
    false,
  ],
])(
  '[S1] [S2] [S3] [S10] a primary that is killed in mid-push %s, and its standby promoted: all that was acknowledged is there, once and in its order, and commits are heard of',
  async (_when, untilThen, hasUntold) => {
    const pair = await aPair();
    const url = await pair.primary.newDatabase();
    const line = await lineTo(pair.primary);
    const servers = await Promise.all([serverBehind(line, url), serverBehind(line, url)]);
    const [here, there] = servers as [ServerProcess, ServerProcess];
    const maria = await aClaimedTablet(here.url);
    const sam = await aClaimedTablet(there.url, { team: maria.team, proof: maria.proof });
    const tablets = [maria, sam, await aClaimedTablet(here.url), await aClaimedTablet(there.url)];
    const heard = await listen(line, url, maria.team);
    const work = writing(servers, tablets);
    await expect.poll(work.count).toBeGreaterThan(60);

    await untilThen(pair);
    await pair.primary.crash();
    const told = work.count();
    await pair.promote();
    const [held] = await pair.standby.run(COUNT, [], atPort(url, pair.standby));
    line.leadTo(pair.standby.port);
    await expect.poll(work.count).toBeGreaterThan(told + 60);
    const seen = await work.over();

    expect(work.refusals()).toBeGreaterThan(0);
    if (hasUntold !== undefined) expect(Number(held?.['n']) > told).toBe(hasUntold);
    for (const [index, { team }] of tablets.entries()) {
      const inOrder = [...work.acked.get(team)!].toSorted(([a], [b]) => a - b);
      expect(inOrder.map(([seq]) => seq)).toEqual(inOrder.map((_, place) => place + 1));
      expect(seen[index]).toEqual(inOrder.map(([, envelope]) => envelope));
    }
    // One is what it looked up when it could hear again; the next it has heard.
    const before = heard().length;
    await vi.waitFor(async () => {
      done(await maria.push([anEnvelope()]));
      expect(heard().length).toBeGreaterThan(before + 1);
    });
  },
);

/** Another process, which hears of this team's commits and does not look by itself. Answers what it has heard so far, each once. */
async function listen(line: MovingLine, url: string, team: string): Promise<() => readonly number[]> {
  const store = await openPostgresStore(atPort(url, line), { pollEveryMs: 600_000 });
  onTestFinished(() => store.close());
  const heard = new Set<number>();
  store.changeLog.watch(team, (seq) => heard.add(seq));
  return () => [...heard];
}

test('[S7] [K10] a standby that follows from afar and lacks what was said last: whoever has it notices, sends it again, and the team is told', async () => {
  const pair = await aPair({ isSynchronous: false });
  const url = await pair.primary.newDatabase();
  const line = await lineTo(pair.primary);
  const server = await serverBehind(line, url);
  const [maria, sam] = await Promise.all([aWholeTablet(server), aWholeTablet(server)]);
  await write(maria, 'maria first');
  await exchange(maria, sam);
  await write(sam, 'sam first');
  await exchange(sam, maria);
  await pair.isFollowed();

  pair.following.hold('down');
  await write(maria, 'maria late');
  await write(sam, 'sam late');
  await exchange(maria, sam, maria);
  await pair.primary.crash();
  await pair.promote();
  line.leadTo(pair.standby.port);
  await vi.waitFor(async () => expect((await fetch(`${server.url}/readyz`)).status).toBe(200));
  // Somebody writes on what is left, and takes the numbers that the lost ones had.
  const nia = await aWholeTablet(server);
  await write(nia, 'nia first');
  await exchange(nia);
  expect(await texts(nia)).toEqual(['maria first', 'nia first', 'sam first']);

  // Maria's tablet lies in the cupboard: Sam's alone heals.
  await exchange(sam, nia);

  const all = ['maria first', 'maria late', 'nia first', 'sam first', 'sam late'];
  expect(await texts(nia)).toEqual(all);
  expect((await sam.mailbox.postboxes.get(TEAM))?.healedAt).toEqual(expect.any(Number));
  await exchange(maria, sam);
  expect(await texts(maria)).toEqual(all);
  expect(await texts(sam)).toEqual(all);
});

const random = seededRandom(29);
const aWholeTablet = ({ url }: ServerProcess) => tabletAt({ urlNow: () => url, random, time: Date.now });
