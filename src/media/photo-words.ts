import { formatCommonTime } from '../domain/common-time.ts';
import type { Note } from '../domain/note.ts';
import { m } from '../i18n/paraglide/messages.js';
import type { LessonPhotos } from '../notebook/read-photos.ts';

/** Whose work a photo shows, who took it and when, for whoever cannot see it. */
export function altOf(note: Note, { aliases, names }: Pick<LessonPhotos, 'aliases' | 'names'>): string {
  const observer = names.get(note.observer) || m.media_somebody();
  const time = formatCommonTime(note.atMs ?? 0);
  if (note.pupil === 'class' || note.pupil === '') return m.media_alt_class({ observer, time });
  return m.media_alt({ pupil: aliases.get(note.pupil) || note.pupil, observer, time });
}
