import type { Transaction } from 'dexie';
import { rowOfChange, type Change } from '../domain/change.ts';
import { isGuestsOwn } from '../domain/guest.ts';
import { isGuestDevice } from '../domain/ids.ts';
import { DELETED, mergeRows, replacedVersions, seenOf, versionsOf, type Row } from '../domain/row.ts';
import { deviceOf, nextStamp, type Stamp } from '../domain/stamp.ts';
import { isProse, type Fields, type TableName } from '../domain/tables.ts';
import { alive } from './alive.ts';
import { advanceClock, readClock } from './clock.ts';
import type { Notebook, PastVersion, UndoStep } from './database.ts';
import { emptyValue, packRow, unpackRow } from './stored-row.ts';

/**
 * For fields of prose: the wordings the writer had in front of them when they began, and so the ones they replace. A
 * wording that arrived under their typing is not among them and stays beside theirs. A field not named replaces all.
 */
export type Replaces = Readonly<Record<string, readonly string[]>>;

/** One row to write. `deleted` true deletes it (as far as this tablet has seen it), false takes that back. */
export type Write = {
  [T in TableName]: {
    readonly table: T;
    readonly row: string;
    readonly fields?: Fields<T>;
    readonly deleted?: boolean;
    readonly replaces?: Replaces;
  };
}[TableName];

/**
 * What the drafts hold under `key` from a commit on; undefined is nothing. Words that are saved and the draft they were
 * typed in change together: a draft that outlived its save would be taken for newer, and written over it.
 */
export interface DraftAfter {
  readonly key: string;
  readonly value: unknown;
}

export interface CommitOptions {
  /** The way back is kept too, under this scope. */
  readonly undoScope?: string | undefined;
  readonly draft?: DraftAfter;
}

/**
 * Writes rows, history and one outbox entry in one transaction of strict durability. When it resolves, the words
 * "Saved on this tablet" are true; when it rejects, nothing has changed.
 */
export async function commit(
  notebook: Notebook,
  writes: readonly Write[],
  options: CommitOptions = {},
): Promise<Stamp> {
  return await alive(notebook, () => commitOnce(notebook, writes, options));
}

/** May be done twice, when its end was not heard of: the rows then hold the same, under a later stamp. */
async function commitOnce(
  notebook: Notebook,
  writes: readonly Write[],
  { undoScope, draft }: CommitOptions,
): Promise<Stamp> {
  const tables = [...new Set(writes.map((write) => write.table))];
  const stores = [...tables, 'outbox', 'history', 'undoSteps', 'meta', ...(draft ? ['drafts'] : [])];
  return await notebook.transaction('rw', stores, async (transaction) => {
    insistOnStrict(transaction);
    // Two round trips to the disk in all: everything is read at once, then everything is written at once.
    const [clock, rows] = await Promise.all([readClock(notebook), rowsBefore(notebook, writes)]);
    const at = nextStamp(clock, notebook.now(), notebook.device);
    const { changes, replaced, inverse } = applyWrites(rows, writes, at);
    await Promise.all([
      ...tables.map((table) => notebook.rows(table).bulkPut(rowsAfter(rows, table))),
      advanceClock(notebook, at),
      notebook.outbox.add({ at, changes }),
      replaced.length > 0 && notebook.history.bulkPut(replaced),
      undoScope !== undefined &&
        inverse.length > 0 &&
        notebook.undoSteps.add({ at, scope: undoScope, inverse }),
      draft && setDraft(notebook, draft),
    ]);
    return at;
  });
}

/** Within a transaction over the drafts. */
export async function setDraft(notebook: Notebook, { key, value }: DraftAfter): Promise<void> {
  if (value === undefined) await notebook.drafts.delete(key);
  else await notebook.drafts.put({ key, value });
}

/** The rows of one commit, by table and id, as they stand so far. */
export type RowsAtHand = Map<TableName, Map<string, Row>>;

async function rowsBefore(notebook: Notebook, writes: readonly Write[]): Promise<RowsAtHand> {
  const found = await Promise.all(writes.map(({ table, row }) => notebook.rows(table).get(row)));
  const rows: RowsAtHand = new Map();
  for (const [index, { table, row }] of writes.entries()) {
    const stored = found[index];
    const ofTable = rows.get(table) ?? new Map<string, Row>();
    rows.set(table, ofTable.set(row, stored ? unpackRow(stored) : {}));
  }
  return rows;
}

