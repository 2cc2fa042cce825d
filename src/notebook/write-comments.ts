import { childId, studyOf, type MemberId } from '../domain/ids.ts';
import type { TableName } from '../domain/tables.ts';
import { commit, type CommitOptions } from './commit.ts';
import type { Notebook } from './database.ts';

/** What a comment is about, as its `about` names it: `notes/study.1.note`. */
export function aboutOf(table: TableName, row: string): string {
  return `${table}/${row}`;
}

/** A comment lies below the study of what it is about. */
export async function addComment(
  notebook: Notebook,
  { about, text, author }: { readonly about: string; readonly text: string; readonly author: MemberId },
  { draft }: Pick<CommitOptions, 'draft'> = {},
): Promise<void> {
  const study = studyOf(about.slice(about.indexOf('/') + 1));
  const fields = { about, text, author, writtenAt: notebook.now() };
  const row = childId(study, notebook.newId());
  await commit(notebook, [{ table: 'comments', row, fields }], draft && { draft });
}

export async function editComment(
  notebook: Notebook,
  id: string,
  text: string,
  shown: readonly string[],
): Promise<void> {
  await commit(notebook, [{ table: 'comments', row: id, fields: { text }, replaces: { text: shown } }]);
}

export async function deleteComment(notebook: Notebook, id: string): Promise<void> {
  await commit(notebook, [{ table: 'comments', row: id, deleted: true }]);
}

export async function bringCommentBack(notebook: Notebook, id: string): Promise<void> {
  await commit(notebook, [{ table: 'comments', row: id, deleted: false }]);
}
