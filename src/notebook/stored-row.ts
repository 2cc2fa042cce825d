import { DELETED, presenceOf, type Cell, type Row, type Seen, type Version } from '../domain/row.ts';
import type { Stamp } from '../domain/stamp.ts';
import type { Entity, FieldSort, TableName } from '../domain/tables.ts';
import { sortOf, TABLES } from '../domain/tables.ts';

/**
 * A row as it lies in IndexedDB: values readable, stamps packed. Most rows were written once, so one stamp for all
 * fields (`at`) and exceptions beside it keep a note at about its own size.
 */
export interface StoredRow {
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly at: Stamp;
  readonly stamps?: Readonly<Record<string, Stamp>>;
  readonly prose?: Readonly<Record<string, { readonly beside?: readonly Version[]; readonly seen?: Seen }>>;
}

export function packRow(id: string, row: Row): StoredRow {
  const fields: Record<string, unknown> = {};
  const stamps: Record<string, Stamp> = {};
  const prose: Record<string, { beside?: readonly Version[]; seen?: Seen }> = {};
  const at = earliestStamp(row);
  for (const [field, cell] of Object.entries(row)) {
    fields[field] = cell.value;
    if (cell.at !== at) stamps[field] = cell.at;
    if (cell.beside || cell.seen) {
      prose[field] = { ...(cell.beside && { beside: cell.beside }), ...(cell.seen && { seen: cell.seen }) };
    }
  }
  return {
    id,
    fields,
    at,
    ...(Object.keys(stamps).length > 0 && { stamps }),
    ...(Object.keys(prose).length > 0 && { prose }),
  };
}

export function unpackRow(stored: StoredRow): Row {
  const row: Record<string, Cell> = {};
  for (const [field, value] of Object.entries(stored.fields)) {
    row[field] = { value, at: stored.stamps?.[field] ?? stored.at, ...stored.prose?.[field] };
  }
  return row;
}

/** The row as screens read it, or undefined when it is deleted. Missing values get the empty value of their sort. */
export function entityOf<T extends TableName>(table: T, stored: StoredRow): Entity<T> | undefined {
  const wasDeleted = (stored.fields[DELETED] ?? null) !== null;
  const presence = wasDeleted ? presenceOf(unpackRow(stored)) : 'present';
  if (presence === 'deleted') return undefined;
  const entity: Record<string, unknown> = { id: stored.id };
  const sorts: Record<string, FieldSort> = TABLES[table];
  for (const [field, sort] of Object.entries(sorts)) entity[field] = stored.fields[field] ?? EMPTY[sort];
  const beside = besideOf(stored);
  if (beside) entity['beside'] = beside;
  if (presence === 'restored') entity['restored'] = true;
  return entity as unknown as Entity<T>;
}

const EMPTY: Record<FieldSort, unknown> = { text: '', prose: '', texts: [], number: null, flag: false };

/** What screens show of a field that nobody has written. */
export function emptyValue(table: TableName, field: string): unknown {
  const sort = sortOf(table, field);
  return sort && EMPTY[sort];
}

function besideOf(stored: StoredRow): Record<string, readonly Version[]> | undefined {
  const crossed = Object.entries(stored.prose ?? {}).flatMap(([field, { beside }]) =>
    beside ? [[field, beside] as const] : [],
  );
  return crossed.length > 0 ? Object.fromEntries(crossed) : undefined;
}

function earliestStamp(row: Row): Stamp {
  const cells = Object.values(row);
  const first = cells[0];
  if (first === undefined) throw new Error('A row without fields cannot be stored.');
  return cells.reduce((earliest, cell) => (cell.at < earliest ? cell.at : earliest), first.at);
}
