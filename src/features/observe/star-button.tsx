import { Star } from 'lucide-react';
import type { MouseEvent } from 'react';
import type { Note } from '../../domain/note.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { editNote } from '../../notebook/write-lesson.ts';
import { keepKeyboard } from './keep-keyboard.ts';
import styles from './note-list.module.css';
import { scopeOf } from './undo-scope.ts';

/** One tap for "come back to this one". In a column the time above it is part of the target. */
export function StarButton({ note, time, isTimeShown }: { note: Note; time: string; isTimeShown: boolean }) {
  const { notebook } = useOpenNotebook();
  const toggle = (event: MouseEvent) => {
    // The row around it opens the note for change.
    event.stopPropagation();
    editNote(notebook, note.id, { starred: !note.starred }, { undoScope: scopeOf(note) }).catch(
      // The star then stays as it was, which is what is seen.
      (error: unknown) => console.warn('A star could not be saved.', error),
    );
  };
  return (
    <button
      type="button"
      className={styles['star']}
      aria-label={m.observe_star({ time })}
      aria-pressed={note.starred}
      onMouseDown={keepKeyboard}
      onClick={toggle}
    >
      {isTimeShown && <span className={styles['time']}>{time}</span>}
      <Star size={16} aria-hidden="true" />
    </button>
  );
}
