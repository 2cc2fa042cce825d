import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';

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

  // A pinch on a touchpad is a wheel with Ctrl; without this the browser would enlarge the whole page.
  const latest = useRef(change);
  useEffect(() => {
    latest.current = change;
  });
  useEffect(() => {
    const element = scroller.current;
    let gathered = 0;
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      gathered += event.deltaY;
      if (Math.abs(gathered) < 40) return;
      latest.current(gathered < 0 ? 1 : -1);
      gathered = 0;
    };
    element?.addEventListener('wheel', wheel, { passive: false });
    return () => element?.removeEventListener('wheel', wheel);
  }, [scroller]);

  return { zoom, closer: () => change(1), further: () => change(-1), fit: () => change('fit') };
}
