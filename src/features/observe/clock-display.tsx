import { formatLessonTime } from '../../domain/lesson-clock.ts';
import { m } from '../../i18n/paraglide/messages.js';
import styles from './capture-header.module.css';
import type { LessonTimer } from './lesson-timer.ts';
import { useElapsed } from '../../ui/use-elapsed.ts';

/** The running lesson clock. Not a live region: nobody wants every second read aloud. */
export function ClockDisplay({ timer }: { timer: LessonTimer }) {
  const elapsedMs = useElapsed(timer);
  return (
    <span role="timer" aria-live="off" aria-label={m.observe_clock()} className={styles['clock']}>
      {formatLessonTime(elapsedMs)}
    </span>
  );
}
