import { lastSegment, type LessonId, type MemberId, type NoteId, type SittingId } from '../domain/ids.ts';
import { byLessonTime, type Match, type Note, type Sitting, type StageMark } from '../domain/note.ts';
import type { Notebook } from './database.ts';
import { below, one } from './read.ts';

/** This member's watches over a lesson on this tablet, latest first. */
export async function ownSittings(
  notebook: Notebook,
  lesson: LessonId,
  member: MemberId,
): Promise<readonly Sitting[]> {
  return (await below(notebook, 'sittings', lesson))
    .filter((sitting) => sitting.member === member && sitting.device === notebook.device)
    .toSorted((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0));
}

/** The stage taps of one sitting, in lesson time. */
export async function sittingMarks(
  notebook: Notebook,
  lesson: LessonId,
  sitting: SittingId,
): Promise<readonly StageMark[]> {
  return (await below(notebook, 'stageMarks', lesson))
    .filter((mark) => mark.sitting === lastSegment(sitting))
    .toSorted((a, b) => (a.atMs ?? 0) - (b.atMs ?? 0));
}

/** The notes of one sitting in lesson time; a lesson's other observers are left out. */
export async function sittingNotes(
  notebook: Notebook,
  lesson: LessonId,
  sitting: SittingId,
): Promise<readonly Note[]> {
  return (await below(notebook, 'notes', lesson))
    .filter((note) => note.sitting === lastSegment(sitting))
    .toSorted(byLessonTime);
}

/** One member's own marks against the predictions of a lesson, by `stageSegment.letter`. */
export async function ownMatches(
  notebook: Notebook,
  lesson: LessonId,
  member: MemberId,
): Promise<ReadonlyMap<string, Match>> {
  const own = (await below(notebook, 'matches', lesson)).filter(({ id }) => lastSegment(id) === member);
  return new Map(own.map((match) => [match.id.slice(lesson.length + 1, -(member.length + 1)), match]));
}

export async function isNoteThere(notebook: Notebook, id: NoteId): Promise<boolean> {
  return (await one(notebook, 'notes', id)) !== undefined;
}
