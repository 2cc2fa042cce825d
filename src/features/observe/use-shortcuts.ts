import { useEffect, useEffectEvent, type RefObject } from 'react';
import { modifierName, shortcutOf, type CursorPlace, type ShortcutAction } from './shortcuts.ts';
import { areSingleKeysOn } from './single-keys.ts';

/** Hardware keyboards: keys that do what a tap does, never while words are being typed without the modifier. */
export function useShortcuts(
  note: RefObject<HTMLTextAreaElement | null>,
  isOff: boolean,
  act: (action: ShortcutAction) => void,
): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (isOff || event.defaultPrevented || event.isComposing) return;
    const action = shortcutOf(event, {
      cursor: cursorPlace(event.target, note.current),
      modifier: modifierName(navigator.userAgent),
      areSingleKeysOn: areSingleKeysOn(),
    });
    if (action === undefined) return;
    event.preventDefault();
    if (!event.repeat) act(action);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}

function cursorPlace(target: EventTarget | null, note: HTMLTextAreaElement | null): CursorPlace {
  if (note !== null && target === note) return 'note';
  const isField = target instanceof Element && target.matches('input, textarea, select, [contenteditable]');
  return isField ? 'other' : 'none';
}
