import { useEffect, useState } from 'react';

/** `refused`: the tablet saves its battery, or its owner forbids it. `missing`: the browser cannot do it. */
export type WakeLockState = 'asking' | 'held' | 'refused' | 'missing';

/** Keeps the screen awake while this is shown. A browser lets go whenever the page is hidden, so it is asked again each time. */
export function useWakeLock(): WakeLockState {
  const [state, setState] = useState<WakeLockState>(() => (wakeLockHere() ? 'asking' : 'missing'));
  useEffect(() => {
    const wakeLock = wakeLockHere();
    if (wakeLock === undefined) return undefined;
    let isLeft = false;
    let held: WakeLockSentinel | undefined;
    const letGo = () => {
      // Already let go by the browser: nothing to do.
      held?.release().catch(() => undefined);
      held = undefined;
    };
    const hold = async () => {
      if (document.visibilityState !== 'visible' || (held && !held.released)) return;
      try {
        const lock = await wakeLock.request('screen');
        held = lock;
        // A page that is hidden lost it by that and asks again; in view, the browser keeps the screen awake no longer.
        lock.addEventListener('release', () => {
          if (!isLeft && document.visibilityState === 'visible') setState('refused');
        });
        if (isLeft) letGo();
        else setState('held');
      } catch {
        if (!isLeft) setState('refused');
      }
    };
    const onVisible = () => void hold();
    document.addEventListener('visibilitychange', onVisible);
    void hold();
    return () => {
      isLeft = true;
      document.removeEventListener('visibilitychange', onVisible);
      letGo();
    };
  }, []);
  return state;
}

/** Not in every browser we support, whatever the type says. */
function wakeLockHere(): WakeLock | undefined {
  return navigator.wakeLock as WakeLock | undefined;
}
