import { isErased } from '../domain/erasure.ts';
import { studyOf } from '../domain/ids.ts';
import type { TableName } from '../domain/tables.ts';
import type { Notebook } from './database.ts';
import { erasedWith } from './erase.ts';
import { below } from './read.ts';

const COUNTED = ['lessons', 'notes', 'photos', 'interviews', 'findings', 'comments'] as const;
export type WouldGo = Readonly<Record<(typeof COUNTED)[number], number>>;

/** How much of a study would go with this scope, counted from what this tablet has. */
export async function whatWouldGo(notebook: Notebook, scope: string): Promise<WouldGo> {
  const erased = await erasedWith(notebook, scope);
  const count = async (table: TableName) => {
    const rows = await below(notebook, table, studyOf(scope));
    return rows.filter(({ id }) => isErased(erased, { table, row: id })).length;
  };
  const counts = await Promise.all(COUNTED.map(count));
  return Object.fromEntries(COUNTED.map((table, index) => [table, counts[index] ?? 0])) as WouldGo;
}
