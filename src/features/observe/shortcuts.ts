/** What a hardware keyboard can do in a lesson. The letters are the same in every language. */
export const SHORTCUTS = {
  a: 'pupilA',
  b: 'pupilB',
  c: 'pupilC',
  l: 'class',
  d: 'did',
  s: 'said',
  w: 'work',
  i: 'wonder',
  n: 'nextStage',
  u: 'undo',
  m: 'star',
  h: 'cover',
  q: 'quiet',
} as const;
export type ShortcutKey = keyof typeof SHORTCUTS;
export type ShortcutAction = (typeof SHORTCUTS)[ShortcutKey] | 'help';

type Pressed = Pick<
  KeyboardEvent,
  'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'getModifierState'
>;

/** `note`: the cursor is in the note being written. `other`: in another field, which keeps all its keys. */
export type CursorPlace = 'none' | 'note' | 'other';

/**
 * On Apple keyboards Option types letters such as ŵ, â and é, so there it is Control; elsewhere Alt. AltGr, which types
 * letters on the others, is neither.
 */
export function modifierName(userAgent: string): 'Ctrl' | 'Alt' {
  return /Mac|iPad|iPhone/.test(userAgent) ? 'Ctrl' : 'Alt';
}

/**
 * What a key asks for. While a note is being typed only with the modifier; outside of fields also the plain letter, unless
 * single keys were switched off (WCAG 2.1.4).
 */
export function shortcutOf(
  pressed: Pressed,
  {
    cursor,
    modifier,
    areSingleKeysOn,
  }: { cursor: CursorPlace; modifier: 'Ctrl' | 'Alt'; areSingleKeysOn: boolean },
): ShortcutAction | undefined {
  if (cursor === 'other' || pressed.metaKey || pressed.getModifierState('AltGraph')) return undefined;
  const { altKey, ctrlKey } = pressed;
  const isModified = modifier === 'Alt' ? altKey && !ctrlKey : ctrlKey && !altKey;
  const isPlain = !altKey && !ctrlKey && areSingleKeysOn && cursor === 'none';
  if (!isModified && !isPlain) return undefined;
  if (pressed.key === '?') return 'help';
  if (pressed.shiftKey && isPlain) return undefined;
  const key = letterOf(pressed);
  return Object.hasOwn(SHORTCUTS, key) ? SHORTCUTS[key as ShortcutKey] : undefined;
}

/** With a modifier some systems report another character than the letter on the key. */
function letterOf({ key, code }: Pressed): string {
  const letter = key.toLowerCase();
  if (/^[a-z]$/.test(letter)) return letter;
  return /^Key[A-Z]$/.test(code) ? code.slice(3).toLowerCase() : '';
}
