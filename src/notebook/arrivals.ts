import { problemWith, rowOfChange, type Change } from '../domain/change.ts';
import { mergeRows, type Row } from '../domain/row.ts';
import { laterStamp, type Stamp } from '../domain/stamp.ts';
import { isProse, isTableName, type TableName } from '../domain/tables.ts';
import { advanceClock, readClock } from './clock.ts';
import { pastVersions } from './commit.ts';
import type { Aside, Notebook, PastVersion, SetAside } from './database.ts';
import { packRow, unpackRow, type StoredRow } from './stored-row.ts';

/** Merges what was sorted out. Within a transaction over its tables, history, set-aside changes and the clock. */
export async function mergeAll(
  notebook: Notebook,
  { byTable, setAside, latest, past }: ReturnType<typeof sortOut>,
): Promise<void> {
  // All tables at once: one after another, each would wait for the disk twice.
  const replaced = await Promise.all(
    [...byTable].map(([table, incoming]) => mergeTable(notebook, table, incoming)),
  );
  const history = [...past, ...replaced.flat()];
  if (history.length > 0) await notebook.history.bulkPut(history);
  if (setAside.length > 0) await notebook.setAside.bulkPut(setAside);
  const clock = await readClock(notebook);
  const seen = laterStamp(clock, latest);
  if (seen !== undefined && seen !== clock) await advanceClock(notebook, seen);
}

/** Changes by the row they belong to, merged among themselves; damaged, unknown and unwelcome ones apart. */
export function sortOut(changes: readonly Change[], aside: readonly Aside[] = []) {
  const byTable = new Map<TableName, Map<string, Row>>();
  const setAside: SetAside[] = aside.map((one) => ({ id: idOf(one.change), ...one }));
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
