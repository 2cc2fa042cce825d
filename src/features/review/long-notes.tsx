import { startTransition, useEffect, useRef, useState } from 'react';
import type { Note } from '../../domain/note.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { Button } from '../../ui/button.tsx';
import styles from './all-notes.module.css';
import { ListedNote } from './listed-note.tsx';
import type { Review } from './use-review.ts';

/** About a screen of a tablet; more are drawn before anybody has scrolled to the end of them. */
const FIRST = 12;
const STEP = 40;

/** Notes in lesson time, however many: the first at once, the others as the list is scrolled. */
export function LongNotes({
  review: { plan, names },
  notes,
  of,
  current,
}: {
  review: Review;
  notes: readonly Note[];
  /** What was chosen; of another choice the first screen is drawn first. */
  of: unknown;
  /** The note somebody came for: it is drawn, brought into sight and stands out. */
  current?: string | undefined;
}) {
  const asked = notes.findIndex(({ id }) => id === current) + 1;
  const [reached, setReached] = useState({ of, count: FIRST });
  const drawn = Math.max(reached.of === of ? reached.count : FIRST, asked);
  const isMore = drawn < notes.length;
  const more = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // A test, or a browser without it, has the button.
    if (!isMore || more.current === null || typeof IntersectionObserver === 'undefined') return undefined;
    const watch = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) {
          startTransition(() => setReached({ of, count: drawn + STEP }));
        }
      },
      { rootMargin: '1200px' },
    );
    watch.observe(more.current);
    return () => watch.disconnect();
  }, [isMore, of, drawn]);
  return (
    <>
      <ol className={styles['notes']} aria-label={m.review_notes()}>
        {notes.slice(0, drawn).map((note) => (
          <ListedNote
            key={note.id}
            note={note}
            plan={plan}
            observer={names.get(note.observer) || m.review_somebody()}
            isCurrent={note.id === current}
          />
        ))}
      </ol>
      {isMore && (
        <div ref={more} className={styles['more']}>
          <Button kind="plain" onClick={() => setReached({ of, count: drawn + STEP })}>
            {m.board_show_more({ count: notes.length - drawn })}
          </Button>
        </div>
      )}
    </>
  );
}
