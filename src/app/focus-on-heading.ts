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
  const seen = useRef<{ location: string; heading: Element | null }>(undefined);
  useEffect(() => {
    const before = seen.current;
    seen.current = { location, heading: heading() };
    if (before === undefined || before.location === location) return undefined;
    window.scrollTo(0, 0);

    const focusWhenThere = () => {
      const found = heading();
      if (found === null || found === before.heading) return;
      stop();
      seen.current = { location, heading: found };
      if (!isInField()) found.focus({ preventScroll: true });
    };
    const observer = new MutationObserver(focusWhenThere);
    const timer = setTimeout(() => stop(), PATIENCE_MS);
    const stop = () => {
      observer.disconnect();
      clearTimeout(timer);
    };
    observer.observe(document.body, { childList: true, subtree: true });
    focusWhenThere();
    return stop;
  }, [location]);
}

function heading(): HTMLElement | null {
  const found = document.querySelector<HTMLElement>('h1');
  if (found && !found.hasAttribute('tabindex')) found.tabIndex = -1;
  return found;
}

function isInField(): boolean {
  return document.activeElement?.matches('input, textarea, select') ?? false;
}
