import { lastSegment, studyOf, type LessonId } from './ids.ts';

/** The address of a lesson's plan, which follows from its id; what else is shown of it lies below. */
export function lessonPath(lesson: LessonId): string {
  return `/studies/${studyOf(lesson)}/lessons/${lastSegment(lesson)}`;
}
