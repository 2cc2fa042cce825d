import { isErased } from '../domain/erasure.ts';
import { lastSegment, studyOf, type StudyId } from '../domain/ids.ts';
import { PUPIL_LETTERS, type PupilLetter } from '../domain/study.ts';
import type { TableName } from '../domain/tables.ts';
import type { Notebook } from './database.ts';
import { erasedWith } from './erase.ts';
import { all, below } from './read.ts';

/** Something that was deleted for everyone: who did it and when, and nothing of what it was. */
export interface Erasure {
  readonly study: StudyId;
  /** The pupil; undefined for a whole study. */
  readonly letter: PupilLetter | undefined;
  /** '' when that person is not (yet) known here. */
  readonly name: string;
  readonly at: Date;
}

/** Newest first. */
export async function erasures(notebook: Notebook): Promise<readonly Erasure[]> {
  const [rows, members] = await Promise.all([all(notebook, 'erasures'), all(notebook, 'members')]);
  const names = new Map(members.map(({ id, name }) => [id, name.trim()]));
  return rows
    .filter(({ id, erasedAt }) => id.split('.').length <= 2 && erasedAt !== null)
    .map(({ id, erasedBy, erasedAt }) => ({
      study: studyOf(id),
      letter: PUPIL_LETTERS.find((letter) => id === `${studyOf(id)}.${letter}`),
      name: names.get(erasedBy) ?? '',
      at: new Date(erasedAt ?? 0),
    }))
    .toSorted((a, b) => b.at.getTime() - a.at.getTime());
}

/** Pupils of a study about whom everything was deleted. */
export async function erasedPupils(notebook: Notebook, study: StudyId): Promise<ReadonlySet<PupilLetter>> {
  const ids = await notebook.rows('erasures').where('id').startsWith(`${study}.`).primaryKeys();
  return new Set(PUPIL_LETTERS.filter((letter) => ids.includes(`${study}.${letter}`)));
}

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

export function letterOf(scope: string): PupilLetter | undefined {
  return PUPIL_LETTERS.find((letter) => scope !== studyOf(scope) && letter === lastSegment(scope));
}
