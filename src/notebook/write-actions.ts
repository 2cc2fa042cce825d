import { childId, type LessonId } from '../domain/ids.ts';
import type { Fields } from '../domain/tables.ts';
import { commit, type Replaces } from './commit.ts';
import type { Notebook } from './database.ts';
import { below } from './read.ts';

/** What somebody does until the next lesson. */
export async function addAction(notebook: Notebook, lesson: LessonId, text: string): Promise<string> {
  const orders = (await below(notebook, 'actions', lesson)).map(({ order }) => order ?? 0);
  const id = childId(lesson, notebook.newId());
  await commit(notebook, [
    { table: 'actions', row: id, fields: { order: Math.max(0, ...orders) + 1, text } },
  ]);
  return id;
}

export async function updateAction(
  notebook: Notebook,
  id: string,
  fields: Fields<'actions'>,
  replaces?: Replaces,
): Promise<void> {
  await commit(notebook, [{ table: 'actions', row: id, fields, ...(replaces && { replaces }) }]);
}

export async function removeAction(notebook: Notebook, id: string): Promise<void> {
  await commit(notebook, [{ table: 'actions', row: id, deleted: true }]);
}

export async function bringActionBack(notebook: Notebook, id: string): Promise<void> {
  await commit(notebook, [{ table: 'actions', row: id, deleted: false }]);
}
