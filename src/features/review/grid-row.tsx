import { Fragment, memo } from 'react';
import { formatCommonTime } from '../../domain/common-time.ts';
import { lastSegment } from '../../domain/ids.ts';
import type { Match, Note } from '../../domain/note.ts';
import type { Stage } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { predictionKey } from '../../notebook/read-study.ts';
import { isRowLeft } from './board.ts';
import { columnsIn } from './board-columns.ts';
import { GridCell } from './grid-cell.tsx';
import styles from './review-grid.module.css';
import { stageName, subjectName } from './review-words.ts';
import { stageRange } from './stage-range.ts';
import type { BoardRow } from './use-board.ts';
import type { Review } from './use-review.ts';

const NO_NOTES: readonly Note[] = [];
const NO_MATCHES: readonly Match[] = [];

interface GridRowProps extends BoardRow {
  /** So many notes of each cell for now. */
  readonly most: number;
  /** Not yet its turn: empty. */
  readonly isLate: boolean;
}

/** A stage and its cells. Memoised: a row that stays as it was costs a tap nothing. */
export const GridRow = memo(function GridRow({ row, board, most, isLate }: GridRowProps) {
  if (isLate) return null;
  const { review, present, subjects, left, chosen } = board;
  const { plan } = review;
  const { stage, notes: cells } = row;
  const name = stageName(plan.stages, stage && lastSegment(stage.id));
  const heading = `row-${stage ? lastSegment(stage.id) : 'none'}`;
  return (
    <section {...columnsIn(board, styles['row'])} aria-labelledby={heading} hidden={!isRowLeft(board, row)}>
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
});

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
