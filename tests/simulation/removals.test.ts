import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Change } from '../../src/domain/change.ts';
import { isBarred } from '../../src/domain/removal.ts';
import { deviceOf } from '../../src/domain/stamp.ts';
import { commit } from '../../src/notebook/commit.ts';
import { readCuts } from '../../src/notebook/removals.ts';
import { leaveOut, takeIn } from '../../src/notebook/write-removals.ts';
import { sealOutbox } from '../../src/sealing/seal-outbox.ts';
import { networkTo } from '../support/lossy-network.ts';
import { startApp, temporaryDir, type RunningApp } from '../support/server.ts';
import { handOver } from '../support/hand-over.ts';
import { seededRandom } from '../support/tablet.ts';
import { TeamTablet } from '../support/team-tablet.ts';

const SEEDS = Number(process.env['REMOVAL_SEEDS'] ?? 3);
const FIRST = Number(process.env['REMOVAL_FIRST'] ?? 1);
const STEPS = 60;
const UNLIMITED = { claimsPerAddress: 1e6, acceptsPerAddress: 1e6 };

describe('[K4] [M1] tablets are removed while all of them write, sync and bring each other’s envelopes', () => {
  test.each(Array.from({ length: SEEDS }, (_, index) => FIRST + index))(
    'seed %i',
    (seed) => lives(seed),
    60_000,
  );
});

/**
 * Four tablets and one server. Who is left agrees in the end, and holds what this test reckons by itself: of each row's
 * field the latest wording, without those that a removed tablet wrote after its cut, unless they were taken in.
 */
