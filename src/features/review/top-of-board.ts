import type { Note } from '../../domain/note.ts';
import { PUPIL_LETTERS } from '../../domain/study.ts';
import type { Columns } from './board.ts';
import type { ReviewRow } from './review-rows.ts';
import type { Room } from './room-in-sight.ts';

/** What a filter leaves in sight: these rows, and of their notes these. */
export interface TopOfBoard {
  readonly rows: ReadonlySet<ReviewRow>;
  readonly notes: readonly Note[];
}

/**
 * Narrower than this, the cells of a row stand below each other; as in `review-grid.module.css` at the usual size of text. With larger
 * text they do so in a wider window, and a few notes too many are taken for in sight.
 */
const NARROW = 700;
/** The class's column, as a part of a pupil's; as there. */
const CLASS = 0.75;
/** What the stages take of the width, and a cell and the initials of a column's. */
const STAGES = 100;
const BESIDE_WORDS = 60;
/** The least a letter takes of a line, and a line, a note and a row of the height, with what lies between two. */
const LETTER = 6;
const LINE = 19;
const INITIALS = 26;
const BETWEEN = 8;
const ROW = 40;

/**
 * What a screen has room for of the rows and notes that are left. None of them is measured, for that would cost what it is
 * to save: a note counts as high as its words are at least, and what else stands in a cell as nothing. So there may be a few
 * too many, and hardly ever too few.
 */
export function topOfBoard(
  rows: readonly ReviewRow[],
  left: ReadonlySet<Note>,
  { pupils, withClass }: Columns,
  { width, height }: Room,
): TopOfBoard {
  const isNarrow = width < NARROW;
  const columns = (pupils || 1) + (withClass ? CLASS : 0);
  const column = isNarrow ? width : (width - STAGES) / columns;
  const inLine = Math.max(1, (column - BESIDE_WORDS) / LETTER);
  const inSight = new Set<ReviewRow>();
  const top: Note[] = [];
  let rowTop = 0;
  for (const row of rows) {
    if (rowTop >= height) break;
    inSight.add(row);
    let rowEnd = rowTop;
    for (const cell of inColumns(row)) {
      let end = isNarrow ? rowEnd : rowTop;
      for (const note of cell) {
        if (end >= height) break;
        if (!left.has(note)) continue;
        top.push(note);
        end += BETWEEN + Math.max(INITIALS, LINE * Math.ceil(note.text.length / inLine));
      }
      rowEnd = Math.max(rowEnd, end);
    }
    // A row of which the filter leaves nothing may be hidden.
    rowTop = rowEnd === rowTop ? rowTop : Math.max(rowEnd, rowTop + ROW);
  }
  return { rows: inSight, notes: top };
}

function inColumns({ notes }: ReviewRow): readonly (readonly Note[])[] {
  return [...PUPIL_LETTERS, 'class' as const].map((subject) => notes.get(subject) ?? []);
}