export function rowsAfter(rows: RowsAtHand, table: TableName) {
  return [...(rows.get(table) ?? [])].map(([id, row]) => packRow(id, row));
}

interface Applied {
  readonly change: Change;
  readonly replaced: readonly PastVersion[];
  readonly inverse: UndoStep['inverse'][number];
}

/** Applies the writes to the rows at hand, in order, and answers what else the commit has to keep. */
export function applyWrites(rows: RowsAtHand, writes: readonly Write[], at: Stamp) {
  const applied = writes.map((write) => applyWrite(rows, write, at));
  const guest = deviceOf(at);
  if (isGuestDevice(guest) && !applied.every(({ change }) => isGuestsOwn(change, guest))) {
    throw new Error('A guest comments and changes nothing else.');
  }
  return {
    changes: applied.map(({ change }) => change),
    replaced: applied.flatMap((one) => one.replaced),
    // A save that is done twice changes nothing the second time, and there is one step to take back.
    inverse: applied
      .map((one) => one.inverse)
      .filter(isAnything)
      .toReversed(),
  };
}

function applyWrite(rows: RowsAtHand, write: Write, at: Stamp): Applied {
  const { table, row: id } = write;
  const ofTable = rows.get(table) ?? new Map<string, Row>();
  const before = ofTable.get(id) ?? {};
  const fields: Record<string, unknown> = { ...write.fields };
  if (write.deleted !== undefined) fields[DELETED] = write.deleted ? seenOf(before) : null;
  const change = changeOf({ table, row: id, at, fields }, before, write.replaces);
  const incoming = rowOfChange(change);
  const after = mergeRows(before, incoming, (field) => isProse(table, field));
  rows.set(table, ofTable.set(id, after));
  return {
    change,
    replaced: pastVersions(table, id, before, incoming, after),
    inverse: { table, row: id, fields: inverseOf(table, before, fields) },
  };
}

function changeOf(
  written: Omit<Change, 'base'> & { table: TableName },
  before: Row,
  replaces: Replaces | undefined,
): Change {
  const base: Record<string, readonly Stamp[]> = {};
  for (const field of Object.keys(written.fields)) {
    const cell = before[field];
    if (cell === undefined || !isProse(written.table, field)) continue;
    const shown = replaces?.[field];
    const replaced = versionsOf(cell).filter(({ value }) => shown?.includes(value as string) ?? true);
    base[field] = replaced.map((version) => version.at);
  }
  return { ...written, ...(Object.keys(base).length > 0 && { base }) };
}

function isAnything({ fields }: Applied['inverse']): boolean {
  return Object.keys(fields).length > 0;
}

/**
 * Taking back a row's first write deletes it; taking back an edit writes what stood there before, or was shown there for
 * want of anything written: a note's first star goes again. What the edit left as it was is not written.
 */
function inverseOf(table: TableName, before: Row, fields: Record<string, unknown>): Record<string, unknown> {
  const isNew = Object.keys(before).length === 0;
  if (isNew) return { [DELETED]: true };
  const inverse: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(fields)) {
    if (field === DELETED) {
      const wasDeleted = (before[DELETED]?.value ?? null) !== null;
      if (wasDeleted !== (value !== null)) inverse[field] = wasDeleted;
    } else {
      const shown = before[field] ? before[field].value : emptyValue(table, field);
      if (JSON.stringify(shown) !== JSON.stringify(value)) inverse[field] = shown;
    }
  }
  return inverse;
}

export function pastVersions(
  table: TableName,
  row: string,
  before: Row,
  incoming: Row,
  after: Row,
): readonly PastVersion[] {
  return Object.entries(incoming).flatMap(([field, cell]) => {
    const merged = after[field];
    if (merged === undefined || before[field] === undefined) return [];
    return replacedVersions(before[field], cell, merged).map(({ value, at }) => ({
      table,
      row,
      field,
      at,
      value,
    }));
  });
}

/** Dexie passes the durability on; if a browser or an upgrade ever drops it, "saved" would be a guess. */
export function insistOnStrict(transaction: Transaction): void {
  const { durability } = transaction.idbtrans as { durability?: string };
  if (durability === 'relaxed') throw new Error('The notebook was opened without strict durability.');
}
