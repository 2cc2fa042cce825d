import { Link } from 'wouter';
import type { Point } from '../../domain/discussion.ts';
import { lastSegment, studyOf, type LessonId } from '../../domain/ids.ts';
import { m } from '../../i18n/paraglide/messages.js';
import styles from './changed-since.module.css';

/** What the review of the lesson before carried into this plan. The points are the review's own: reworded there, they are here. */
export function PointsFromReview({ before, points }: { before: LessonId; points: readonly Point[] }) {
  const number = lastSegment(before);
  const shown = points.filter(({ text }) => text.trim() !== '');
  if (shown.length === 0) return null;
  return (
    <section className={styles['points']} aria-label={m.discussion_from_review_of({ number })}>
      <ul className={styles['list']}>
        {shown.map((point) => (
          <li key={point.id} dir="auto">
            {point.text}
            {(point.beside?.['text'] ?? []).map(({ value, at }) => (
              <p key={at} className={styles['other']} dir="auto">
                {m.ui_other_wording()}: {value}
              </p>
            ))}
          </li>
        ))}
      </ul>
      <p className={styles['origin']}>
        {m.discussion_from_review({ count: shown.length })}{' '}
        <Link href={`/studies/${studyOf(before)}/lessons/${number}/review?view=discussion`}>
          {m.discussion_to_review({ number })}
        </Link>
      </p>
    </section>
  );
}
