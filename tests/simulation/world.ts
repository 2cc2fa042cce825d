import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deriveTeamKeys } from '../../src/crypto/team-key.ts';
import type { Change } from '../../src/domain/change.ts';
import { DELETED, presenceOf, versionsOf } from '../../src/domain/row.ts';
import { isProse, isTableName, type TableName } from '../../src/domain/tables.ts';
import { commit, type Write } from '../../src/notebook/commit.ts';
import { unpackRow } from '../../src/notebook/stored-row.ts';
import { eraseForEveryone } from '../../src/notebook/erase.ts';
import { undo } from '../../src/notebook/undo.ts';
import { startApp, type RunningApp } from '../support/server.ts';
import { networkTo, type Mishap } from '../support/lossy-network.ts';
import { seededRandom } from '../support/tablet.ts';
import { Model, type ExpectedRow } from './model.ts';
import { SimulatedTablet, TEAM } from './tablet.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const SCOPE = 'sitting';
/** Everything has been sent in the first, read in the second, and deleted in the third. */
const MAX_ROUNDS = 5;
/** Sixty tablets' worth of requests come from one address within a simulated minute. */
const UNLIMITED = {
  claimsPerAddress: 1e6,
  acceptsPerAddress: 1e6,
  pushesPerDevice: 1e6,
  readsPerDevice: 1e6,
};
const MISHAPS: readonly Mishap[] = [
  'lostRequest',
  'lostReply',
  'twice',
  'cutReply',
  'signInPage',
  'proxyError',
];

/** Three to six tablets, one server, and everything that can go wrong between them, all from one seed. */
export async function createWorld(seed: number) {
  const random = seededRandom(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random.chance() * items.length)] as T;
  // A chance of its own, so that seeds that were kept before there were deletions still tell what they told.
  const fate = seededRandom(seed + 1_000_000);
  const oneOf = <T>(items: readonly T[]): T => items[Math.floor(fate.chance() * items.length)] as T;
  const folder = mkdtempSync(join(tmpdir(), 'threefold-simulation-'));
  const keys = await deriveTeamKeys(new Uint8Array(random.bytes(32)), 'simulated-team');
  const model = new Model();
  let time = Date.UTC(2026, 10, 10, 9);
  let servers = 0;
  let hasPeace = false;
  let app: RunningApp = await serve();
  const tablets: SimulatedTablet[] = [];

  async function serve(backup?: string): Promise<RunningApp> {
    const dataDir = join(folder, `server-${servers++}`);
    if (backup) cpSync(backup, dataDir, { recursive: true });
    return await startApp({ dataDir, now: () => time, rates: UNLIMITED });
  }

  const nextMishap = () => (hasPeace || random.chance() < 0.6 ? 'none' : pick(MISHAPS));
  const fetch = networkTo(() => app.app, nextMishap);
  const count = 3 + Math.floor(random.chance() * 4);
  for (let index = 0; index < count; index++) {
    const tablet = new SimulatedTablet({ keys, random, time: () => time, fetch });
    await tablet.settleIn();
    tablets.push(tablet);
  }

  let steps = 0;
  const deletion = {
    step: fate.chance() < 0.6 ? Math.floor(fate.chance() * 50) : -1,
    scope: oneOf(['study.A', 'study.A', 'study.B', 'study']),
  };
  let texts = 0;
  const freshText = () => `wording ${++texts}`;
  const someWrite = (): Write => {
    const note = `study.1.n${Math.floor(random.chance() * 6)}`;
    switch (Math.floor(random.chance() * 6)) {
      case 0:
        return {
          table: 'notes',
          row: note,
          fields: { text: freshText(), kind: freshText(), pupil: oneOf(['A', 'B', 'C']) },
        };
      case 1:
        return { table: 'notes', row: note, fields: { text: freshText() } };
      case 2:
        return { table: 'notes', row: note, fields: { kind: freshText() } };
      case 3:
        return { table: 'notes', row: note, deleted: random.chance() < 0.8 };
      case 4:
        return {
          table: 'predictions',
          row: `study.1.stage.${pick(['A', 'B'])}`,
          fields: { text: freshText() },
        };
      default:
        return {
          table: 'studies',
          row: oneOf(['study', 'study', 'other']),
          fields: { hypothesis: freshText(), school: freshText() },
        };
    }
  };

  async function edit(tablet: SimulatedTablet): Promise<void> {
    const write = someWrite();
    const stored = await tablet.notebook.rows(write.table).get(write.row);
    // Nobody deletes what is not on their screen.
    if (write.deleted !== undefined && stored === undefined) return;
    await record(tablet, () => commit(tablet.notebook, [write], { undoScope: SCOPE }));
  }

  /** Notes down what the person saw and did, for the model. */
  async function record(tablet: SimulatedTablet, work: () => Promise<unknown>): Promise<void> {
    const shown = await wordingsShown(tablet);
    const knownBefore = new Set(tablet.known);
    for (const change of await tablet.write(work)) {
      const replaced = new Map(
        Object.keys(change.fields).map((field) => [
          field,
          shown.get(`${change.table}/${change.row}/${field}`) ?? [],
        ]),
      );
      model.record(change, replaced, knownBefore);
    }
  }

  async function step(): Promise<void> {
    const tablet = pick(tablets);
    time += Math.floor(random.chance() * 60_000);
    const dice = random.chance();
    if (dice < 0.4) await edit(tablet);
    else if (dice < 0.45) await record(tablet, () => undo(tablet.notebook, SCOPE));
    else if (dice < 0.6) await tablet.seal();
    else if (dice < 0.63) await tablet.sealAndDie();
    else if (dice < 0.86) await tablet.sync();
    else if (dice < 0.94) await tablet.open();
    else if (dice < 0.95) await tablet.erase();
    else if (dice < 0.97)
      tablet.clockErrorMs = pick([0, DAY_MS, -DAY_MS, Date.UTC(2099, 0) - time, 3_600_000]);
    else if (dice < 0.985) await restoreFromBackup();
    else await wipe();
    if (steps++ === deletion.step) await eraseSomething(tablet);
  }

  /** In every other world somebody deletes for everyone: one pupil, now and then a study. */
  async function eraseSomething(tablet: SimulatedTablet): Promise<void> {
    const { scope } = deletion;
    const work = () => eraseForEveryone(tablet.notebook, { scope, erasedBy: 'lead' });
    for (const change of await tablet.write(work)) {
      // What follows from the deletion is the tablets' business: the model only knows what was asked for.
      if (change.row === scope) model.erase(scope);
    }
  }

  async function restoreFromBackup(): Promise<void> {
    const backup = join(folder, `backup-${servers}`);
    await app.stop();
    cpSync(join(folder, `server-${servers - 1}`), backup, { recursive: true });
    app = await serve(backup);
    // What everybody sends after the backup was made is lost with the old server.
    for (const tablet of tablets.slice(0, 2)) {
      await tablet.seal();
      await tablet.sync();
    }
    await app.stop();
    app = await serve(backup);
  }

  async function wipe(): Promise<void> {
    await app.stop();
    app = await serve();
  }

  /** Eight weeks later the network is good, and everybody syncs until a day has gone by in which nothing moved. */
  async function settle(): Promise<void> {
    hasPeace = true;
    time += 56 * DAY_MS;
    let before: string | undefined;
    for (let round = 0; ; round++) {
      const now = JSON.stringify(await Promise.all(tablets.map((tablet) => tablet.standing())));
      if (now === before) return;
      if (round === MAX_ROUNDS) throw new Error(`seed ${seed}: something still moves after ${round} rounds`);
      before = now;
      time += DAY_MS;
      for (const tablet of tablets) {
        await tablet.seal();
        await tablet.sync();
        await tablet.open();
        await tablet.seal();
        await tablet.erase();
        await tablet.sync();
      }
    }
  }

  async function changesAtServer(): Promise<readonly Change[]> {
    const page = await app.store.changeLog.readAfter(TEAM, 0, Infinity);
    const whole = page?.envelopes.filter((one) => one instanceof Uint8Array) ?? [];
    return (await Promise.all(whole.map((bytes) => (tablets[0] as SimulatedTablet).read(bytes)))).flat();
  }

  async function close(): Promise<void> {
    for (const tablet of tablets) tablet.close();
    await app.stop();
    rmSync(folder, { recursive: true, force: true });
  }

  return {
    tablets,
    step,
    settle,
    close,
    changesAtServer,
    expected: () => model.expected(isProseOf),
    isErased: (table: string, row: string) => model.isErased(table, row),
    server: () => app,
  };
}

