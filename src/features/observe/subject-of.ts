import type { Note } from '../../domain/note.ts';
import { PUPIL_LETTERS, type Subject } from '../../domain/study.ts';

/** Whom a note is about. A subject of a newer version counts as the class here, so that the note is shown. */
export function subjectOf({ pupil }: Pick<Note, 'pupil'>): Subject {
  return PUPIL_LETTERS.find((letter) => letter === pupil) ?? 'class';
}

/** Notes by whom they are about, each in the order they came in. */
export function bySubject(notes: readonly Note[]): ReadonlyMap<Subject, readonly Note[]> {
  const groups = new Map<Subject, Note[]>();
  for (const note of notes) {
    const subject = subjectOf(note);
    const group = groups.get(subject);
    if (group) group.push(note);
    else groups.set(subject, [note]);
  }
  return groups;
}
