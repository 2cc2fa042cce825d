import {
  memo,
  startTransition,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type CSSProperties,
  type RefObject,
} from 'react';
import type { NoteId } from '../../domain/ids.ts';
import type { Note } from '../../domain/note.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { classNames } from '../../ui/class-names.ts';
import styles from './note-list.module.css';
import { NoteRow } from './note-row.tsx';
import { lazy, Waiting } from '../../ui/lazy.tsx';

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
const NOTES_PER_STRETCH = 10;
/** Of these the newest are drawn, and as many more as it takes to fill the box; the others when somebody scrolls up to them. */
const NEWEST_STRETCHES = 2;
const STRETCHES_MORE = 6;

/**
 * Own notes, newest at the bottom. The box scrolls from its end (column-reverse), so the newest is in view without any
 * measuring, and stays so when the keyboard opens. A list by its role, because stretches stand between it and its items.
 */
export const NoteList = memo(function NoteList({
  notes,
  editing,
  onEdit,
  isStream = false,
  className,
}: NoteListProps) {
  const box = useRef<HTMLDivElement>(null);
  const newest = notes.at(-1)?.id;
  useEffect(() => {
    if (box.current) box.current.scrollTop = 0;
  }, [newest]);
  const stretches = useMemo(() => inStretches(notes), [notes]);
  const edited = stretches.findIndex((stretch) => stretch.some(({ id }) => id === editing));
  const { first, onSeen, drawMore } = useFirstDrawn(box, { stretches: stretches.length, newest, edited });
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
      {first > 0 && <EarlierNotes count={first * NOTES_PER_STRETCH} onSeen={onSeen} onPressed={drawMore} />}
    </div>
  );
});

/**
 * The stretch that drawing begins with. A new note brings the list back to its end, and what is far above is let go; what it
 * takes to fill the box stays.
 */
function useFirstDrawn(
  box: RefObject<HTMLElement | null>,
  { stretches, newest, edited }: { stretches: number; newest: NoteId | undefined; edited: number },
) {
  const [asked, setAsked] = useState<{ readonly at: NoteId | undefined; readonly more: number }>();
  const more = asked !== undefined && asked.at === newest ? asked.more : 0;
  const [filling, setFilling] = useState(NEWEST_STRETCHES);
  const usual = Math.max(0, stretches - filling - more);
  const drawMore = useCallback(
    () => startTransition(() => setAsked({ at: newest, more: more + STRETCHES_MORE })),
    [newest, more],
  );
  // What begins above them is in view without any scrolling only where they do not fill the box.
  const onSeen = useCallback(() => {
    if (box.current?.scrollTop === 0) setFilling((count) => count + 1);
    else drawMore();
  }, [box, drawMore]);
  return { first: edited === -1 ? usual : Math.min(usual, edited), onSeen, drawMore };
}

interface EarlierNotesProps {
  readonly count: number;
  /** Scrolled to, or in view as it stands. */
  readonly onSeen: () => void;
  readonly onPressed: () => void;
}

function EarlierNotes({ count, onSeen, onPressed }: EarlierNotesProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (button.current === null) return;
    const watch = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting) onSeen();
    });
    watch.observe(button.current);
    return () => watch.disconnect();
    // Anew for each count: what was drawn may not have been enough.
  }, [count, onSeen]);
  return (
    <button ref={button} type="button" className={styles['earlier']} onClick={onPressed}>
      {m.observe_earlier_notes({ count })}
    </button>
  );
}

const Stretch = memo(
  function Stretch({ notes, editing, onEdit, isStream }: Omit<NoteListProps, 'className'>) {
    const close = useCallback(() => onEdit(undefined), [onEdit]);
    return (
      <div
        role="presentation"
        className={styles['stretch']}
        style={{ '--notes': notes.length } as CSSProperties}
      >
        {notes.map((note) => (
          <div role="listitem" key={note.id}>
            {note.id === editing ? (
              <Waiting>
                <EditNote note={note} onDone={close} />
              </Waiting>
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
