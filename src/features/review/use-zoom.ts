import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { onPinch } from './pinch.ts';

export const ZOOMS = [1, 2, 4, 8] as const;
export type Zoom = (typeof ZOOMS)[number];

/** How many times wider than its room the picture is. What was in the middle stays there. */
export function useZoom(scroller: RefObject<HTMLElement | null>) {
  const [zoom, setZoom] = useState<Zoom>(1);
  const middle = useRef(0.5);
  const change = (by: 1 | -1 | 'fit') => {
    const element = scroller.current;
    if (element && element.scrollWidth > 0) {
      middle.current = (element.scrollLeft + element.clientWidth / 2) / element.scrollWidth;
    }
    setZoom((before) => (by === 'fit' ? 1 : (ZOOMS[ZOOMS.indexOf(before) + by] ?? before)));
  };
  useLayoutEffect(() => {
    const element = scroller.current;
    element?.scrollTo({ left: middle.current * element.scrollWidth - element.clientWidth / 2 });
  }, [scroller, zoom]);

  const latest = useRef(change);
  useEffect(() => {
    latest.current = change;
  });
  useEffect(() => {
    if (scroller.current) return onPinch(scroller.current, (by) => latest.current(by));
  }, [scroller]);

  return { zoom, closer: () => change(1), further: () => change(-1), fit: () => change('fit') };
}
