import type { MouseEvent } from 'react';

/** On a touch screen, leaving the field would fold the keyboard away and move everything under the finger. */
export function keepKeyboard(event: MouseEvent): void {
  event.preventDefault();
}
