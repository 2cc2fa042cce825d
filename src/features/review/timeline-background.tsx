import { formatCommonTime } from '../../domain/common-time.ts';
import { lastSegment } from '../../domain/ids.ts';
import type { Stage } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { classNames } from '../../ui/class-names.ts';
import { stageName } from './review-words.ts';
import styles from './timeline-background.module.css';
import { ticksOf, type Timeline } from './timeline-lanes.ts';
import { percent } from './timeline-marks.tsx';
import { minutesAround, type Moment } from './timeline-moment.ts';

/**
 * Where the stages were, with their names above; behind the lanes. A band too narrow for a name shows its number alone,
 * and one too narrow for that shows nothing.
 */
export function StageBands({ timeline, stages }: { timeline: Timeline; stages: readonly Stage[] }) {
  const { bands, fromMs, toMs } = timeline;
  return (
    <div className={styles['bands']} aria-hidden="true">
      {bands.map((band, index) => {
        const insetInlineStart = `${percent(band.fromMs, fromMs, toMs)}%`;
        const width = `${percent((band.toMs ?? toMs) - band.fromMs + fromMs, fromMs, toMs)}%`;
        const at = stages.findIndex(({ id }) => lastSegment(id) === band.stage);
        return (
          <div
            key={band.fromMs}
            className={classNames(styles['band'], index % 2 === 1 && styles['other'])}
            style={{ insetInlineStart, width }}
            title={stageName(stages, band.stage)}
          >
            <span className={styles['stage']}>
              {at >= 0 && <span>{at + 1}</span>}
              <span className={styles['name']} dir="auto">
                {stages[at]?.name ?? m.review_no_stage()}
              </span>
            </span>
          </div>
        );
      })}
    </div>
  );
}

/** The same for the ear, to which a slider tells nothing but its value. */
export function StagesInWords({ timeline, stages }: { timeline: Timeline; stages: readonly Stage[] }) {
  return (
    <ol className="visually-hidden" aria-label={m.observe_stages()}>
      {timeline.bands.map((band) => (
        <li key={band.fromMs}>
          {formatCommonTime(band.fromMs)} <bdi>{stageName(stages, band.stage)}</bdi>
        </li>
      ))}
    </ol>
  );
}

/** The two minutes that are looked at, and a ring round the note. */
export function Chosen({ timeline, moment }: { timeline: Timeline; moment: Moment }) {
  const { fromMs, toMs, height } = timeline;
  const minutes = minutesAround(moment);
  const from = percent(minutes.fromMs, fromMs, toMs);
  const to = Math.min(100, percent(minutes.toMs, fromMs, toMs));
  return (
    <rect x={`${from}%`} width={`${to - from}%`} y="0" height={height} rx="3" className={styles['chosen']} />
  );
}

/** Minutes along the foot of the picture. */
export function Axis({ timeline, zoom }: { timeline: Timeline; zoom: number }) {
  const { fromMs, toMs } = timeline;
  return (
    <div className={styles['axis']} aria-hidden="true">
      {ticksOf(timeline, 7 * zoom).map((atMs) => {
        const at = percent(atMs, fromMs, toMs);
        return (
          <span
            key={atMs}
            className={classNames(styles['tick'], at < 2 && styles['first'], at > 98 && styles['last'])}
            style={{ insetInlineStart: `${at}%` }}
          >
            {m.board_minutes({ count: Math.round(atMs / 60_000) })}
          </span>
        );
      })}
    </div>
  );
}
