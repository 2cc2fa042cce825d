import type { CSSProperties } from 'react';
import { classNames } from '../../ui/class-names.ts';
import { columnsOf, type Board } from './board.ts';
import styles from './review-grid.module.css';

/** The columns of the board, for its heads and for each row by itself: a row below the fold has its own until its turn. */
export function columnsIn(board: Board, className: string | undefined) {
  const { pupils, withClass } = columnsOf(board);
  return {
    className: classNames(className, withClass && styles['withClass']),
    style: { '--columns': pupils || 1 } as CSSProperties,
  };
}
