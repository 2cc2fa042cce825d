import { useState } from 'react';
import { formatLessonTime, isLeftRunning } from '../../domain/lesson-clock.ts';
import type { Sitting } from '../../domain/note.ts';
import { longDay, timeOfDay } from '../../i18n/dates.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { Button } from '../../ui/button.tsx';
import { goneOnAt, keepGoingOn } from './going-on.ts';
import { LessonNotice } from './lesson-notice.tsx';
import { useCaptureTools } from './use-capture.ts';
import { useElapsed } from '../../ui/use-elapsed.ts';

/** A lesson nobody ended, found the next morning: says since when it runs, and ends it where it really ended. */
export function LeftRunning({
  sitting,
  lastMs,
  onEnd,
}: {
  sitting: Sitting;
  /** Of the last note or stage, in lesson time. */
  lastMs: number;
  onEnd: (endedMs: number) => void;
}) {
  const { notebook } = useOpenNotebook();
  const { timer } = useCaptureTools();
  useElapsed(timer, 60_000);
  const goneOn = useNotebookQuery(async (open) => await goneOnAt(open, sitting.id), [sitting.id]);
  const [isGoingOn, setIsGoingOn] = useState(false);
  if (goneOn === undefined || isGoingOn) return null;
  const startedAt = sitting.startedAt ?? 0;
  const sinceGoneOn = timer.ageMs() - Math.max(0, goneOn - startedAt);
  if (!isLeftRunning(sinceGoneOn)) return null;
  const started = new Date(startedAt);
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
