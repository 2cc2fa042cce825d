import { useEffect, useState } from 'react';
import type { SittingId } from '../../domain/ids.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { LessonNotice } from './lesson-notice.tsx';

/** The same watch is open in another tab of this tablet: what is half written lies in one place for both. */
export function OtherTab({ sitting }: { sitting: SittingId }) {
  if (!useIsElsewhere(sitting)) return null;
  return <LessonNotice words={m.observe_other_tab()}>{null}</LessonNotice>;
}

/** The tab that came first holds a lock for as long as it stands; the next waits for it, and knows so. */
function useIsElsewhere(sitting: SittingId): boolean {
  const [isElsewhere, setIsElsewhere] = useState(false);
  useEffect(() => {
    const gone = new AbortController();
    const { signal } = gone;
    const name = `threefold-sitting-${sitting}`;
    // Browsers hide it from http addresses.
    const locks: LockManager | undefined = navigator.locks;
    let isHere = false;
    const stay = async () => {
      isHere = true;
      setIsElsewhere(false);
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
    };
    const ask = async () => {
      const asked = locks.request(name, { signal }, stay);
      const { held = [] } = await locks.query();
      if (!isHere && !signal.aborted) setIsElsewhere(held.some((lock) => lock.name === name));
      await asked;
    };
    if (locks !== undefined) ask().catch(() => undefined);
    return () => gone.abort();
  }, [sitting]);
  return isElsewhere;
}