async function lives(seed: number): Promise<void> {
  const random = seededRandom(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random.chance() * items.length)] as T;
  const folder = temporaryDir();
  let time = Date.UTC(2026, 10, 10, 9);
  let servers = 0;
  let hasPeace = false;
  const serve = () =>
    startApp({ dataDir: join(folder, `server-${servers++}`), now: () => time, rates: UNLIMITED });
  let server: RunningApp = await serve();
  const fetch = networkTo(
    () => server.app,
    () => (!hasPeace && random.chance() < 0.1 ? 'lostReply' : 'none'),
  );
  const tablets = ['Maria', 'Sam', 'Kim', 'Lee'].map(
    (name) =>
      new TeamTablet(name, { fetch, random, time: () => (time += 1 + Math.floor(random.chance() * 500)) }),
  );
  const [maria, ...others] = tablets as [TeamTablet, ...TeamTablet[]];
  await untilDone(() => maria.start());
  for (const other of others) await untilDone(async () => other.join(await maria.inviteCode()));
  for (let count = 0; count < 4; count++) for (const tablet of tablets) await tablet.round();

  const written: Change[] = [];
  const gone = new Set<TeamTablet>();
  const staying = () => tablets.filter((tablet) => !gone.has(tablet));
  let texts = 0;

  async function write(tablet: TeamTablet): Promise<void> {
    const row = `oak.1.n${Math.floor(random.chance() * 5)}`;
    const before = new Set(await tablet.notebook.outbox.toCollection().primaryKeys());
    await commit(tablet.notebook, [{ table: 'notes', row, fields: { kind: `kind ${++texts}` } }]);
    const entries = (await tablet.notebook.outbox.toArray()).filter(({ at }) => !before.has(at));
    written.push(...entries.flatMap(({ changes }) => changes));
  }

  /** A crossed pair may end with either gone; the one that asked may find itself removed. */
  async function remove(): Promise<void> {
    const [by, whom] = [pick(staying()), pick(staying())];
    if (by === whom || staying().length < 3) return;
    const acknowledged = await sentBy(whom);
    const outcome = await askUntilAnswered(by, whom);
    if (outcome !== 'done') return;
    gone.add(whom);
    // A colleague reads of it before the server may be lost: what only one tablet had read goes with that tablet.
    const reader = staying().find((tablet) => tablet !== by);
    for (let tries = 0; reader && tries < 10; tries++) if ((await reader.sync()).kind === 'synced') break;
    const cut = (await readCuts(by.notebook)).get(whom.device) ?? '';
    for (const at of acknowledged) expect(at <= cut, 'what the server had of it stays').toBe(true);
  }

  /** An answer that was lost says nothing: the next try finds out. */
  async function askUntilAnswered(by: TeamTablet, whom: TeamTablet): Promise<string> {
    for (let tries = 0; tries < 20; tries++) {
      const outcome = await by.remove({ tablets: [whom.device] });
      if (outcome.kind === 'done') return 'done';
      if (outcome.problem !== 'offline' && outcome.problem !== 'busy') return outcome.problem;
    }
    throw new Error('It was never answered.');
  }

  /** An emptied server that has heard of a new epoch first does not take a tablet that has not: it is invited again. */
  async function bringBack(tablet: TeamTablet): Promise<void> {
    const isOut = async ({ mailbox, entry }: TeamTablet) =>
      (await mailbox.postboxes.get(entry.team))?.trouble === 'refused';
    if (!(await isOut(tablet))) return;
    for (const host of staying()) {
      if (await isOut(host)) continue;
      return await untilDone(async () => tablet.join(await host.inviteCode()));
    }
  }

  async function sentBy(tablet: TeamTablet): Promise<readonly string[]> {
    const stored = await tablet.mailbox.mail.where({ team: tablet.entry.team, sending: 'stored' }).toArray();
    const own = stored.filter(({ reading }) => reading === 'own').flatMap(({ notes }) => notes);
    const unsealed = new Set(await tablet.notebook.outbox.toCollection().primaryKeys());
    const waiting = await tablet.mailbox.mail
      .where('[team+sending]')
      .anyOf([
        [tablet.entry.team, 'waiting'],
        [tablet.entry.team, 'tried'],
      ])
      .count();
    if (waiting > 0) return [];
    return written
      .filter(({ at, row }) => deviceOf(at) === tablet.device && own.includes(row) && !unsealed.has(at))
      .map(({ at }) => at);
  }

  async function step(): Promise<void> {
    const tablet = pick(tablets);
    const dice = random.chance();
    if (dice < 0.4) await write(tablet);
    else if (dice < 0.55) await sealOutbox(tablet.sealing);
    else if (dice < 0.7) await tablet.sync();
    else if (dice < 0.8) await tablet.openAll();
    else if (dice < 0.86) await remove();
    else if (dice < 0.93) await bring();
    else if (dice < 0.96) await decide();
    else if (dice < 0.98) {
      await server.stop();
      server = await serve();
    } else await tablet.round();
  }

  async function bring(): Promise<void> {
    const from = pick([...gone]);
    if (from !== undefined) await handOver(from, pick(staying()));
  }

  async function decide(): Promise<void> {
    const [by, about] = [pick(staying()), pick([...gone])];
    if (about === undefined) return;
    const isKnown = await by.notebook.rows('removals').get(about.device);
    if (!isKnown) return;
    await (random.chance() < 0.5 ? takeIn : leaveOut)(by.notebook, [about.device], by.entry.me);
  }

  for (let count = 0; count < STEPS; count++) await step();
  hasPeace = true;
  for (const from of gone) {
    await sealOutbox(from.sealing);
    await handOver(from, pick(staying()));
  }
  for (let count = 0; count < 8; count++) {
    for (const tablet of staying()) {
      await tablet.round();
      if (count === 4) await bringBack(tablet);
    }
  }

  for (const tablet of staying()) expect(await tablet.sync(), tablet.name).toEqual({ kind: 'synced' });

  const cuts = await readCuts(maria === staying()[0] ? maria.notebook : staying()[0]!.notebook);
  const counted = written.filter(({ at }) => !isBarred(cuts, at));
  const expected = new Map<string, unknown>();
  for (const { row, fields } of counted.toSorted((a, b) => (a.at < b.at ? -1 : 1)))
    expected.set(row, fields['kind']);
  for (const tablet of staying()) {
    const rows = await tablet.notebook.rows('notes').toArray();
    expect(new Map(rows.map(({ id, fields }) => [id, fields['kind']]))).toEqual(expected);
    // The removal itself may wait as well, with the keys it brought, when who wrote it had been removed by then.
    const aside = await tablet.notebook.setAside.filter(({ change }) => change.table === 'notes').toArray();
    expect(new Set(aside.map(({ change }) => change.at))).toEqual(
      new Set(written.filter(({ at }) => isBarred(cuts, at)).map(({ at }) => at)),
    );
  }
  for (const tablet of gone) expect((await tablet.sync()).kind).not.toBe('synced');
  for (const tablet of tablets) tablet.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function untilDone(work: () => Promise<void>): Promise<void> {
  for (let tries = 0; tries < 10; tries++) {
    try {
      return await work();
    } catch {
      // An answer was lost on the way; people try again.
    }
  }
  throw new Error('It was never done.');
}
