import { useEffect, type RefObject } from 'react';

/**
 * Where the keyboard lies over the page instead of making it lower (Safari), the element gets the height that is still
 * seen, so that everything of the composer stays above the keyboard.
 */
export function useVisibleHeight(element: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const seen = window.visualViewport;
    if (!seen) return undefined;
    const fit = () => {
      const isZoomed = seen.scale > 1.01;
      const isCovered = !isZoomed && window.innerHeight - seen.height > 100;
      if (element.current) element.current.style.height = isCovered ? `${seen.height}px` : '';
      // Safari has pushed the page up to show the field; at this height it fits without that.
      if (isCovered) window.scrollTo(0, 0);
    };
    seen.addEventListener('resize', fit);
    return () => seen.removeEventListener('resize', fit);
  }, [element]);
}
