import { useMemo } from 'react';
import { lastSegment } from '../../domain/ids.ts';
import { formatLessonTime } from '../../domain/lesson-clock.ts';
import type { Match, Note } from '../../domain/note.ts';
import { PUPIL_LETTERS, type Stage, type Subject } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { predictionKey } from '../../notebook/read-study.ts';
import { classNames } from '../../ui/class-names.ts';
import { PupilMark } from '../../ui/pupil-mark.tsx';
import { GridCell } from './grid-cell.tsx';
import styles from './review-grid.module.css';
import { reviewRows } from './review-rows.ts';
import { stageName, subjectName } from './review-words.ts';
import { stageRange } from './stage-range.ts';
import type { Review } from './use-review.ts';

const NO_NOTES: readonly Note[] = [];
const NO_MATCHES: readonly Match[] = [];

/** Stages down, pupils across: prediction above, everybody's notes below, what the team agrees at the foot of each cell. */
export function ReviewGrid({ review }: { review: Review }) {
  const { plan, notes, names } = review;
  const rows = useMemo(() => reviewRows(plan.stages, notes), [plan.stages, notes]);
  const hasClass = rows.some((row) => row.notes.has('class'));
  const subjects: readonly Subject[] = hasClass ? [...PUPIL_LETTERS, 'class'] : PUPIL_LETTERS;
  if (rows.length === 0) return null;
  return (
    <div className={classNames(styles['grid'], hasClass && styles['withClass'])}>
      {/* Each cell names its pupil itself; over the columns the names are for the eye. */}
      <div className={styles['heads']} aria-hidden="true">
        {subjects.map((subject) => (
          <div key={subject} className={styles['head']}>
            <PupilMark subject={subject} />
            <span dir="auto">{subjectName(plan, subject)}</span>
          </div>
        ))}
      </div>
      {plan.stages.length === 0 && <p className={styles['hint']}>{m.review_no_stages()}</p>}
      {rows.map(({ stage, notes: cells }) => {
        const name = stageName(plan.stages, stage && lastSegment(stage.id));
        const heading = `row-${stage ? lastSegment(stage.id) : 'none'}`;
        return (
          <section key={heading} className={styles['row']} aria-labelledby={heading}>
            <div className={styles['stage']}>
              <h2 id={heading} className={styles['name']} dir="auto">
                {name}
              </h2>
              {stage && <StageTime review={review} stage={stage} />}
            </div>
            {subjects.map((subject) => {
              const key = stage && subject !== 'class' ? predictionKey(stage.id, subject) : '';
              return (
                <GridCell
                  key={subject}
                  subject={subject}
                  name={subjectName(plan, subject)}
                  stageName={name}
                  stage={stage?.id}
                  prediction={plan.predictions.get(key)?.text ?? ''}
                  notes={cells.get(subject) ?? NO_NOTES}
                  matches={review.matches.get(key) ?? NO_MATCHES}
                  verdict={review.verdicts.get(key)}
                  names={names}
                />
              );
            })}
          </section>
        );
      })}
    </div>
  );
}

function StageTime({ review, stage }: { review: Review; stage: Stage }) {
  const range = stageRange(review, lastSegment(stage.id));
  if (range) {
    return (
      <p className={styles['time']}>
        {formatLessonTime(range.fromMs)}–{formatLessonTime(range.toMs)}
      </p>
    );
  }
  if (stage.minutes === null) return null;
  return <p className={styles['time']}>{m.review_planned({ minutes: stage.minutes })}</p>;
}
