import { lastSegment, studyOf, type StudyId } from '../domain/ids.ts';
import { PUPIL_LETTERS, type PupilLetter } from '../domain/study.ts';
import type { Notebook } from './database.ts';
import { all } from './read.ts';

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

export function letterOf(scope: string): PupilLetter | undefined {
  return PUPIL_LETTERS.find((letter) => scope !== studyOf(scope) && letter === lastSegment(scope));
}
