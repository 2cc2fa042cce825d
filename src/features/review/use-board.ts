import { useMemo, type RefObject } from 'react';
import { boardOf, columnsOf, type Board } from './board.ts';
import { useShown } from './filter-store.ts';
import type { ReviewRow } from './review-rows.ts';
import { useRoomInSight, type Room } from './room-in-sight.ts';
import { topOfBoard } from './top-of-board.ts';
import { useAfterFrame } from './use-after-frame.ts';
import type { Review } from './use-review.ts';

/** A row, and the board as it is to be drawn there. */
export interface BoardRow {
  readonly row: ReviewRow;
  readonly board: Board;
}

/**
 * The board as the filter leaves it. A long lesson is higher than any screen: what there is room for follows a tap at once,
 * and a frame later whatever is below it, which until then stays as it was.
 */
export function useBoard(
  review: Review,
  grid: RefObject<HTMLElement | null>,
): { readonly board: Board; readonly rows: readonly BoardRow[] } {
  const { shown, filter } = useShown(review);
  const board = useMemo(() => boardOf(review, filter, shown), [review, filter, shown]);
  const before = useAfterFrame(board);
  const measure = useRoomInSight(grid);
  const rows = useMemo(
    () =>
      before === board ? board.rows.map((row) => ({ row, board })) : firstRows(board, before, measure()),
    [board, before, measure],
  );
  return { board, rows };
}

/** As the rows stand in the first frame after a tap. */
export function firstRows(board: Board, before: Board, room: Room): readonly BoardRow[] {
  const top = topOfBoard(board.rows, board.left, columnsOf(board), room);
  // What stays and is below the fold is there already.
  const stays = [...before.left].filter((note) => board.left.has(note));
  const inSight: Board = { ...board, left: new Set([...top.notes, ...stays]) };
  const rowBefore = new Map(before.rows.map((row) => [row.stage?.id, row]));
  return board.rows.map((row) => {
    const asItWas = top.rows.has(row) ? undefined : rowBefore.get(row.stage?.id);
    return asItWas === undefined ? { row, board: inSight } : { row: asItWas, board: before };
  });
}
