import { useEffect, useState } from 'react';
import { afterFrame } from './after-frame.ts';

/**
 * How far a long drawing has come since another thing (`of`) is to be drawn: 0 at once, then one further after each frame
 * that has been shown, up to `last`. What is in sight comes first, and a tap in between waits for one part at most.
 */
export function useStage(of: unknown, last: number): number {
  const [reached, setReached] = useState({ of, stage: 0 });
  const stage = reached.of === of ? reached.stage : 0;
  useEffect(() => {
    if (stage >= last) return undefined;
    return afterFrame(() => setReached({ of, stage: stage + 1 }));
  }, [of, stage, last]);
  return Math.min(stage, last);
}
