import { formatLessonTime } from '../../domain/lesson-clock.ts';
import { m } from '../../i18n/paraglide/messages.js';
import styles from './stage-bar.module.css';
import { useCaptureTools } from './use-capture.ts';
import { useElapsed } from '../../ui/use-elapsed.ts';

/** How long this stage has run, in words and as the one moving thing on the screen. Draws itself each second, alone. */
export function StageProgress({
  fromMs,
  minutes,
  isShort = false,
}: {
  fromMs: number;
  minutes: number | null;
  isShort?: boolean;
}) {
  const { timer } = useCaptureTools();
  const inStageMs = Math.max(0, useElapsed(timer) - fromMs);
  const time = formatLessonTime(inStageMs);
  if (minutes === null || minutes <= 0) {
    return <span className={styles['line']}>{m.observe_stage_now_unplanned({ time })}</span>;
  }
  const share = Math.min(1, inStageMs / (minutes * 60_000));
  return (
    <>
      <span className={styles['line']}>
        {isShort ? m.observe_stage_now_short({ time, minutes }) : m.observe_stage_now({ time, minutes })}
      </span>
      <span className={styles['sun']} aria-hidden="true">
        <span className={styles['passed']} style={{ transform: `scaleX(${share})` }} />
      </span>
    </>
  );
}
