import { m } from '../../i18n/paraglide/messages.js';
import styles from './pupil-columns.module.css';
import { useCaptureTools } from './use-capture.ts';
import { useElapsed } from './use-elapsed.ts';

/** Often enough for minutes, and seldom enough not to draw the eye. */
const LOOK_EVERY_MS = 15_000;

/** How many notes a pupil has, or, after some minutes without one, how long that is. */
export function GapLine({
  count,
  lastMs,
  gapMinutes,
}: {
  count: number;
  lastMs: number | undefined;
  gapMinutes: number | undefined;
}) {
  const { timer } = useCaptureTools();
  const elapsedMs = useElapsed(timer, LOOK_EVERY_MS);
  const minutes = Math.floor((elapsedMs - (lastMs ?? 0)) / 60_000);
  if (gapMinutes === undefined || minutes < gapMinutes) {
    return <p className={styles['count']}>{m.observe_count({ count })}</p>;
  }
  return (
    <p className={styles['gap']}>
      {lastMs === undefined ? m.observe_gap_none({ minutes }) : m.observe_gap({ minutes })}
    </p>
  );
}
