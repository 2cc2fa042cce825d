import {
  lastSegment,
  parentId,
  type LessonId,
  type MemberId,
  type NoteId,
  type SittingId,
} from '../domain/ids.ts';
import { isLeftRunning } from '../domain/lesson-clock.ts';
import type { Lesson } from '../domain/study.ts';
import { byLessonTime, type Match, type Note, type Sitting, type StageMark } from '../domain/note.ts';
import { alive } from './alive.ts';
import type { Notebook } from './database.ts';
import { all, below, one } from './read.ts';

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

/** A watch that has begun and not ended, with the lesson it is of. */
export interface RunningSitting {
  readonly lesson: Lesson;
  readonly sitting: Sitting;
}

/** This member's running watches on this tablet over other lessons, latest first. */
export async function runningElsewhere(
  notebook: Notebook,
  lesson: LessonId,
  member: MemberId,
): Promise<readonly RunningSitting[]> {
  const own = (await all(notebook, 'sittings')).filter(
    (sitting) =>
      sitting.endedMs === null &&
      sitting.member === member &&
      sitting.device === notebook.device &&
      parentId(sitting.id) !== lesson,
  );
  const found = await Promise.all(
    own
      .toSorted((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0))
      .map(async (sitting) => ({ sitting, lesson: await one(notebook, 'lessons', parentId(sitting.id)) })),
  );
  // A lesson that was removed meanwhile leads nowhere.
  return found.flatMap(({ sitting, lesson: other }) => (other ? [{ sitting, lesson: other }] : []));
}

/** Whether this member is in the middle of a lesson on this tablet; one that nobody ended on its day does not count. */
export async function isObserving(notebook: Notebook, member: MemberId): Promise<boolean> {
  return (await all(notebook, 'sittings')).some(
    (sitting) =>
      sitting.endedMs === null &&
      sitting.member === member &&
      sitting.device === notebook.device &&
      !isLeftRunning(notebook.now() - (sitting.startedAt ?? 0)),
  );
}

/** The latest moment of a sitting that left a trace, in lesson time: a note made in it, or a stage. */
export async function lastMoment(notebook: Notebook, lesson: LessonId, sitting: SittingId): Promise<number> {
  const [marks, notes] = await Promise.all([
    sittingMarks(notebook, lesson, sitting),
    sittingNotes(notebook, lesson, sitting),
  ]);
  const live = notes.filter(({ afterLesson }) => !afterLesson);
  return Math.max(0, ...[...marks, ...live].map(({ atMs }) => atMs ?? 0));
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

/** Saves wait for the answer, so it comes. */
export async function isNoteThere(notebook: Notebook, id: NoteId): Promise<boolean> {
  return (await alive(notebook, () => one(notebook, 'notes', id))) !== undefined;
}
