import { useEffect, useRef } from 'react';
import { useSearch } from 'wouter';
import { isFiltering } from '../../domain/note-filter.ts';
import { lastSegment } from '../../domain/ids.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { PupilMark } from '../../ui/pupil-mark.tsx';
import { columnsIn } from './board-columns.ts';
import { isRowLeft } from './board.ts';
import { GridRow } from './grid-row.tsx';
import { NoneShown } from './none-shown.tsx';
import styles from './review-grid.module.css';
import { subjectName } from './review-words.ts';
import { useBoard } from './use-board.ts';
import { useStage } from './use-stage.ts';
import type { Review } from './use-review.ts';

/** What a tablet shows of a cell before anybody scrolls. */
const FIRST_NOTES = 5;

/**
 * Stages down, pupils across: prediction above, everybody's notes below, what the team agrees at the foot of each cell.
 * `?row=` in the address brings a stage into sight. What a filter leaves out stays drawn and is hidden: to draw hundreds
 * of notes anew takes a slow tablet half a second, to show them again a few hundredths.
 */
export function ReviewGrid({ review }: { review: Review }) {
  const { plan, notes } = review;
  const grid = useRef<HTMLDivElement>(null);
  const { board, rows } = useBoard(review, grid);
  const asked = new URLSearchParams(useSearch()).get('row');
  const askedAt = rows.findIndex(
    ({ row: { stage } }) => stage !== undefined && lastSegment(stage.id) === asked,
  );
  // A long lesson is higher than any screen: first the top of the first row, then row after row.
  const stage = Math.max(useStage(plan.lesson.id, rows.length), askedAt + 1);
  useEffect(() => {
    if (asked !== null) document.querySelector(`#${CSS.escape(`row-${asked}`)}`)?.scrollIntoView();
  }, [asked]);
  if (plan.stages.length === 0 && notes.length === 0) return null;
  return (
    <div ref={grid} className={styles['grid']}>
      {/* Each cell names its pupil itself; over the columns the names are for the eye. */}
      <div {...columnsIn(board, styles['heads'])} aria-hidden="true">
        {board.subjects.map((subject) => (
          <div key={subject} className={styles['head']}>
            <PupilMark subject={subject} />
            <span dir="auto">{subjectName(plan, subject)}</span>
          </div>
        ))}
      </div>
      {plan.stages.length === 0 && <p className={styles['hint']}>{m.review_no_stages()}</p>}
      {isFiltering(board.filter) && !board.rows.some((row) => isRowLeft(board, row)) && (
        <NoneShown lesson={plan.lesson.id} />
      )}
      {rows.map(({ row, board: drawn }, index) => (
        <GridRow
          key={row.stage?.id ?? ''}
          row={row}
          board={drawn}
          most={stage === 0 ? FIRST_NOTES : Infinity}
          isLate={index > 0 && index >= stage}
        />
      ))}
    </div>
  );
}
