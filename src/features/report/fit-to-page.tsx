import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import styles from './fit-to-page.module.css';
import { IsMeasuredCopy } from './measured-copy.ts';

/**
 * Shows the first of several ways to set a page that fits, the last when none does. Measured on the real letters, at the
 * size of the paper, in a copy nobody sees: how wide the screen is makes no difference to what the printer gets.
 */
export function FitToPage({
  ways,
  width,
  height,
  draw,
  measureKey,
}: {
  ways: number;
  /** Of the paper between its margins, in millimetres. */
  width: number;
  height: number;
  draw: (way: number) => ReactNode;
  /** Changes when what is drawn does. */
  measureKey: unknown;
}) {
  const copy = useRef<HTMLDivElement>(null);
  const [measured, setMeasured] = useState({ key: measureKey, way: 0, isDone: false });
  const [hasFonts, setHasFonts] = useState(false);
  useLayoutEffect(() => {
    let isGone = false;
    // Letters that arrive later are of another width.
    void document.fonts?.ready.then(() => {
      if (!isGone) setHasFonts(true);
    });
    return () => {
      isGone = true;
    };
  }, []);
  const current = measured.key === measureKey ? measured : { key: measureKey, way: 0, isDone: false };
  useLayoutEffect(() => {
    if (current.isDone || copy.current === null) return;
    const fits = copy.current.scrollHeight <= (height * copy.current.clientWidth) / width;
    const isLast = current.way >= ways - 1;
    if (fits || isLast) setMeasured({ key: measureKey, way: current.way, isDone: hasFonts });
    else setMeasured({ key: measureKey, way: current.way + 1, isDone: false });
  }, [current.isDone, current.way, hasFonts, height, measureKey, ways, width]);
  return (
    <>
      {!current.isDone && (
        <div ref={copy} className={styles['copy']} style={{ width: `${width}mm` }} aria-hidden="true" inert>
          <IsMeasuredCopy value>{draw(current.way)}</IsMeasuredCopy>
        </div>
      )}
      {draw(current.way)}
    </>
  );
}
