import { EyeOff, ListFilter, Search } from 'lucide-react';
import { memo, useState } from 'react';
import { studyOf } from '../../domain/ids.ts';
import { SHOW_ALL, type FilterFlag, type NoteFilter } from '../../domain/note-filter.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { Button, LinkButton } from '../../ui/button.tsx';
import { FilterChips } from './filter-chips.tsx';
import { setFilter, useShown } from './filter-store.ts';
import { turnNames, useNamesOff } from './names-off.ts';
import styles from './review-tools.module.css';
import type { Review } from './use-review.ts';

const FLAGS: readonly { readonly flag: FilterFlag; readonly label: () => string }[] = [
  { flag: 'surprises', label: m.board_surprises },
  { flag: 'disagreements', label: m.board_disagreements },
  { flag: 'starred', label: m.board_starred },
];

/** Under the tabs: which notes are shown, the way to the search, and names off for the wall. */
export const ReviewTools = memo(function ReviewTools({
  review,
  isFilterable,
  startsOpen,
}: {
  review: Review;
  /** The view that is open shows notes, so that choosing among them means something. */
  isFilterable: boolean;
  startsOpen: boolean;
}) {
  const isOff = useNamesOff();
  return (
    <div className={styles['tools']}>
      <div className={styles['row']}>
        {isFilterable && <Filters key={String(startsOpen)} review={review} startsOpen={startsOpen} />}
        <div className={styles['end']}>
          <LinkButton
            kind="quiet"
            className={styles['tool'] ?? ''}
            href={`/studies/${studyOf(review.plan.lesson.id)}/search`}
          >
            <Search size={18} aria-hidden="true" />
            {m.board_search()}
          </LinkButton>
          <Button
            kind="quiet"
            className={styles['tool']}
            aria-pressed={isOff}
            onClick={() => turnNames(isOff ? 'on' : 'off')}
          >
            <EyeOff size={18} aria-hidden="true" />
            {m.board_names_off()}
          </Button>
        </div>
      </div>
      {isOff && (
        <p className={styles['off']} role="status">
          {m.board_names_are_off()}
        </p>
      )}
    </div>
  );
});

function Filters({ review, startsOpen }: { review: Review; startsOpen: boolean }) {
  const [isOpen, setIsOpen] = useState(startsOpen);
  const { shown, filter, isFiltered } = useShown(review);
  const change = (changed: NoteFilter) => setFilter(review.plan.lesson.id, changed);
  return (
    <>
      <Button
        kind="plain"
        className={styles['tool']}
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        <ListFilter size={18} aria-hidden="true" />
        {m.review_filters()}
      </Button>
      {FLAGS.map(({ flag, label }) => (
        <Button
          key={flag}
          kind="plain"
          className={styles['tool']}
          aria-pressed={filter[flag]}
          onClick={() => change({ ...filter, [flag]: !filter[flag] })}
        >
          {label()}
        </Button>
      ))}
      <p aria-live="polite" className={styles['count']}>
        {m.review_shown({ shown: shown.length, count: review.notes.length })}
      </p>
      {isFiltered && (
        <Button kind="quiet" className={styles['tool']} onClick={() => change(SHOW_ALL)}>
          {m.review_show_all()}
        </Button>
      )}
      {isOpen && (
        <div className={styles['chips']}>
          <FilterChips review={review} filter={filter} onChange={change} />
        </div>
      )}
    </>
  );
}
