import type { Note } from '../../domain/note.ts';
import { subjectOf, type Subject } from '../../domain/study.ts';

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
