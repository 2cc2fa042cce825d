import { m } from '../i18n/paraglide/messages.js';
import type { PhotoTrouble } from './photo-panel.tsx';

/** What happened, what is safe, what to do. */
export function problemWords(trouble: PhotoTrouble): string {
  switch (trouble) {
    case 'none':
      return m.media_problem_none();
    case 'empty':
      return m.media_problem_empty();
    case 'notAPicture':
      return m.media_problem_not_a_picture();
    case 'tooLarge':
      return m.media_problem_too_large();
    case 'heic':
      return m.media_problem_heic();
    case 'unreadable':
      return m.media_problem_unreadable();
    case 'noRoom':
      return m.media_problem_no_room();
    case 'failed':
      return m.media_problem_failed();
    default:
      return trouble satisfies never;
  }
}
