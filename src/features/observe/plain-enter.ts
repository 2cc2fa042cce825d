import type { KeyboardEvent } from 'react';

/** Safari reports the Enter that confirms a suggestion with this code, and after its composition has ended. */
const FROM_INPUT_METHOD = 229;

/** Enter that means "done": not Shift+Enter, which makes a new line, and not an input method's own. */
export function isPlainEnter({ key, shiftKey, keyCode, nativeEvent }: KeyboardEvent): boolean {
  return key === 'Enter' && !shiftKey && !nativeEvent.isComposing && keyCode !== FROM_INPUT_METHOD;
}
