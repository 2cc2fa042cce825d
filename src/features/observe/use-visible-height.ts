import { useEffect, type RefObject } from 'react';

/**
 * Where the keyboard lies over the page instead of making it lower (Safari), the element is made as high as what is still
 * seen and moved to where that is, so that everything of the composer stays above the keyboard.
 */
export function useVisibleHeight(element: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const seen = window.visualViewport;
    if (!seen) return undefined;
    const fit = () => {
      const style = element.current?.style;
      if (!style) return;
      const isZoomed = seen.scale > 1.01;
      const isCovered = !isZoomed && window.innerHeight - seen.height > 100;
      element.current?.toggleAttribute('data-above-keyboard', isCovered);
      style.height = isCovered ? `${seen.height}px` : '';
      // Safari pushes the page up to show the field and may keep it there: the element follows what is seen.
      style.translate = isCovered && seen.offsetTop > 0 ? `0 ${seen.offsetTop}px` : '';
      if (isCovered && window.scrollY > 0) window.scrollTo(0, 0);
    };
    seen.addEventListener('resize', fit);
    seen.addEventListener('scroll', fit);
    return () => {
      seen.removeEventListener('resize', fit);
      seen.removeEventListener('scroll', fit);
    };
  }, [element]);
}
