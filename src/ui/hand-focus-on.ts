import { useLayoutEffect, useRef, type RefObject } from 'react';

/** No fields: on a tablet these would bring the keyboard of the screen with them. */
const CONTROLS = 'button, a[href]';

/**
 * For a part of the page that goes when it was used: a keyboard that is in it then goes on at the control after it, or the
 * one before, and not at the top of the page.
 */
export function useHandsFocusOn<E extends HTMLElement = HTMLElement>(): RefObject<E | null> {
  const part = useRef<E>(null);
  useLayoutEffect(() => {
    const going = part.current;
    // Before it is taken from the page: afterwards nobody can tell where the keyboard was.
    return () => {
      if (going?.contains(document.activeElement)) handFocusOn(going);
    };
  }, []);
  return part;
}

function handFocusOn(going: HTMLElement): void {
  const around = going.parentElement?.closest('section, dialog, [role="dialog"], main') ?? document.body;
  const controls = [...around.querySelectorAll<HTMLElement>(CONTROLS)].filter(
    (control) => !going.contains(control),
  );
  const isAfter = (control: HTMLElement) =>
    (going.compareDocumentPosition(control) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  const after = controls.filter(isAfter);
  const before = controls.filter((control) => !isAfter(control)).toReversed();
  for (const control of [...after, ...before]) {
    control.focus({ preventScroll: true });
    // What is hidden or disabled takes none.
    if (document.activeElement === control) return;
  }
}
