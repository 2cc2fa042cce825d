import { startTransition, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Note } from '../../domain/note.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { Button } from '../../ui/button.tsx';
import styles from './all-notes.module.css';
import { ListedNote } from './listed-note.tsx';
import { useRoomInSight } from './room-in-sight.ts';
import type { Review } from './use-review.ts';
import { useAfterFrame } from './use-after-frame.ts';

/** About a screen of a tablet; more are drawn before anybody has scrolled to the end of them. */
const FIRST = 12;
const STEP = 40;
/** The least a note takes of the list's height. */
const NOTE_HEIGHT = 56;

/**
 * Notes in lesson time, however many: the first at once, the others as the list is scrolled. What was drawn before another
 * choice stays drawn and is hidden, so that it costs next to nothing to have it back.
 */
export function LongNotes({
  review: { plan, names, notes: all },
  notes,
  current,
}: {
  review: Review;
  /** Some of the lesson's notes, in its order. */
  notes: readonly Note[];
  /** The note somebody came for: it is drawn, brought into sight and stands out. */
  current?: string | undefined;
}) {
  const [drawn, setDrawn] = useState<ReadonlySet<string>>(new Set());
  const gap = notes.findIndex(({ id }) => !drawn.has(id));
  const inOrder = gap === -1 ? notes.length : gap;
  const currentAt = notes.findIndex(({ id }) => id === current);
  const least = Math.min(notes.length, Math.max(FIRST, currentAt + 1));
  const draw = (count: number) => setDrawn(new Set([...drawn, ...notes.slice(0, count).map(({ id }) => id)]));
  if (inOrder < least) draw(least);
  const isMore = inOrder < notes.length;
  const drawMore = useEffectEvent(() => draw(inOrder + STEP));
  const more = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // A test, or a browser without it, has the button.
    if (!isMore || more.current === null || typeof IntersectionObserver === 'undefined') return undefined;
    const watch = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) startTransition(drawMore);
      },
      { rootMargin: '1200px' },
    );
    watch.observe(more.current);
    return () => watch.disconnect();
  }, [isMore, inOrder, notes]);
  // What was drawn further down comes into sight when all before it is drawn; below the fold a frame after the first.
  const ready = notes.slice(0, inOrder);
  const before = useAfterFrame(notes);
  const list = useRef<HTMLOListElement>(null);
  const measure = useRoomInSight(list);
  const inSight = () =>
    Math.min(least, Math.max(currentAt + 1, Math.ceil(measure().height / NOTE_HEIGHT), 0));
  const shown =
    before === notes ? new Set(ready) : new Set([...notes.slice(0, inSight()), ...both(ready, before)]);
  return (
    <>
      <ol ref={list} className={styles['notes']} aria-label={m.review_notes()}>
        {all.map(
          (note) =>
            drawn.has(note.id) && (
              <ListedNote
                key={note.id}
                note={note}
                plan={plan}
                observer={names.get(note.observer) || m.review_somebody()}
                isCurrent={note.id === current}
                isHidden={!shown.has(note)}
              />
            ),
        )}
      </ol>
      {isMore && (
        <div ref={more} className={styles['more']}>
          <Button kind="plain" onClick={() => draw(inOrder + STEP)}>
            {m.board_show_more({ count: notes.length - inOrder })}
          </Button>
        </div>
      )}
    </>
  );
}

function both(some: readonly Note[], others: readonly Note[]): readonly Note[] {
  const among = new Set(others);
  return some.filter((note) => among.has(note));
}
