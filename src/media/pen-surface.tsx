import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { PAGE_WIDTH, type Ink } from '../domain/stroke.ts';
import { m } from '../i18n/paraglide/messages.js';
import type { DrawnStroke } from './drawn-stroke.ts';
import { Drawing } from './drawing.tsx';
import type { PalmGuard } from './palm.ts';
import styles from './pen-page.module.css';
import { followPen } from './pen-pointer.ts';
import type { PenSheet } from './pen-sheet.ts';
import { strokeOutline } from './stroke-outline.ts';

export type Tool = Ink | 'eraser';

/** Where the pen draws. Only here touches do not scroll. */
export function PenSurface({
  sheet,
  strokes,
  tool,
  height,
  hands,
  picture,
  onBegin,
  onEnd,
}: {
  sheet: PenSheet;
  strokes: readonly DrawnStroke[];
  tool: Tool;
  height: number;
  hands: PalmGuard;
  picture: ReactNode;
  onBegin: (() => void) | undefined;
  /** A stroke is over, or a touch was taken for a resting hand: never in the middle of one, when nothing may move. */
  onEnd: () => void;
}) {
  const surface = useRef<HTMLDivElement>(null);
  const line = useRef<SVGPathElement>(null);
  const latest = useRef({ tool, onBegin, onEnd });
  useLayoutEffect(() => {
    latest.current = { tool, onBegin, onEnd };
  }, [tool, onBegin, onEnd]);
  useLayoutEffect(() => {
    if (surface.current === null) return;
    return followPen(surface.current, hands, {
      height,
      isEraser: () => latest.current.tool === 'eraser',
      begin: () => latest.current.onBegin?.(),
      end: () => latest.current.onEnd(),
      show: (points) => line.current?.setAttribute('d', strokeOutline(points)),
      finish: (points) => sheet.draw(points, inkIn(latest.current.tool)),
      erase: (spot, reach) => sheet.eraseAt(spot, reach),
      finishErasing: () => sheet.finishErasing(),
    });
  }, [sheet, hands, height]);
  const count = strokes.length;
  return (
    <div className={styles['room']}>
      <div
        ref={surface}
        className={styles['surface']}
        data-tool={tool}
        // The page keeps its shape and takes as much of the room as that allows.
        style={{ aspectRatio: `${PAGE_WIDTH} / ${height}`, ['--shape' as string]: PAGE_WIDTH / height }}
      >
        {picture !== undefined && <div className={styles['picture']}>{picture}</div>}
        {count === 0 && picture === undefined && (
          <p className={styles['hint']} aria-hidden="true">
            {m.media_pen_empty()}
          </p>
        )}
        <Drawing
          strokes={strokes}
          height={height}
          isOnPhoto={picture !== undefined}
          label={count === 0 ? m.media_drawing_empty() : m.media_drawing({ count })}
        >
          <path ref={line} data-ink={inkIn(tool)} />
        </Drawing>
      </div>
    </div>
  );
}

/** A pen's eraser end and its tip: with the eraser chosen nothing is drawn, so the ink does not matter. */
function inkIn(tool: Tool): Ink {
  return tool === 'eraser' ? 'ink' : tool;
}
