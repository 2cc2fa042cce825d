import {
  lazy,
  memo,
  startTransition,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { NoteId } from '../../domain/ids.ts';
import type { Note } from '../../domain/note.ts';
import { classNames } from '../../ui/class-names.ts';
import styles from './note-list.module.css';
import { NoteRow } from './note-row.tsx';

const EditNote = lazy(async () => ({ default: (await import('./edit-note.tsx')).EditNote }));

interface NoteListProps {
  /** In lesson time. */
  readonly notes: readonly Note[];
  readonly editing: NoteId | undefined;
  readonly onEdit: (id: NoteId | undefined) => void;
  /** One stream for all pupils: each note then shows whom it is about. */
  readonly isStream?: boolean;
  readonly className?: string | undefined;
}

/** Notes that are laid out, or left out of sight, together: each such box costs the browser something in every frame. */
const NOTES_PER_STRETCH = 20;
/** Of these the newest are drawn with the screen; the older ones, far above, when the field can be written in. */
const FIRST_STRETCHES = 2;
const OLDER_AFTER_MS = 600;

/**
 * Own notes, newest at the bottom. The box scrolls from its end (column-reverse), so the newest is in view without any
 * measuring, and stays so when the keyboard opens. A list by its role, because stretches stand between it and its items.
 */
export function NoteList({ notes, editing, onEdit, isStream = false, className }: NoteListProps) {
  const box = useRef<HTMLDivElement>(null);
  const newest = notes.at(-1)?.id;
  useEffect(() => {
    if (box.current) box.current.scrollTop = 0;
  }, [newest]);
  const stretches = useMemo(() => inStretches(notes), [notes]);
  const first = useHasTime() ? 0 : Math.max(0, stretches.length - FIRST_STRETCHES);
  return (
    <div ref={box} className={classNames(styles['box'], className)}>
      <div role="list" className={styles['notes']}>
        {stretches.slice(first).map((stretch, index) => (
          <Stretch
            key={first + index}
            notes={stretch}
            editing={stretch.some(({ id }) => id === editing) ? editing : undefined}
            onEdit={onEdit}
            isStream={isStream}
          />
        ))}
      </div>
    </div>
  );
}

/** False while the screen is being opened. What follows is drawn bit by bit, between the taps of whoever is in a hurry. */
function useHasTime(): boolean {
  const [hasTime, setHasTime] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => startTransition(() => setHasTime(true)), OLDER_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return hasTime;
}

const Stretch = memo(
  function Stretch({ notes, editing, onEdit, isStream }: Omit<NoteListProps, 'className'>) {
    const close = useCallback(() => onEdit(undefined), [onEdit]);
    return (
      <div role="presentation" className={styles['stretch']}>
        {notes.map((note) => (
          <div role="listitem" key={note.id}>
            {note.id === editing ? (
              <Suspense fallback={null}>
                <EditNote note={note} onDone={close} />
              </Suspense>
            ) : (
              <NoteRow note={note} isStream={isStream ?? false} onEdit={onEdit} />
            )}
          </div>
        ))}
      </div>
    );
  },
  (before, now) =>
    before.editing === now.editing &&
    before.onEdit === now.onEdit &&
    before.isStream === now.isStream &&
    areSame(before.notes, now.notes),
);

function inStretches(notes: readonly Note[]): readonly (readonly Note[])[] {
  const count = Math.ceil(notes.length / NOTES_PER_STRETCH);
  return Array.from({ length: count }, (_, index) =>
    notes.slice(index * NOTES_PER_STRETCH, (index + 1) * NOTES_PER_STRETCH),
  );
}

function areSame(before: readonly Note[], now: readonly Note[]): boolean {
  return before.length === now.length && before.every((note, index) => note === now[index]);
}
