import { useState } from 'react';
import type { LessonId } from '../../domain/ids.ts';
import type { Note, Sitting } from '../../domain/note.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { reopenSitting } from '../../notebook/write-lesson.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { useSyncStatus } from '../../worker-link/sync-status.ts';
import styles from './cards.module.css';
import { useClockSource } from '../../ui/clock-source.ts';
import { keepGoingOn } from './going-on.ts';
import { keepTimeOfEnd } from './lesson-timer.ts';
import { planPath } from './lesson-words.ts';

/** "41 notes: 29 at the school server, 12 only on this tablet." And what one may want next. */
export function EndedLesson({
  lesson,
  sitting,
  notes,
}: {
  lesson: LessonId;
  sitting: Sitting;
  notes: readonly Note[];
}) {
  const { notebook } = useOpenNotebook();
  const source = useClockSource();
  const [hasFailed, setHasFailed] = useState(false);
  const goOn = async () => {
    try {
      await keepTimeOfEnd(notebook, sitting, source);
      // However long ago it began, whoever presses this knows that it runs.
      await keepGoingOn(notebook, sitting.id);
      await reopenSitting(notebook, sitting.id);
    } catch (error) {
      console.warn('The lesson could not be opened again.', error);
      setHasFailed(true);
    }
  };
  return (
    <section className={styles['card']} aria-labelledby="ended">
      <h2 id="ended">{m.observe_ended_title()}</h2>
      <WhereNotesAre notes={notes} />
      <div className={styles['actions']}>
        <LinkButton kind="primary" href={`${planPath(lesson)}/review`}>
          {m.observe_review()}
        </LinkButton>
        <LinkButton writes kind="plain" href={`${planPath(lesson)}/interviews`}>
          {m.interview_link()}
        </LinkButton>
        <Button kind="plain" onClick={() => void goOn()}>
          {m.observe_go_on()}
        </Button>
      </div>
      {hasFailed && (
        <p role="alert" className={styles['problem']}>
          {m.observe_go_on_failed()}
        </p>
      )}
    </section>
  );
}

function WhereNotesAre({ notes }: { notes: readonly Note[] }) {
  const { unsentNotes, unsentPhotos: photos, settledAt, isDemo } = useSyncStatus();
  const count = notes.length;
  const isNothingSent = settledAt === null && unsentNotes.size === 0;
  const isHere = ({ id }: Note) => isNothingSent || unsentNotes.has(id);
  const here = notes.filter(isHere).length;
  const words =
    count === 0
      ? m.observe_ended_none()
      : isDemo
        ? m.observe_ended_demo({ count })
        : here === 0
          ? m.observe_ended_at_server({ count })
          : m.observe_ended_split({ count, atServer: count - here, here });
  return (
    <>
      <p className={styles['where']}>{words}</p>
      {photos > 0 && !isDemo && <p className={styles['where']}>{m.media_only_here({ count: photos })}</p>}
    </>
  );
}
