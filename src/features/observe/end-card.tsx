import { useState } from 'react';
import type { NoteId } from '../../domain/ids.ts';
import type { Note, Sitting } from '../../domain/note.ts';
import { useLanguage } from '../../i18n/language.ts';
import { LanguageSwitch } from '../../i18n/language-switch.tsx';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { lessonNotes } from '../../notebook/read-lesson.ts';
import { notesInOutbox } from '../../notebook/read-outbox.ts';
import type { LessonPlan } from '../../notebook/read-study.ts';
import { reopenSitting } from '../../notebook/write-lesson.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import { useSyncStatus } from '../../worker-link/sync-status.ts';
import { SyncPill } from '../../worker-link/sync-pill.tsx';
import styles from './cards.module.css';
import { useClockSource } from './clock-source.ts';
import { LateNote } from './late-note.tsx';
import { keepTimeOfEnd } from './lesson-timer.ts';
import { lessonTitle, planPath } from './lesson-words.ts';
import { NoteList } from './note-list.tsx';

const NO_NOTES: readonly Note[] = [];

/** After End lesson: the truth about where the notes are, and what one may want next. */
export function EndCard({ plan, sitting }: { plan: LessonPlan; sitting: Sitting }) {
  const { notebook, me } = useOpenNotebook();
  const language = useLanguage();
  const lesson = plan.lesson.id;
  const all = useNotebookQuery((open) => lessonNotes(open, lesson), [lesson]) ?? NO_NOTES;
  const mine = all.filter(({ observer }) => observer === me);
  const [editing, setEditing] = useState<NoteId>();
  const [hasFailed, setHasFailed] = useState(false);
  const source = useClockSource();
  const goOn = async () => {
    try {
      await keepTimeOfEnd(notebook, sitting, source);
      await reopenSitting(notebook, sitting.id);
    } catch (error) {
      console.warn('The lesson could not be opened again.', error);
      setHasFailed(true);
    }
  };
  return (
    <>
      <ScreenHeader title={lessonTitle(plan)} backTo={planPath(lesson)} backLabel={m.observe_back_to_plan()}>
        <SyncPill />
        <LanguageSwitch />
      </ScreenHeader>
      <div className={styles['page']}>
        <section className={styles['card']} aria-labelledby="ended">
          <h2 id="ended">{m.observe_ended_title()}</h2>
          <WhereNotesAre notes={mine} />
          <div className={styles['actions']}>
            <LinkButton kind="primary" href={`${planPath(lesson)}/review`}>
              {m.observe_review()}
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
        <LateNote plan={plan} sitting={sitting} />
        {mine.length > 0 && (
          <section className={styles['card']} aria-labelledby="own">
            <h2 id="own">{m.observe_own_notes()}</h2>
            <NoteList key={language} notes={mine} editing={editing} onEdit={setEditing} isStream />
          </section>
        )}
      </div>
    </>
  );
}

function WhereNotesAre({ notes }: { notes: readonly Note[] }) {
  const { unsentNotes, settledAt, isDemo } = useSyncStatus();
  const unsealed = useNotebookQuery(notesInOutbox, []);
  if (unsealed === undefined) return null;
  const count = notes.length;
  const isNothingSent = settledAt === null && unsentNotes.size === 0;
  const isHere = ({ id }: Note) => isNothingSent || unsentNotes.has(id) || unsealed.has(id);
  const here = notes.filter(isHere).length;
  const words =
    count === 0
      ? m.observe_ended_none()
      : isDemo
        ? m.observe_ended_demo({ count })
        : here === 0
          ? m.observe_ended_at_server({ count })
          : m.observe_ended_split({ count, atServer: count - here, here });
  return <p className={styles['where']}>{words}</p>;
}
