import type { Note } from '../../domain/note.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { CommentsHere } from './comments-here.tsx';

const LONGEST_IN_A_SENTENCE = 40;

/** What was said about one note. */
export function NoteComments({ note: { id, text }, isQuiet = false }: { note: Note; isQuiet?: boolean }) {
  const words = Array.from(text.trim());
  const short =
    words.length > LONGEST_IN_A_SENTENCE
      ? `${words.slice(0, LONGEST_IN_A_SENTENCE - 1).join('')}…`
      : words.join('');
  const thing = short === '' ? m.comments_about_drawing() : m.comments_about_note({ words: short });
  return <CommentsHere about={`notes/${id}`} thing={thing} isSmall isQuiet={isQuiet} />;
}