function isProseOf(table: string, field: string): boolean {
  return isTableName(table) && isProse(table, field);
}

const USED: readonly TableName[] = ['notes', 'predictions', 'studies'];

async function wordingsShown(tablet: SimulatedTablet): Promise<Map<string, readonly string[]>> {
  const shown = new Map<string, readonly string[]>();
  for (const table of USED) {
    for (const stored of await tablet.notebook.rows(table).toArray()) {
      for (const [field, cell] of Object.entries(unpackRow(stored))) {
        if (field === DELETED) continue;
        shown.set(
          `${table}/${stored.id}/${field}`,
          versionsOf(cell).map((version) => version.at),
        );
      }
    }
  }
  return shown;
}

/** What a tablet holds, in the shape the model speaks. */
export async function contents(tablet: SimulatedTablet): Promise<Map<string, ExpectedRow>> {
  const rows = new Map<string, ExpectedRow>();
  const past = await tablet.notebook.history.toArray();
  for (const table of USED) {
    for (const stored of await tablet.notebook.rows(table).toArray()) {
      const row = unpackRow(stored);
      const fields: Record<string, readonly unknown[]> = {};
      const everWritten: Record<string, readonly unknown[]> = {};
      for (const [field, cell] of Object.entries(row)) {
        if (field === DELETED) continue;
        fields[field] = versionsOf(cell).map((version) => version.value);
        const earlier = past.filter(
          (version) => version.table === table && version.row === stored.id && version.field === field,
        );
        everWritten[field] = [...new Set([...fields[field], ...earlier.map((version) => version.value)])];
      }
      rows.set(`${table}/${stored.id}`, { fields, everWritten, presence: presenceOf(row) });
    }
  }
  return rows;
}

/** Rows in one order and wordings sorted, for comparing. */
export function comparable(rows: ReadonlyMap<string, ExpectedRow>): unknown {
  return [...rows]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { fields, everWritten, presence }]) => ({
      key,
      presence,
      fields: sortedFields(fields, false),
      everWritten: sortedFields(everWritten, true),
    }));
}

function sortedFields(fields: Record<string, readonly unknown[]>, hasAnyOrder: boolean): unknown {
  return Object.entries(fields)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([field, values]) => [field, hasAnyOrder ? values.map(String).toSorted() : values]);
}
