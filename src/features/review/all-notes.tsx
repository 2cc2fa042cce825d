import { useDeferredValue, useMemo, useState } from 'react';
import { m } from '../../i18n/paraglide/messages.js';
import { Button } from '../../ui/button.tsx';
import styles from './all-notes.module.css';
import { FilterChips } from './filter-chips.tsx';
import { ListedNote } from './listed-note.tsx';
import { filterNotes, SHOW_ALL, type NoteFilter } from './note-filter.ts';
import type { Review } from './use-review.ts';

/** Everybody's notes in lesson time, and chips to look at some of them. */
export function AllNotes({ review }: { review: Review }) {
  const { plan, notes, names } = review;
  const [filter, setFilter] = useState<NoteFilter>(SHOW_ALL);
  // The chip answers at once; a long list follows when it can.
  const applied = useDeferredValue(filter);
  const shown = useMemo(() => filterNotes(notes, applied, plan.stages), [notes, applied, plan.stages]);
  const isFiltered = Object.values(filter).some((chosen) => chosen.length > 0);
  return (
    <div className={styles['page']}>
      <FilterChips review={review} filter={filter} onChange={setFilter} />
      <div className={styles['summary']}>
        <p aria-live="polite">{m.review_shown({ shown: shown.length, count: notes.length })}</p>
        {isFiltered && (
          <Button kind="quiet" onClick={() => setFilter(SHOW_ALL)}>
            {m.review_show_all()}
          </Button>
        )}
      </div>
      {shown.length === 0 && <p className={styles['nothing']}>{m.review_none_shown()}</p>}
      <ol className={styles['notes']} aria-label={m.review_notes()}>
        {shown.map((note) => (
          <ListedNote
            key={note.id}
            note={note}
            plan={plan}
            observer={names.get(note.observer) || m.review_somebody()}
          />
        ))}
      </ol>
    </div>
  );
}
