import { useState } from 'react';
import { m } from '../../i18n/paraglide/messages.js';
import { Button } from '../../ui/button.tsx';
import { LessonNotice } from './lesson-notice.tsx';
import { useWakeLock } from './use-wake-lock.ts';

/** Keeps the screen awake; where that cannot be had it says so once, with what to do instead. */
export function AwakeNotice() {
  const state = useWakeLock();
  const [isRead, setIsRead] = useState(false);
  if (isRead || state === 'asking' || state === 'held') return null;
  return (
    <LessonNotice words={state === 'missing' ? m.observe_awake_missing() : m.observe_awake_refused()}>
      <Button kind="quiet" onClick={() => setIsRead(true)}>
        {m.observe_notice_read()}
      </Button>
    </LessonNotice>
  );
}
