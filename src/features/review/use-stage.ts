import { startTransition, useEffect, useState } from 'react';

/**
 * How far a long drawing has come since another thing (`of`) is to be drawn: 0 at once, then one further after each frame
 * that has been shown, up to `last`. What is in sight comes first, and a tap in between waits for one part at most.
 */
export function useStage(of: unknown, last: number): number {
  const [reached, setReached] = useState({ of, stage: 0 });
  const stage = reached.of === of ? reached.stage : 0;
  useEffect(() => {
    if (stage >= last) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => startTransition(() => setReached({ of, stage: stage + 1 })));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [of, stage, last]);
  return Math.min(stage, last);
}
