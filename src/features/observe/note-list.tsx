import { memo, useCallback, useEffect, useRef } from 'react';
import type { NoteId } from '../../domain/ids.ts';
import type { Note } from '../../domain/note.ts';
import { classNames } from '../../ui/class-names.ts';
import { EditNote } from './edit-note.tsx';
import styles from './note-list.module.css';
import { NoteRow } from './note-row.tsx';

interface NoteListProps {
  /** In lesson time. */
  readonly notes: readonly Note[];
  readonly editing: NoteId | undefined;
  readonly onEdit: (id: NoteId | undefined) => void;
  /** One stream for all pupils: each note then shows whom it is about. */
  readonly isStream?: boolean;
  readonly className?: string | undefined;
}

/**
 * Own notes, newest at the bottom. The box scrolls from its end (column-reverse), so the newest is in view without any
 * measuring, and stays so when the keyboard opens.
 */
export const NoteList = memo(
  function NoteList({ notes, editing, onEdit, isStream = false, className }: NoteListProps) {
    const box = useRef<HTMLDivElement>(null);
    const newest = notes.at(-1)?.id;
    useEffect(() => {
      if (box.current) box.current.scrollTop = 0;
    }, [newest]);
    const close = useCallback(() => onEdit(undefined), [onEdit]);
    return (
      <div ref={box} className={classNames(styles['box'], className)}>
        <ol className={styles['notes']}>
          {notes.map((note) => (
            <li key={note.id} className={styles['note']}>
              {note.id === editing ? (
                <EditNote note={note} onDone={close} />
              ) : (
                <NoteRow note={note} isStream={isStream} onEdit={onEdit} />
              )}
            </li>
          ))}
        </ol>
      </div>
    );
  },
  (before, now) =>
    before.editing === now.editing &&
    before.onEdit === now.onEdit &&
    before.isStream === now.isStream &&
    before.className === now.className &&
    areSame(before.notes, now.notes),
);

function areSame(before: readonly Note[], now: readonly Note[]): boolean {
  return before.length === now.length && before.every((note, index) => note === now[index]);
}
