import { m } from '../../i18n/paraglide/messages.js';
import styles from './composer.module.css';
import { gapWords } from './gap-line.tsx';
import { useGap } from './use-gap.ts';

/** On a phone, where pupils have no columns: the minutes without a note stand on the pupil's own button. */
export function GapBadge({
  id,
  lastMs,
  gapMinutes,
}: {
  /** The button names this as its description. */
  id: string;
  lastMs: number | undefined;
  gapMinutes: number | undefined;
}) {
  const minutes = useGap(lastMs, gapMinutes);
  if (minutes === undefined) return null;
  return (
    <span className={styles['gap']}>
      <span aria-hidden="true">{m.observe_gap_short({ minutes })}</span>
      <span id={id} hidden>
        {gapWords(lastMs, minutes)}
      </span>
    </span>
  );
}
