import type { LessonId } from '../../domain/ids.ts';

export function ReviewScreen({ lessonId }: { lessonId: LessonId }) {
  return <h1>{lessonId}</h1>;
}
