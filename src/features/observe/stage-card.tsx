import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import type { StageMark } from '../../domain/note.ts';
import type { Stage } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { classNames } from '../../ui/class-names.ts';
import { NextStage } from './next-stage.tsx';
import { currentStage, StageLine, useStageTimes } from './stage-bar.tsx';
import styles from './stage-card.module.css';
import { stageName } from './stage-name.ts';
import { StageProgress } from './stage-progress.tsx';
import { useCaptureTools } from './use-capture.ts';

/** On a phone: the running stage, the next one at a tap, all of them behind another. */
export function StageCard({
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
  const [isOpen, setIsOpen] = useState(false);
  if (stages.length === 0) return null;
  const current = currentStage(stages, times);
  return (
    <nav aria-label={m.observe_stages()}>
      <div className={styles['card']}>
        <button
          type="button"
          className={styles['now']}
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        >
          <span className={styles['name']}>
            <span dir="auto">
              {current ? stageName(current, stages.indexOf(current)) : m.observe_no_stage_yet()}
            </span>
            <ChevronDown size={18} aria-hidden="true" />
          </span>
          {current && times.current && (
            <StageProgress fromMs={times.current.fromMs} minutes={current.minutes} isShort />
          )}
          <span className="visually-hidden">{m.observe_all_stages()}</span>
        </button>
        <NextStage stages={stages} current={times.current?.stage} className={styles['next']} />
      </div>
      {isOpen && (
        <ol className={styles['list']}>
          {stages.map((stage, index) => (
            <li key={stage.id}>
              <button
                type="button"
                className={classNames(styles['stage'], stage === current && styles['current'])}
                aria-current={stage === current ? 'step' : undefined}
                onClick={() => {
                  setIsOpen(false);
                  if (stage !== current) keeper.tapStage(stage.id);
                }}
              >
                <span dir="auto">{stageName(stage, index)}</span>
                {stage !== current && <StageLine stage={stage} times={times} />}
              </button>
            </li>
          ))}
          <li>
            <button
              type="button"
              className={styles['correct']}
              onClick={() => {
                setIsOpen(false);
                onCorrect();
              }}
            >
              {m.observe_marks_open()}
            </button>
          </li>
        </ol>
      )}
    </nav>
  );
}
