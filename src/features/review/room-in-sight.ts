import { useState, type RefObject } from 'react';

/** How wide something is and how much of the screen is left from its top down, in pixels; further down by what was scrolled past. */
export interface Room {
  readonly width: number;
  readonly height: number;
}

/**
 * Measures it. To be asked before anything is changed, when the browser knows its answer: afterwards it would lay the page
 * out for it.
 */
export function useRoomInSight(ref: RefObject<HTMLElement | null>): () => Room {
  const [measure] = useState(() => () => {
    const element = ref.current;
    if (element === null) return { width: 0, height: 0 };
    return {
      width: element.clientWidth,
      height: window.innerHeight - element.getBoundingClientRect().top,
    };
  });
  return measure;
}
