import { problemWith, rowOfChange, type Change } from '../domain/change.ts';
import { mergeRows, type Row } from '../domain/row.ts';
import { laterStamp, type Stamp } from '../domain/stamp.ts';
import { isProse, isTableName, type TableName } from '../domain/tables.ts';
import { advanceClock, readClock } from './clock.ts';
import { pastVersions } from './commit.ts';
import type { Notebook, PastVersion, SetAside } from './database.ts';
import { ALL_STORES, leaveOutErased, sweepArriving, sweepSpareDrafts } from './erase.ts';
import { packRow, unpackRow, type StoredRow } from './stored-row.ts';

/**
 * Merges changes that came from colleagues, all in one transaction; receiving them again changes nothing. A damaged
 * change is set aside with its reason and blocks nothing; one for a table of a newer version waits for the update.
 */
export async function receive(
  notebook: Notebook,
  changes: readonly Change[],
  /** What a guest may not change: kept with its reason, and applied to nothing. */
  unwelcome: readonly Change[] = [],
): Promise<void> {
  if (!changes.some(({ table }) => table === 'erasures')) {
    const sorted = sortOut(changes, unwelcome);
    const stores = [...sorted.byTable.keys(), 'erasures', 'history', 'setAside', 'meta'];
    // Relaxed: what is lost here in a power cut is still in the mailbox, marked as not yet opened.
    const isDone = await notebook.transaction('rw', stores, async () => {
      if ((await notebook.rows('erasures').count()) > 0) return false;
      await mergeAll(notebook, sorted);
      return true;
    });
    if (isDone) return;
  }
  await receiveAndSweep(notebook, changes, unwelcome);
}

/** Where something was erased: erasures first, then what they leave of the rest. */
async function receiveAndSweep(
  notebook: Notebook,
  changes: readonly Change[],
  unwelcome: readonly Change[],
): Promise<void> {
  await notebook.transaction('rw', ALL_STORES, async () => {
    await mergeAll(notebook, sortOut(changes.filter(({ table }) => table === 'erasures')));
    const rest = changes.filter(({ table }) => table !== 'erasures');
    const left = await sweepArriving(notebook, rest);
    await mergeAll(notebook, sortOut(left, await leaveOutErased(notebook, unwelcome)));
  });
  await sweepSpareDrafts(notebook);
}

async function mergeAll(
  notebook: Notebook,
  { byTable, setAside, latest, past }: ReturnType<typeof sortOut>,
): Promise<void> {
  for (const [table, incoming] of byTable) past.push(...(await mergeTable(notebook, table, incoming)));
  if (past.length > 0) await notebook.history.bulkPut(past);
  if (setAside.length > 0) await notebook.setAside.bulkPut(setAside);
  const clock = await readClock(notebook);
  const seen = laterStamp(clock, latest);
  if (seen !== undefined && seen !== clock) await advanceClock(notebook, seen);
}

/** After an update: applies what waited for a table that this version now knows. */
export async function receiveSetAside(notebook: Notebook): Promise<void> {
  const waiting = await notebook.setAside.where('reason').equals('unknownTable').toArray();
  const readable = waiting.filter(({ change }) => isTableName(change.table));
  if (readable.length === 0) return;
  await receive(
    notebook,
    readable.map(({ change }) => change),
  );
  await notebook.setAside.bulkDelete(readable.map(({ id }) => id));
}

function sortOut(changes: readonly Change[], unwelcome: readonly Change[] = []) {
  const byTable = new Map<TableName, Map<string, Row>>();
  const setAside: SetAside[] = unwelcome.map((change) => ({ id: idOf(change), reason: 'guest', change }));
  let latest: Stamp | undefined;
  const past: PastVersion[] = [];
  for (const change of changes) {
    const { table } = change;
    const reason = problemWith(change);
    if (reason !== undefined || !isTableName(table)) {
      setAside.push({
        id: idOf(change),
        reason: reason ?? 'unknownTable',
        change,
      });
      continue;
    }
    latest = laterStamp(latest, change.at);
    let rows = byTable.get(table);
    if (rows === undefined) byTable.set(table, (rows = new Map()));
    const incoming = rowOfChange(change);
    const row = rows.get(change.row);
    const merged = row ? mergeRows(row, incoming, (field) => isProse(table, field)) : incoming;
    if (row) past.push(...pastVersions(table, change.row, row, incoming, merged));
    rows.set(change.row, merged);
  }
  return { byTable, setAside, latest, past };
}

function idOf({ table, row, at }: Change): string {
  return `${table}/${row}/${at}`;
}

async function mergeTable(notebook: Notebook, table: TableName, incoming: ReadonlyMap<string, Row>) {
  const rows = notebook.rows(table);
  const known = await knownRows(notebook, table, [...incoming.keys()]);
  const past: PastVersion[] = [];
  const merged: StoredRow[] = [];
  for (const [id, row] of incoming) {
    const stored = known.get(id);
    if (stored === undefined) {
      merged.push(packRow(id, row));
      continue;
    }
    const before = unpackRow(stored);
    const after = mergeRows(before, row, (field) => isProse(table, field));
    past.push(...pastVersions(table, id, before, row, after));
    merged.push(packRow(id, after));
  }
  await rows.bulkPut(merged);
  return past;
}

/** Reading ten thousand rows that are not there costs as much as writing them; one list of keys tells which are. */
async function knownRows(notebook: Notebook, table: TableName, ids: readonly string[]) {
  const rows = notebook.rows(table);
  let wanted = ids;
  if (ids.length > 50) {
    const present = new Set(await rows.toCollection().primaryKeys());
    wanted = ids.filter((id) => present.has(id));
  }
  const found = await rows.bulkGet([...wanted]);
  return new Map(found.flatMap((stored) => (stored ? [[stored.id, stored] as const] : [])));
}
