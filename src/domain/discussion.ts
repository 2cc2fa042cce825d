import { childId, lastSegment, studyOf, type LessonId } from './ids.ts';
import { LESSON_NUMBERS, type Lesson, type Study } from './study.ts';
import type { Entity } from './tables.ts';

/** The joint review of one lesson; its row has the lesson's own id. */
export type Discussion = Entity<'discussions'>;
/** One item of the running order. What is said to it are the minutes below it. */
export type AgendaItem = Entity<'agenda'>;
/** A note cited in an item: the row is called after both, so that two who cite the same mean the same. */
export type Citation = Entity<'citations'>;
export type Action = Entity<'actions'>;
/** An agreed change for the next lesson. `carriedAt`: since when it stands in that lesson's plan. */
export type Point = Entity<'points'>;

/** `pupils`: every pupil first, then the teaching. `teacher`: the teacher of the lesson speaks first. */
export const PRESETS = ['pupils', 'teacher'] as const;
export type Preset = (typeof PRESETS)[number];

/** Called after the preset and the place in it: two tablets that choose the same preset apart mean the same items. */
export function presetItemId(lesson: LessonId, preset: Preset, index: number): string {
  return childId(lesson, `${preset}${index + 1}`);
}

/** Whether an item came with a preset, not from the team itself. */
export function isPresetItem(id: string): boolean {
  return /^(pupils|teacher)\d+$/.test(lastSegment(id));
}

/** How long has been spent on an item; it counts on while it is being discussed. */
export function spentOn({ startedAt, spentMs }: AgendaItem, now: number): number {
  // A clock that was put back must not take time away.
  return (spentMs ?? 0) + (startedAt === null ? 0 : Math.max(0, now - startedAt));
}

/** The lesson that the points of this one are for; undefined after the last, when they are for the findings. */
export function lessonAfter(lesson: LessonId): LessonId | undefined {
  const next = LESSON_NUMBERS.find((number) => Number(number) === Number(lastSegment(lesson)) + 1);
  return next === undefined ? undefined : childId(studyOf(lesson), next);
}

/** No lesson comes after this one: the third, or a study that was finished after two. */
export function isLastLesson({
  study,
  lessons,
  lesson,
}: {
  readonly study: Pick<Study, 'status'>;
  readonly lessons: readonly Pick<Lesson, 'id'>[];
  readonly lesson: Pick<Lesson, 'id'>;
}): boolean {
  const next = lessonAfter(lesson.id);
  return next === undefined || (study.status === 'finished' && !lessons.some(({ id }) => id === next));
}
