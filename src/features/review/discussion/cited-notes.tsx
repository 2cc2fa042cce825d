import { X } from 'lucide-react';
import type { Citation } from '../../../domain/discussion.ts';
import { lastSegment } from '../../../domain/ids.ts';
import type { Note } from '../../../domain/note.ts';
import { m } from '../../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../../notebook/notebook-context.tsx';
import { setCitation } from '../../../notebook/write-citations.ts';
import { useHandsFocusOn } from '../../../ui/hand-focus-on.ts';
import { Initials } from '../../../ui/initials.tsx';
import { useMayChange } from '../../../ui/read-only.ts';
import { useTapWrite } from '../../../ui/tap-write.tsx';
import type { Review } from '../use-review.ts';
import styles from './cited-notes.module.css';
import { NoteLine, wordsOf } from './note-line.tsx';
import { useShowNote } from './show-note.ts';

/** The notes that stand as evidence under an item: a tap shows the note in its place. */
export function CitedNotes({
  item,
  citations,
  review,
}: {
  item: string;
  citations: readonly Citation[];
  review: Review;
}) {
  if (citations.length === 0) return null;
  const notes = new Map(review.notes.map((note) => [lastSegment(note.id), note]));
  return (
    <ul className={styles['cited']} aria-label={m.discussion_cited()}>
      {citations.map(({ id }) => (
        <CitedNote
          key={id}
          item={item}
          segment={lastSegment(id)}
          note={notes.get(lastSegment(id))}
          review={review}
        />
      ))}
    </ul>
  );
}

function CitedNote({
  item,
  segment,
  note,
  review,
}: {
  item: string;
  segment: string;
  note: Note | undefined;
  review: Review;
}) {
  const { notebook } = useOpenNotebook();
  const { attempt, trouble } = useTapWrite();
  const mayChange = useMayChange();
  const line = useHandsFocusOn<HTMLLIElement>();
  const showNote = useShowNote(review.plan.lesson.id);
  const name = (note && review.names.get(note.observer)) || m.discussion_somebody();
  const words = note ? wordsOf(note) : m.discussion_cited_gone();
  return (
    <li ref={line} className={styles['line']}>
      {note ? (
        <button type="button" className={styles['show']} onClick={() => showNote(note.id)}>
          <Initials name={name} label={name} />
          <NoteLine note={note} />
        </button>
      ) : (
        <p className={styles['gone']}>{words}</p>
      )}
      {mayChange && (
        <button
          type="button"
          className={styles['remove']}
          aria-label={m.discussion_uncite({ words })}
          onClick={() => attempt(setCitation(notebook, { item, note: segment, cites: false }))}
        >
          <X size={16} aria-hidden="true" />
        </button>
      )}
      {trouble}
    </li>
  );
}
