import { EyeOff, ListFilter, Printer, Search } from 'lucide-react';
import { memo, useRef, useState } from 'react';
import { studyOf } from '../../domain/ids.ts';
import { SHOW_ALL, type NoteFilter } from '../../domain/note-filter.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { Button, LinkButton } from '../../ui/button.tsx';
import { FilterChips } from './filter-chips.tsx';
import { setFilter, useShown } from './filter-store.ts';
import { turnNames, useNamesOff } from './names-off.ts';
import styles from './review-tools.module.css';
import { lessonPath } from '../../domain/lesson-path.ts';
import type { Review } from './use-review.ts';

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
  const lesson = review.plan.lesson.id;
  const [openIn, setOpenIn] = useState({ startsOpen, isOpen: startsOpen });
  const isOpen = openIn.startsOpen === startsOpen ? openIn.isOpen : startsOpen;
  const isOff = useNamesOff();
  return (
    <div className={styles['tools']}>
      <div className={styles['row']}>
        {isFilterable && (
          <Filters review={review} isOpen={isOpen} onOpen={(now) => setOpenIn({ startsOpen, isOpen: now })} />
        )}
        <div className={styles['end']}>
          <LinkButton
            kind="quiet"
            className={styles['tool'] ?? ''}
            href={`/studies/${studyOf(lesson)}/findings`}
          >
            {m.findings_title()}
          </LinkButton>
          <LinkButton
            writes
            kind="quiet"
            className={styles['tool'] ?? ''}
            href={`${lessonPath(lesson)}/observe?after`}
          >
            {m.review_add_note()}
          </LinkButton>
          <LinkButton
            kind="quiet"
            className={styles['tool'] ?? ''}
            href={`/studies/${studyOf(lesson)}/search`}
          >
            <Search size={18} aria-hidden="true" />
            {m.board_search()}
          </LinkButton>
          <LinkButton
            writes
            kind="quiet"
            className={styles['tool'] ?? ''}
            href={`${lessonPath(lesson)}/sheet`}
          >
            <Printer size={18} aria-hidden="true" />
            {m.report_print_sheet()}
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
      {isFilterable && isOpen && <FilterChips review={review} />}
    </div>
  );
});

function Filters({
  review,
  isOpen,
  onOpen,
}: {
  review: Review;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
}) {
  const { shown, filter, isFiltered } = useShown(review);
  const change = (changed: NoteFilter) => setFilter(review.plan.lesson.id, changed);
  const opener = useRef<HTMLButtonElement>(null);
  const showAll = () => {
    // The button goes with what it takes back; whoever came by keyboard goes on from its neighbour, not from the page's top.
    opener.current?.focus({ preventScroll: true });
    change(SHOW_ALL);
  };
  return (
    <>
      <Button
        ref={opener}
        kind="plain"
        className={styles['tool']}
        aria-expanded={isOpen}
        onClick={() => onOpen(!isOpen)}
      >
        <ListFilter size={18} aria-hidden="true" />
        {m.review_filters()}
      </Button>
      <Button
        kind="plain"
        className={styles['tool']}
        aria-pressed={filter.surprises}
        onClick={() => change({ ...filter, surprises: !filter.surprises })}
      >
        {m.board_surprises()}
      </Button>
      <p aria-live="polite" className={styles['count']}>
        {m.review_shown({ shown: shown.length, count: review.notes.length })}
      </p>
      {isFiltered && (
        <Button kind="quiet" className={styles['tool']} onClick={showAll}>
          {m.review_show_all()}
        </Button>
      )}
    </>
  );
}
