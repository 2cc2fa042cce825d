import { useStore } from 'zustand';
import { lastSegment } from '../../domain/ids.ts';
import { formatLessonTime } from '../../domain/lesson-clock.ts';
import type { StageMark } from '../../domain/note.ts';
import type { Stage } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { classNames } from '../../ui/class-names.ts';
import { NextStage } from './next-stage.tsx';
import styles from './stage-bar.module.css';
import { stageName } from './stage-name.ts';
import { StageProgress } from './stage-progress.tsx';
import { stageTimes, type StageTimes } from './stage-times.ts';
import { useCaptureTools } from './use-capture.ts';

/** The stages beside each other; one tap moves to the next, or to any. */
export function StageBar({
  stages,
  marks,
  onCorrect,
}: {
  stages: readonly Stage[];
  marks: readonly StageMark[];
  /** Opens what puts wrong or late taps right. */
  onCorrect: () => void;
}) {
  const { keeper } = useCaptureTools();
  const times = useStageTimes(marks);
  if (stages.length === 0) return null;
  return (
    <nav aria-label={m.observe_stages()} className={styles['bar']}>
      <ol className={styles['stages']}>
        {stages.map((stage, index) => {
          const isCurrent = lastSegment(stage.id) === times.current?.stage;
          return (
            <li key={stage.id}>
              <button
                type="button"
                className={classNames(styles['stage'], isCurrent && styles['current'])}
                aria-current={isCurrent ? 'step' : undefined}
                onClick={() => {
                  if (!isCurrent) keeper.tapStage(stage.id);
                }}
              >
                <span className={styles['name']} dir="auto">
                  {stageName(stage, index)}
                </span>
                <StageLine stage={stage} times={times} />
              </button>
            </li>
          );
        })}
      </ol>
      <NextStage stages={stages} current={times.current?.stage} className={styles['next']} />
      <button type="button" className={styles['correct']} onClick={onCorrect}>
        {m.observe_marks_open()}
      </button>
    </nav>
  );
}

/** The stages as this screen knows them: what the notebook holds and, ahead of it, the stage tapped last. */
export function useStageTimes(marks: readonly StageMark[]): StageTimes {
  const { keeper } = useCaptureTools();
  const tapped = useStore(keeper.shown, (state) => state.tappedStage);
  const ahead = tapped && { stage: lastSegment(tapped.stage), atMs: tapped.atMs };
  return stageTimes(ahead ? [...marks, ahead] : marks);
}

/** Under a stage's name: its range when past, its progress now, its planned minutes before. */
export function StageLine({ stage, times }: { stage: Stage; times: StageTimes }) {
  const segment = lastSegment(stage.id);
  if (times.current?.stage === segment) {
    return <StageProgress fromMs={times.current.fromMs} minutes={stage.minutes} />;
  }
  const past = times.past.get(segment);
  const words = past
    ? `${formatLessonTime(past.fromMs)}–${formatLessonTime(past.toMs)}`
    : stage.minutes === null
      ? ''
      : m.observe_stage_planned({ minutes: stage.minutes });
  return <span className={styles['line']}>{words}</span>;
}

export function currentStage(stages: readonly Stage[], times: StageTimes): Stage | undefined {
  return stages.find((stage) => lastSegment(stage.id) === times.current?.stage);
}
