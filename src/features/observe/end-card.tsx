import { useEffect, useMemo, useState } from 'react';
import type { NoteId } from '../../domain/ids.ts';
import type { Note, Sitting } from '../../domain/note.ts';
import { useLanguage } from '../../i18n/language.ts';
import { LanguageSwitch } from '../../i18n/language-switch.tsx';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { lessonEnd, lessonNotes } from '../../notebook/read-lesson.ts';
import type { LessonPlan } from '../../notebook/read-study.ts';
import { steadyRows } from '../../notebook/steady-rows.ts';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import { SyncPill } from '../../worker-link/sync-pill.tsx';
import styles from './cards.module.css';
import { finishEdits } from './edit-draft.ts';
import { EndedLesson } from './ended-lesson.tsx';
import { LateNote } from './late-note.tsx';
import { LessonUndo } from './lesson-undo.tsx';
import { lessonTitle, planPath } from './lesson-words.ts';
import { MarksAfterwards } from './marks-afterwards.tsx';
import { NoteList } from './note-list.tsx';
import { OwnTags } from './own-tags.tsx';
import { afterScope } from './undo-scope.ts';

const NO_NOTES: readonly Note[] = [];

/**
 * After the lesson: the truth about where the notes are, what came to mind since, and everything still to be put right.
 * Without a sitting it is for who did not watch on this tablet: the teacher of the lesson, or anyone.
 */
export function EndCard({ plan, sitting }: { plan: LessonPlan; sitting: Sitting | undefined }) {
  const { notebook, me } = useOpenNotebook();
  const language = useLanguage();
  const lesson = plan.lesson.id;
  const read = useMemo(() => steadyRows<Note>(), []);
  const all =
    useNotebookQuery(async (open) => read(await lessonNotes(open, lesson)), [lesson, read]) ?? NO_NOTES;
  const mine = all.filter(({ observer }) => observer === me);
  const endMs = useNotebookQuery((open) => lessonEnd(open, lesson), [lesson]) ?? 0;
  const [editing, setEditing] = useState<NoteId>();
  const scope = sitting?.id ?? afterScope(lesson, me);
  useEffect(() => {
    finishEdits(notebook, scope).catch((error: unknown) =>
      console.warn('What was being changed could not be read.', error),
    );
  }, [notebook, scope]);
  const [hasFailed, setHasFailed] = useState(false);
  return (
    <>
      <ScreenHeader title={lessonTitle(plan)} backTo={planPath(lesson)} backLabel={m.observe_back_to_plan()}>
        <SyncPill />
        <LanguageSwitch />
      </ScreenHeader>
      <div className={styles['page']}>
        {sitting && <EndedLesson lesson={lesson} sitting={sitting} notes={mine} />}
        <LateNote plan={plan} sitting={sitting} atMs={sitting?.endedMs ?? endMs} />
        <OwnTags notes={mine} />
        {sitting && <MarksAfterwards plan={plan} sitting={sitting} onFailed={() => setHasFailed(true)} />}
        <LessonUndo scope={scope} onFailed={() => setHasFailed(true)} />
        {hasFailed && (
          <p role="alert" className={styles['problem']}>
            {m.observe_step_not_saved()}
          </p>
        )}
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
