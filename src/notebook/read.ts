import type { Entity, TableName } from '../domain/tables.ts';
import type { Notebook } from './database.ts';
import { entityOf, type StoredRow } from './stored-row.ts';

/** All present rows of a table. */
export async function all<T extends TableName>(notebook: Notebook, table: T): Promise<Entity<T>[]> {
  return await present(table, notebook.rows(table).toCollection());
}

/** All present rows whose id lies below `parent`: the notes of a lesson, the pupils of a study. */
export async function below<T extends TableName>(
  notebook: Notebook,
  table: T,
  parent: string,
): Promise<Entity<T>[]> {
  return await present(table, notebook.rows(table).where('id').startsWith(`${parent}.`));
}

export async function one<T extends TableName>(
  notebook: Notebook,
  table: T,
  id: string,
): Promise<Entity<T> | undefined> {
  const stored = await notebook.rows(table).get(id);
  return stored && entityOf(table, stored);
}

async function present<T extends TableName>(
  table: T,
  rows: { toArray(): PromiseLike<StoredRow[]> },
): Promise<Entity<T>[]> {
  return (await rows.toArray()).flatMap((stored) => entityOf(table, stored) ?? []);
}
