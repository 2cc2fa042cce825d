import { memo, useEffect, useMemo, type CSSProperties } from 'react';
import { useSearch } from 'wouter';
import { lastSegment } from '../../domain/ids.ts';
import { formatCommonTime } from '../../domain/common-time.ts';
import type { Match, Note } from '../../domain/note.ts';
import { chosenPredictions, fits, type NoteFilter } from '../../domain/note-filter.ts';
import { PUPIL_LETTERS, type Stage, type Subject } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { predictionKey } from '../../notebook/read-study.ts';
import { classNames } from '../../ui/class-names.ts';
import { PupilMark } from '../../ui/pupil-mark.tsx';
import { useDrawn } from './filter-store.ts';
import { GridCell } from './grid-cell.tsx';
import styles from './review-grid.module.css';
import { reviewRows, type ReviewRow } from './review-rows.ts';
import { stageName, subjectName } from './review-words.ts';
import { stageRange } from './stage-range.ts';
import { useStage } from './use-stage.ts';
import type { Review } from './use-review.ts';

/** What a tablet shows of a cell before anybody scrolls. */
const FIRST_NOTES = 5;
const NO_NOTES: readonly Note[] = [];
const NO_MATCHES: readonly Match[] = [];

/**
 * Stages down, pupils across: prediction above, everybody's notes below, what the team agrees at the foot of each cell.
 * `?row=` in the address brings a stage into sight.
 */
export function ReviewGrid({ review }: { review: Review }) {
  const { plan } = review;
  const { shown, filter, isFiltered } = useDrawn(review);
  const chosen = useMemo(() => chosenPredictions(filter, review), [filter, review]);
  const rows = useMemo(
    () => reviewRows(plan.stages, shown).filter(({ stage }) => isRowChosen(stage, filter, chosen)),
    [plan.stages, shown, filter, chosen],
  );
  const all: readonly Subject[] = [...plan.pupils.map(({ letter }) => letter), 'class'];
  const subjects = all.filter(
    (subject) =>
      fits(filter.subjects, subject) && (subject !== 'class' || rows.some((row) => row.notes.has('class'))),
  );
  const pupils = subjects.filter((subject) => subject !== 'class').length;
  const asked = new URLSearchParams(useSearch()).get('row');
  const askedAt = rows.findIndex(({ stage }) => stage !== undefined && lastSegment(stage.id) === asked);
  // A long lesson is higher than any screen: first the top of the first row, then row after row.
  const stage = Math.max(useStage(filter, rows.length), askedAt + 1);
  useEffect(() => {
    if (asked !== null) document.querySelector(`#${CSS.escape(`row-${asked}`)}`)?.scrollIntoView();
  }, [asked]);
  if (plan.stages.length === 0 && review.notes.length === 0) return null;
  return (
    <div
      className={classNames(styles['grid'], pupils > 0 && pupils < subjects.length && styles['withClass'])}
      style={{ '--columns': pupils || 1 } as CSSProperties}
    >
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
      {isFiltered && rows.length === 0 && <p className={styles['hint']}>{m.review_none_shown()}</p>}
      {rows.map((row, index) => (
        <GridRow
          key={row.stage?.id ?? ''}
          review={review}
          stage={row.stage}
          cells={row.notes}
          subjects={subjects}
          chosen={chosen}
          most={stage === 0 ? FIRST_NOTES : Infinity}
          isLate={index > 0 && index >= stage}
        />
      ))}
    </div>
  );
}

/** Without a prediction nothing can be a surprise, and notes without a stage have none. */
function isRowChosen(
  stage: Stage | undefined,
  filter: NoteFilter,
  chosen: ReadonlySet<string> | undefined,
): boolean {
  if (!fits(filter.stages, stage === undefined ? '' : lastSegment(stage.id))) return false;
  if (chosen === undefined) return true;
  return stage !== undefined && PUPIL_LETTERS.some((letter) => chosen.has(predictionKey(stage.id, letter)));
}

interface GridRowProps {
  readonly review: Review;
  readonly stage: Stage | undefined;
  readonly cells: ReviewRow['notes'];
  readonly subjects: readonly Subject[];
  readonly chosen: ReadonlySet<string> | undefined;
  /** So many notes of each cell for now. */
  readonly most: number;
  /** Not yet its turn: it stays as it was drawn before, or empty. */
  readonly isLate: boolean;
}

const GridRow = memo(
  function GridRow({ review, stage, cells, subjects, chosen, most, isLate }: GridRowProps) {
    if (isLate) return null;
    const { plan } = review;
    const name = stageName(plan.stages, stage && lastSegment(stage.id));
    const heading = `row-${stage ? lastSegment(stage.id) : 'none'}`;
    return (
      <section className={styles['row']} aria-labelledby={heading}>
        <div className={styles['stage']}>
          <h2 id={heading} className={styles['name']} dir="auto">
            {name}
          </h2>
          {stage && <StageTime review={review} stage={stage} />}
        </div>
        {subjects.map((subject) => {
          const key = stage && subject !== 'class' ? predictionKey(stage.id, subject) : '';
          // A place in the grid that was not asked for stays empty, so that the others keep theirs.
          if (chosen !== undefined && !chosen.has(key))
            return <div key={subject} className={styles['left']} />;
          return (
            <GridCell
              key={subject}
              subject={subject}
              name={subjectName(plan, subject)}
              stageName={name}
              stage={stage?.id}
              prediction={plan.predictions.get(key)?.text ?? ''}
              notes={firstOf(cells.get(subject), most)}
              matches={review.matches.get(key) ?? NO_MATCHES}
              verdict={review.verdicts.get(key)}
              names={review.names}
              mask={review.mask}
            />
          );
        })}
      </section>
    );
  },
  (before, now) => now.isLate || isSameRow(before, now),
);

function isSameRow(before: GridRowProps, now: GridRowProps): boolean {
  return (
    before.review === now.review &&
    before.stage === now.stage &&
    before.cells === now.cells &&
    before.subjects.join() === now.subjects.join() &&
    before.chosen === now.chosen &&
    before.most === now.most &&
    before.isLate === now.isLate
  );
}

function firstOf(notes: readonly Note[] | undefined, most: number): readonly Note[] {
  if (notes === undefined) return NO_NOTES;
  return notes.length > most ? notes.slice(0, most) : notes;
}

function StageTime({ review, stage }: { review: Review; stage: Stage }) {
  const range = stageRange(review, lastSegment(stage.id));
  if (range) {
    return (
      <p className={styles['time']}>
        {formatCommonTime(range.fromMs)}–{formatCommonTime(range.toMs)}
      </p>
    );
  }
  if (stage.minutes === null) return null;
  return <p className={styles['time']}>{m.review_planned({ minutes: stage.minutes })}</p>;
}
