import { useRef } from 'react';
import type { LessonId } from '../../domain/ids.ts';
import { SHOW_ALL } from '../../domain/note-filter.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { Button } from '../../ui/button.tsx';
import { setFilter } from './filter-store.ts';
import styles from './none-shown.module.css';

/** Where the notes would be: that none is left, and the way back to all of them. */
export function NoneShown({ lesson }: { lesson: LessonId }) {
  const box = useRef<HTMLDivElement>(null);
  const showAll = () => {
    // The button goes with what it takes back; whoever came by keyboard goes on in the view, not from the page's top.
    const view = box.current?.closest('main');
    setFilter(lesson, SHOW_ALL);
    view?.focus({ preventScroll: true });
  };
  return (
    <div ref={box} className={styles['none']}>
      <p>{m.review_none_shown()}</p>
      <Button kind="plain" onClick={showAll}>
        {m.review_show_all()}
      </Button>
    </div>
  );
}
