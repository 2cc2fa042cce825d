import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';

/** Screens load and read the disk first; a heading that takes longer than this gets no focus. */
const PATIENCE_MS = 3000;

/**
 * After going to another screen, moves focus to its heading and the page to its top, so that screen readers and
 * keyboards start there. Not at the first screen, not where the heading stayed, and never away from a field.
 */
export function useFocusOnHeading(): void {
  const [location] = useLocation();
  const last = useRef<{ location: string; heading: Element | undefined }>(undefined);
  useEffect(() => {
    const before = last.current;
    if (before?.location === location) return undefined;
    last.current = { location, heading: undefined };
    if (before) window.scrollTo(0, 0);

    const settleWhenThere = () => {
      const found = shownHeading();
      if (found === undefined) return;
      stop();
      last.current = { location, heading: found };
      if (before && found !== before.heading && !isInField()) found.focus({ preventScroll: true });
    };
    // Looked for once a frame: asking whether it is shown while a screen is still being put together would lay out the
    // page again and again.
    let frame = 0;
    const observer = new MutationObserver(() => {
      if (frame === 0) frame = requestAnimationFrame(look);
    });
    const look = () => {
      frame = 0;
      settleWhenThere();
    };
    const timer = setTimeout(() => stop(), PATIENCE_MS);
    const stop = () => {
      observer.disconnect();
      clearTimeout(timer);
      cancelAnimationFrame(frame);
    };
    observer.observe(document.body, { childList: true, subtree: true });
    frame = requestAnimationFrame(look);
    return stop;
  }, [location]);
}

/** While the next screen loads, React keeps the last one in the page, hidden: its heading is not meant. */
function shownHeading(): HTMLElement | undefined {
  const found = [...document.querySelectorAll<HTMLElement>('h1')].find(
    (heading) => heading.getClientRects().length > 0,
  );
  if (found && !found.hasAttribute('tabindex')) found.tabIndex = -1;
  return found;
}

function isInField(): boolean {
  return document.activeElement?.matches('input, textarea, select') ?? false;
}
