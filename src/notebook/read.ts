import type { PromiseExtended } from 'dexie';
import type { Entity, TableName } from '../domain/tables.ts';
import type { Notebook } from './database.ts';
import { entityOf, type StoredRow } from './stored-row.ts';

// These hand on Dexie's own promises and are not async functions: a live read that awaits one of those and then asks a further
// table would forget to listen to that table, and a colleague's change would not show.

/** All present rows of a table. */
export function all<T extends TableName>(notebook: Notebook, table: T): Promise<Entity<T>[]> {
  return present(table, notebook.rows(table).toCollection());
}

/** All present rows whose id lies below `parent`: the notes of a lesson, the pupils of a study. */
export function below<T extends TableName>(
  notebook: Notebook,
  table: T,
  parent: string,
): Promise<Entity<T>[]> {
  return present(table, notebook.rows(table).where('id').startsWith(`${parent}.`));
}

export function one<T extends TableName>(
  notebook: Notebook,
  table: T,
  id: string,
): Promise<Entity<T> | undefined> {
  return notebook
    .rows(table)
    .get(id)
    .then((stored) => stored && entityOf(table, stored));
}

function present<T extends TableName>(
  table: T,
  rows: { toArray(): PromiseExtended<StoredRow[]> },
): Promise<Entity<T>[]> {
  return rows.toArray().then((found) => found.flatMap((stored) => entityOf(table, stored) ?? []));
}
