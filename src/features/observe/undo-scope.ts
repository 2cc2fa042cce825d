import { childId, lessonOf, type LessonId, type MemberId } from '../../domain/ids.ts';
import type { Note } from '../../domain/note.ts';

/** Steps of somebody who adds to a lesson afterwards without having watched it here are taken back on their own. */
export function afterScope(lesson: LessonId, member: MemberId): string {
  return `after:${lesson}:${member}`;
}

/** Where a change of this note is taken back: with its sitting. */
export function scopeOf({ id, sitting, observer }: Pick<Note, 'id' | 'sitting' | 'observer'>): string {
  return sitting === '' ? afterScope(lessonOf(id), observer) : childId(lessonOf(id), sitting);
}
