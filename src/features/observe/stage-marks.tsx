import { useState } from 'react';
import { childId, lastSegment } from '../../domain/ids.ts';
import { formatLessonTime, parseLessonTime } from '../../domain/lesson-clock.ts';
import type { StageMark } from '../../domain/note.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { LessonPlan } from '../../notebook/read-study.ts';
import type { MarkCorrection } from '../../notebook/write-marks.ts';
import { Button } from '../../ui/button.tsx';
import { StageChoice } from './stage-choice.tsx';
import styles from './stage-marks.module.css';

interface StageMarksProps {
  readonly plan: Pick<LessonPlan, 'lesson' | 'stages'>;
  /** In lesson time. */
  readonly marks: readonly StageMark[];
  /** Lesson time beyond which nothing has been seen yet. */
  readonly latestMs: () => number;
  readonly onCorrect: (correction: MarkCorrection) => void;
}

/** The stages as they were tapped, each with its time: what was tapped late, wrongly or not at all is put right here. */
export function StageMarks({ plan, marks, latestMs, onCorrect }: StageMarksProps) {
  const { lesson, stages } = plan;
  const missed = stages.find(({ id }) => !marks.some(({ stage }) => stage === lastSegment(id))) ?? stages[0];
  return (
    <>
      <p className={styles['hint']}>{m.observe_marks_hint()}</p>
      <ol className={styles['marks']}>
        {marks.map((mark, index) => (
          <li key={mark.id} className={styles['mark']}>
            <StageChoice
              label={m.observe_mark_stage({ number: index + 1 })}
              stages={stages}
              value={mark.stage}
              onChange={(stage) =>
                onCorrect({ kind: 'change', mark: mark.id, stage: childId(lesson.id, stage) })
              }
            />
            <MarkTime
              number={index + 1}
              atMs={mark.atMs ?? 0}
              latestMs={latestMs}
              onChange={(atMs) => onCorrect({ kind: 'change', mark: mark.id, atMs })}
            />
            <Button
              kind="quiet"
              aria-label={m.observe_mark_remove_numbered({ number: index + 1 })}
              onClick={() => onCorrect({ kind: 'remove', mark: mark.id })}
            >
              {m.observe_mark_remove()}
            </Button>
          </li>
        ))}
      </ol>
      {missed && (
        <div>
          <Button kind="plain" onClick={() => onCorrect({ kind: 'add', stage: missed.id, atMs: latestMs() })}>
            {m.observe_mark_add()}
          </Button>
        </div>
      )}
    </>
  );
}

/** Taken when the field is left or Enter is pressed; a time that is none stays in the field with the reason below it. */
function MarkTime({
  number,
  atMs,
  latestMs,
  onChange,
}: {
  number: number;
  atMs: number;
  latestMs: () => number;
  onChange: (atMs: number) => void;
}) {
  const [typed, setTyped] = useState(formatLessonTime(atMs));
  const [problem, setProblem] = useState('');
  const [shownMs, setShownMs] = useState(atMs);
  if (shownMs !== atMs) {
    // Taken, or taken back by Undo: the field says what stands now.
    setShownMs(atMs);
    setTyped(formatLessonTime(atMs));
  }
  const take = () => {
    if (typed === formatLessonTime(atMs)) return setProblem('');
    const wanted = parseLessonTime(typed);
    if (wanted === undefined) return setProblem(m.observe_mark_time_unclear());
    if (wanted > latestMs())
      return setProblem(m.observe_mark_time_late({ time: formatLessonTime(latestMs()) }));
    setProblem('');
    onChange(wanted);
  };
  return (
    <div className={styles['time']}>
      <input
        type="text"
        inputMode="numeric"
        className={styles['field']}
        aria-label={m.observe_mark_time({ number })}
        aria-invalid={problem !== ''}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take();
        }}
      />
      {problem !== '' && (
        <p role="alert" className={styles['problem']}>
          {problem}
        </p>
      )}
    </div>
  );
}
