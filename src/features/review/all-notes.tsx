import { useEffect } from 'react';
import { useSearch } from 'wouter';
import { childId } from '../../domain/ids.ts';
import { SHOW_ALL } from '../../domain/note-filter.ts';
import styles from './all-notes.module.css';
import { setFilter, useShown } from './filter-store.ts';
import { LongNotes } from './long-notes.tsx';
import { NoneShown } from './none-shown.tsx';
import type { Review } from './use-review.ts';

/** Everybody's notes in lesson time. `&note=` in the address brings one of them into sight. */
export function AllNotes({ review }: { review: Review }) {
  const lesson = review.plan.lesson.id;
  const { shown } = useShown(review);
  const asked = new URLSearchParams(useSearch()).get('note');
  const current = asked === null ? undefined : childId(lesson, asked);
  // Whoever comes for one note must not find it filtered out.
  useEffect(() => {
    if (current !== undefined) setFilter(lesson, SHOW_ALL);
  }, [lesson, current]);
  return (
    <div className={styles['page']}>
      {shown.length === 0 && <NoneShown lesson={lesson} />}
      <LongNotes key={current} review={review} notes={shown} current={current} />
    </div>
  );
}
