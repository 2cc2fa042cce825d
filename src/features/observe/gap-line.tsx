import { m } from '../../i18n/paraglide/messages.js';
import styles from './pupil-columns.module.css';
import { useGap } from './use-gap.ts';

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
  const minutes = useGap(lastMs, gapMinutes);
  if (minutes === undefined) return <p className={styles['count']}>{m.observe_count({ count })}</p>;
  return <p className={styles['gap']}>{gapWords(lastMs, minutes)}</p>;
}

export function gapWords(lastMs: number | undefined, minutes: number): string {
  return lastMs === undefined ? m.observe_gap_none({ minutes }) : m.observe_gap({ minutes });
}
