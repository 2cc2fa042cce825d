import { useState } from 'react';
import { isLeftRunning } from '../../domain/lesson-clock.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { alive } from '../../notebook/alive.ts';
import { lastMoment, type RunningSitting } from '../../notebook/read-sitting.ts';
import { endSitting } from '../../notebook/write-lesson.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { useClockSource } from '../../ui/clock-source.ts';
import { LessonNotice } from './lesson-notice.tsx';
import { finishEdits } from './edit-draft.ts';
import { openLessonTimer } from './lesson-timer.ts';
import { lessonTitle, planPath } from './lesson-words.ts';
import { openNoteKeeper } from './note-keeper.ts';

/** Both lessons keep their clocks; the one on screen is not held up. */
export function ElsewhereNotice({ other }: { other: RunningSitting }) {
  const [isRead, setIsRead] = useState(false);
  const [hasFailed, setHasFailed] = useState(false);
  const end = useEnd(setHasFailed);
  if (isRead) return null;
  return (
    <LessonNotice
      words={
        hasFailed ? m.observe_elsewhere_not_ended() : m.observe_elsewhere({ lesson: lessonTitle(other) })
      }
    >
      <LinkButton kind="quiet" href={`${planPath(other.lesson.id)}/observe`}>
        {m.observe_elsewhere_go()}
      </LinkButton>
      <Button kind="quiet" onClick={() => void end(other)}>
        {m.observe_elsewhere_end()}
      </Button>
      <Button kind="quiet" onClick={() => setIsRead(true)}>
        {m.observe_notice_go_on()}
      </Button>
    </LessonNotice>
  );
}

/**
 * At its own clock's time; one left running since yesterday, at its last note. What was left half written in it is finished
 * first: a lesson that has ended shows no composer that would bring it back.
 */
function useEnd(onFailed: (hasFailed: boolean) => void) {
  const { notebook, me } = useOpenNotebook();
  const source = useClockSource();
  return async ({ lesson, sitting }: RunningSitting) => {
    try {
      const timer = await openLessonTimer(notebook, sitting, source);
      await finishEdits(notebook, sitting.id);
      const keeper = await openNoteKeeper({
        notebook,
        lesson: lesson.id,
        sitting: sitting.id,
        member: me,
        elapsedMs: timer.elapsedMs,
        stageAt: () => undefined,
      });
      await keeper.finish();
      if (keeper.store.getState().trouble === 'note') return onFailed(true);
      const endedMs = isLeftRunning(timer.ageMs())
        ? await alive(notebook, () => lastMoment(notebook, lesson.id, sitting.id))
        : timer.elapsedMs();
      await endSitting(notebook, sitting.id, endedMs);
      onFailed(false);
    } catch (error) {
      // It then still stands there as running, which is the truth.
      console.warn('The other lesson could not be ended.', error);
      onFailed(true);
    }
  };
}
