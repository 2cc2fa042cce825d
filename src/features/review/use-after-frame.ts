import { useEffect, useState } from 'react';
import { afterFrame } from './after-frame.ts';

/**
 * `value` as it was when the last frame was shown: it follows one frame later, as something that may be interrupted. What
 * is pressed answers in the frame before, on its own, however much has to be drawn for the rest.
 */
export function useAfterFrame<Value>(value: Value): Value {
  const [followed, setFollowed] = useState(() => value);
  useEffect(() => {
    if (Object.is(followed, value)) return undefined;
    return afterFrame(() => setFollowed(() => value));
  }, [value, followed]);
  return followed;
}
