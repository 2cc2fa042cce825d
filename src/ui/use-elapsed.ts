import { useEffect, useState } from 'react';

/** A clock's time to the second, or in larger steps; only the component that asks is drawn again. */
export function useElapsed(timer: { readonly elapsedMs: () => number }, everyMs = 1000): number {
  const [elapsedMs, setElapsedMs] = useState(timer.elapsedMs);
  useEffect(() => {
    let timeout: ReturnType<typeof setTimeout>;
    const tick = () => {
      const now = timer.elapsedMs();
      setElapsedMs(now);
      // To the next full step, so that the display neither skips a second nor drifts.
      timeout = setTimeout(tick, everyMs - (now % everyMs) + 5);
    };
    const onVisible = () => {
      if (document.visibilityState === 'visible') setElapsedMs(timer.elapsedMs());
    };
    tick();
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      clearTimeout(timeout);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [timer, everyMs]);
  return elapsedMs;
}
