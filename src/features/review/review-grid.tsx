import { Fragment, useEffect, useMemo, type CSSProperties } from 'react';
import { useSearch } from 'wouter';
import { lastSegment } from '../../domain/ids.ts';
import { formatCommonTime } from '../../domain/common-time.ts';
import type { Match, Note } from '../../domain/note.ts';
import { chosenPredictions, fits, type NoteFilter } from '../../domain/note-filter.ts';
import { PUPIL_LETTERS, subjectOf, type Stage, type Subject } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { predictionKey } from '../../notebook/read-study.ts';
import { classNames } from '../../ui/class-names.ts';
import { PupilMark } from '../../ui/pupil-mark.tsx';
import { useShown } from './filter-store.ts';
import { GridCell } from './grid-cell.tsx';
import styles from './review-grid.module.css';
import { reviewRows, type ReviewRow } from './review-rows.ts';
import { stageName, subjectName } from './review-words.ts';
import { stageRange } from './stage-range.ts';
import { useAfterFrame } from './use-after-frame.ts';
import { useStage } from './use-stage.ts';
import type { Review } from './use-review.ts';

/** What a tablet shows of a cell before anybody scrolls. */
const FIRST_NOTES = 5;
/** So many of a column are as high as a tablet across shows of it. */
const TOP_NOTES = 8;
const NO_NOTES: readonly Note[] = [];
const NO_MATCHES: readonly Match[] = [];

/**
 * Stages down, pupils across: prediction above, everybody's notes below, what the team agrees at the foot of each cell.
 * `?row=` in the address brings a stage into sight. What a filter leaves out stays drawn and is hidden: to draw hundreds
 * of notes anew takes a slow tablet half a second, to show them again a few hundredths.
 */
export function ReviewGrid({ review }: { review: Review }) {
  const { plan, notes } = review;
  const { shown, filter, isFiltered } = useShown(review);
  const chosen = useMemo(() => chosenPredictions(filter, review), [filter, review]);
  const rows = useMemo(() => reviewRows(plan.stages, notes), [plan.stages, notes]);
  // A long lesson is higher than any screen: what a filter brings back at the top comes first, the rest a frame later.
  const before = useAfterFrame(shown);
  const left = useMemo(() => {
    const all = new Set(shown);
    if (before === shown) return all;
    return new Set([...before.filter((note) => all.has(note)), ...topOf(rows, all)]);
  }, [before, shown, rows]);
  const isLeft = ({ stage, notes: cells }: ReviewRow) =>
    isRowChosen(stage, filter, chosen) &&
    (stage !== undefined || [...cells.values()].some((cell) => cell.some((note) => shown.includes(note))));
  const all: readonly Subject[] = [...plan.pupils.map(({ letter }) => letter), 'class'];
  const present = all.filter(
    (subject) => subject !== 'class' || notes.some((note) => subjectOf(note) === 'class'),
  );
  const subjects = present.filter(
    (subject) =>
      fits(filter.subjects, subject) &&
      (subject !== 'class' || shown.some((note) => subjectOf(note) === 'class')),
  );
  const pupils = subjects.filter((subject) => subject !== 'class').length;
  const asked = new URLSearchParams(useSearch()).get('row');
  const askedAt = rows.findIndex(({ stage }) => stage !== undefined && lastSegment(stage.id) === asked);
  // A long lesson is higher than any screen: first the top of the first row, then row after row.
  const stage = Math.max(useStage(plan.lesson.id, rows.length), askedAt + 1);
  useEffect(() => {
    if (asked !== null) document.querySelector(`#${CSS.escape(`row-${asked}`)}`)?.scrollIntoView();
  }, [asked]);
  if (plan.stages.length === 0 && notes.length === 0) return null;
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
      {isFiltered && !rows.some(isLeft) && <p className={styles['hint']}>{m.review_none_shown()}</p>}
      {rows.map((row, index) => (
        <GridRow
          key={row.stage?.id ?? ''}
          review={review}
          row={row}
          present={present}
          subjects={subjects}
          left={left}
          chosen={chosen}
          most={stage === 0 ? FIRST_NOTES : Infinity}
          isLate={index > 0 && index >= stage}
          isLeft={isLeft(row)}
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
  readonly row: ReviewRow;
  /** The columns there are without a filter, and those it leaves. */
  readonly present: readonly Subject[];
  readonly subjects: readonly Subject[];
  /** The notes the filter leaves. */
  readonly left: ReadonlySet<Note>;
  readonly chosen: ReadonlySet<string> | undefined;
  /** So many notes of each cell for now. */
  readonly most: number;
  /** Not yet its turn: empty. */
  readonly isLate: boolean;
  readonly isLeft: boolean;
}

function GridRow({ review, row, present, subjects, left, chosen, most, isLate, isLeft }: GridRowProps) {
  if (isLate) return null;
  const { plan } = review;
  const { stage, notes: cells } = row;
  const name = stageName(plan.stages, stage && lastSegment(stage.id));
  const heading = `row-${stage ? lastSegment(stage.id) : 'none'}`;
  return (
    <section className={styles['row']} aria-labelledby={heading} hidden={!isLeft}>
      <div className={styles['stage']}>
        <h2 id={heading} className={styles['name']} dir="auto">
          {name}
        </h2>
        {stage && <StageTime review={review} stage={stage} />}
      </div>
      {present.map((subject) => {
        const key = stage && subject !== 'class' ? predictionKey(stage.id, subject) : '';
        const isColumn = subjects.includes(subject);
        const isChosen = chosen === undefined || chosen.has(key);
        const notes = firstOf(cells.get(subject), most);
        return (
          <Fragment key={subject}>
            {/* A place in the grid that was not asked for stays empty, so that the others keep theirs. */}
            {isColumn && !isChosen && <div className={styles['left']} />}
            <GridCell
              subject={subject}
              name={subjectName(plan, subject)}
              stageName={name}
              stage={stage?.id}
              prediction={plan.predictions.get(key)?.text ?? ''}
              notes={notes}
              left={isColumn && isChosen ? notes.filter((note) => left.has(note)) : undefined}
              matches={review.matches.get(key) ?? NO_MATCHES}
              verdict={review.verdicts.get(key)}
              names={review.names}
              mask={review.mask}
            />
          </Fragment>
        );
      })}
    </section>
  );
}

/** Of the notes that are left, the first of each column, down the rows. */
function topOf(rows: readonly ReviewRow[], left: ReadonlySet<Note>): readonly Note[] {
  const columns = new Map<Subject, Note[]>();
  for (const { notes } of rows) {
    for (const [subject, cell] of notes) {
      const above = columns.get(subject) ?? [];
      const more = cell.filter((note) => left.has(note)).slice(0, TOP_NOTES - above.length);
      columns.set(subject, [...above, ...more]);
    }
  }
  return [...columns.values()].flat();
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
