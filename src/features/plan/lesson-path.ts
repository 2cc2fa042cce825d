import { lastSegment, studyOf, type LessonId } from '../../domain/ids.ts';

export function lessonPath(lesson: LessonId): string {
  return `/studies/${studyOf(lesson)}/lessons/${lastSegment(lesson)}`;
}
