import { Link } from 'wouter';
import { isReviewDue } from '../../domain/review-date.ts';
import type { Study } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import styles from './today-screen.module.css';

/** A study whose review date has come: somebody has to decide whether what it holds about pupils is still needed. */
export function ReviewDue({ study, today }: { study: Study; today: string }) {
  if (!isReviewDue(study, today)) return null;
  const name = study.title.trim() || study.focusQuestion.trim() || m.today_untitled();
  return (
    <p className={styles['reviewDue']}>
      <span dir="auto">{m.today_review_due({ study: name })}</span>
      <Link href={`/studies/${study.id}`}>{m.today_review_due_link()}</Link>
    </p>
  );
}
