import { useMemo, useState } from 'react';
import { KINDS } from '../../domain/note.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { ChosenMinutes } from './chosen-minutes.tsx';
import { useShown } from './filter-store.ts';
import { LongNotes } from './long-notes.tsx';
import { NoneShown } from './none-shown.tsx';
import { Nudges } from './nudges.tsx';
import { KIND_NAMES } from './review-words.ts';
import { TimelineChart } from './timeline-chart.tsx';
import { marksOf, timelineOf } from './timeline-lanes.ts';
import { FormSample } from './timeline-marks.tsx';
import type { Moment } from './timeline-moment.ts';
import styles from './timeline-view.module.css';
import { useAfterFrame } from './use-after-frame.ts';
import type { Review } from './use-review.ts';

/** Everybody's notes on one axis, each observer counted from the own start; below it the same in words. */
export function TimelineView({ review }: { review: Review }) {
  const { shown } = useShown(review);
  // Below the fold: the picture comes first.
  const listed = useAfterFrame(shown);
  const timeline = useMemo(() => timelineOf(review), [review]);
  const marks = useMemo(() => marksOf(timeline, shown), [timeline, shown]);
  const [moment, setMoment] = useState<Moment>();
  return (
    <div className={styles['page']}>
      <TimelineChart review={review} timeline={timeline} marks={marks} moment={moment} onChoose={setMoment} />
      <div className={styles['under']}>
        <Nudges review={review} watches={timeline.watches} />
        <ul className={styles['forms']} aria-label={m.board_forms()}>
          {KINDS.map((kind) => (
            <li key={kind}>
              <FormSample kind={kind} />
              {KIND_NAMES[kind]()}
            </li>
          ))}
        </ul>
      </div>
      {moment && <ChosenMinutes review={review} notes={shown} moment={moment} />}
      <section aria-labelledby="timeline-list">
        <h2 id="timeline-list" className={styles['heading']}>
          {m.board_same_in_words()}
        </h2>
        {shown.length === 0 && <NoneShown lesson={review.plan.lesson.id} />}
        <LongNotes review={review} notes={listed} />
      </section>
    </div>
  );
}
