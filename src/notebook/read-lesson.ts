import Dexie from 'dexie';
import { inCommonTime } from '../domain/common-time.ts';
import type { LessonId, SittingId } from '../domain/ids.ts';
import {
  byLessonTime,
  type Match,
  type Note,
  type Sitting,
  type StageMark,
  type Verdict,
} from '../domain/note.ts';
import type { Notebook } from './database.ts';
import { below, one } from './read.ts';

/** Everybody's record of one lesson, as far as it has reached this tablet. */
export interface LessonRecord {
  readonly sittings: readonly Sitting[];
  readonly stageMarks: readonly StageMark[];
  /** In common lesson time (each observer's nudge counted), then by id. */
  readonly notes: readonly Note[];
  /** By `stageSegment.letter.member`. */
  readonly matches: ReadonlyMap<string, Match>;
  /** By `stageSegment.letter`. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
}

export async function lessonRecord(notebook: Notebook, lessonId: LessonId): Promise<LessonRecord> {
  const [sittings, stageMarks, notes, matches, verdicts] = await Promise.all([
    below(notebook, 'sittings', lessonId),
    below(notebook, 'stageMarks', lessonId),
    lessonNotes(notebook, lessonId),
    below(notebook, 'matches', lessonId),
    below(notebook, 'verdicts', lessonId),
  ]);
  const inLesson = <E extends { id: string }>(rows: readonly E[]) =>
    new Map(rows.map((row) => [row.id.slice(lessonId.length + 1), row]));
  const observed = inCommonTime({ sittings, stageMarks, notes });
  return { ...observed, matches: inLesson(matches), verdicts: inLesson(verdicts) };
}

/** As their observers' own clocks had them. What sets several observers beside each other reads `lessonRecord`. */
export async function lessonNotes(notebook: Notebook, lessonId: LessonId): Promise<readonly Note[]> {
  return (await below(notebook, 'notes', lessonId)).toSorted(byLessonTime);
}

export async function sitting(notebook: Notebook, id: SittingId): Promise<Sitting | undefined> {
  return await one(notebook, 'sittings', id);
}

/** The end of a lesson in lesson time, as far as anybody's watch or notes tell: where a later note has its place. */
export async function lessonEnd(notebook: Notebook, lessonId: LessonId): Promise<number> {
  const [sittings, notes] = await Promise.all([
    below(notebook, 'sittings', lessonId),
    below(notebook, 'notes', lessonId),
  ]);
  return Math.max(0, ...sittings.map(({ endedMs }) => endedMs ?? 0), ...notes.map(({ atMs }) => atMs ?? 0));
}

/** How many notes of a lesson are on this tablet, everybody's. */
export async function noteCount(notebook: Notebook, lessonId: LessonId): Promise<number> {
  return (await lessonNotes(notebook, lessonId)).length;
}

/** Every wording a note had before the one it has now, oldest first. */
export async function pastWordings(
  notebook: Notebook,
  noteId: string,
): Promise<readonly { readonly text: string; readonly at: string }[]> {
  const past = await notebook.history
    .where('[table+row+field+at]')
    .between(['notes', noteId, 'text', Dexie.minKey], ['notes', noteId, 'text', Dexie.maxKey])
    .toArray();
  return past.map(({ value, at }) => ({ text: String(value), at }));
}
