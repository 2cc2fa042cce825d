import type { StudyId } from '../domain/ids.ts';
import type { Entity } from '../domain/tables.ts';
import type { Notebook } from './database.ts';
import { below } from './read.ts';

export type Comment = Entity<'comments'>;

/** All comments of a study, oldest first, by what they are about. */
export async function commentsByAbout(
  notebook: Notebook,
  study: StudyId,
): Promise<ReadonlyMap<string, readonly Comment[]>> {
  const comments = (await below(notebook, 'comments', study)).toSorted(
    (a, b) => (a.writtenAt ?? 0) - (b.writtenAt ?? 0) || (a.id < b.id ? -1 : 1),
  );
  const byAbout = new Map<string, Comment[]>();
  for (const comment of comments) {
    byAbout.set(comment.about, [...(byAbout.get(comment.about) ?? []), comment]);
  }
  return byAbout;
}
