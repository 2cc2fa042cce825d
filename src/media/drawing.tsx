import { memo, type ReactNode } from 'react';
import { PAGE_WIDTH } from '../domain/stroke.ts';
import { classNames } from '../ui/class-names.ts';
import type { DrawnStroke } from './drawn-stroke.ts';
import styles from './drawing.module.css';

/** Every stroke is a path of its own: sharp at any size, and only what is new is drawn anew. */
export function Drawing({
  strokes,
  height,
  label,
  isOnPhoto,
  children,
}: {
  strokes: readonly DrawnStroke[];
  /** In ten-thousandths of the width. */
  height: number;
  label: string;
  isOnPhoto: boolean;
  /** What is drawn over the finished strokes. */
  children?: ReactNode;
}) {
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${PAGE_WIDTH} ${height}`}
      className={classNames(styles['drawing'], isOnPhoto && styles['onPhoto'])}
    >
      {strokes.map((stroke) => (
        <StrokeLine key={stroke.id} stroke={stroke} />
      ))}
      {children}
    </svg>
  );
}

const StrokeLine = memo(function StrokeLine({ stroke }: { stroke: DrawnStroke }) {
  return <path data-ink={stroke.ink} d={stroke.outline} />;
});
