import { useState } from 'react';
import { formatLessonTime } from '../../domain/lesson-clock.ts';
import type { Sitting } from '../../domain/note.ts';
import { longDay, timeOfDay } from '../../i18n/dates.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { Button } from '../../ui/button.tsx';
import { keepGoingOn } from './going-on.ts';
import { LessonNotice } from './lesson-notice.tsx';

/** Since when the lesson runs, and ways to end it where it really ended or to go on. */
export function LeftRunningNotice({
  sitting,
  lastMs,
  onEnd,
}: {
  sitting: Sitting;
  lastMs: number;
  onEnd: (endedMs: number) => void;
}) {
  const { notebook } = useOpenNotebook();
  const [isGoingOn, setIsGoingOn] = useState(false);
  if (isGoingOn) return null;
  const started = new Date(sitting.startedAt ?? 0);
  // It goes from the screen when it is kept: whoever opens the page anew then is not asked again.
  const goOn = async () => {
    try {
      await keepGoingOn(notebook, sitting.id);
    } catch (error) {
      console.warn('Going on could not be kept.', error);
    }
    setIsGoingOn(true);
  };
  return (
    <LessonNotice words={m.observe_left_running({ day: longDay(started), time: timeOfDay(started) })}>
      <Button kind="quiet" onClick={() => onEnd(lastMs)}>
        {m.observe_end_at({ time: formatLessonTime(lastMs) })}
      </Button>
      <Button kind="quiet" onClick={() => void goOn()}>
        {m.observe_notice_go_on()}
      </Button>
    </LessonNotice>
  );
}
