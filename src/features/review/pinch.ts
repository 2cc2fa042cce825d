/** Two fingers this many times further apart, or closer together, are one step. */
const FINGERS_PER_STEP = 1.5;
const WHEEL_PER_STEP = 40;

/**
 * Steps closer (1) or further (-1) with a pinch on this element: of two fingers on the screen, or on a touchpad, which tells
 * of it as a wheel with Ctrl. The browser would enlarge the whole page for either. One finger scrolls as ever. Answers what ends it.
 */
export function onPinch(element: HTMLElement, step: (by: 1 | -1) => void): () => void {
  const listening = new AbortController();
  const { signal } = listening;

  let gathered = 0;
  const wheel = (event: WheelEvent) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    gathered += event.deltaY;
    if (Math.abs(gathered) < WHEEL_PER_STEP) return;
    step(gathered < 0 ? 1 : -1);
    gathered = 0;
  };

  let apart: number | undefined;
  const fingersDown = ({ touches }: TouchEvent) => {
    apart = distanceOf(touches);
  };
  const fingersMoved = (event: TouchEvent) => {
    const now = distanceOf(event.touches);
    if (now === undefined || apart === undefined) return;
    if (event.cancelable) event.preventDefault();
    if (now < apart * FINGERS_PER_STEP && now > apart / FINGERS_PER_STEP) return;
    step(now > apart ? 1 : -1);
    apart = now;
  };

  element.addEventListener('wheel', wheel, { passive: false, signal });
  element.addEventListener('touchstart', fingersDown, { passive: true, signal });
  element.addEventListener('touchmove', fingersMoved, { passive: false, signal });
  element.addEventListener('touchend', fingersDown, { passive: true, signal });
  element.addEventListener('touchcancel', fingersDown, { passive: true, signal });
  return () => listening.abort();
}

function distanceOf({ 0: one, 1: other, length }: TouchList): number | undefined {
  if (length !== 2 || one === undefined || other === undefined) return undefined;
  return Math.max(1, Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY));
}
