import { useState, type FormEvent } from 'react';
import { useLocation } from 'wouter';
import { yearAfter } from '../../domain/review-date.ts';
import type { Study } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { studies } from '../../notebook/read-study.ts';
import { startStudy } from '../../notebook/write-new-study.ts';
import { Placeholder } from '../../ui/placeholder.tsx';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import { useNewStudyDraft, type NewStudyDraft } from './new-study-draft.ts';
import { NewStudyForm } from './new-study-form.tsx';
import styles from './studies-screen.module.css';
import { useToday } from './use-today.ts';
import { usualRules } from './usual-rules.ts';

/** One short page, all of it optional, and then the plan. */
export function NewStudyScreen() {
  const { notebook, me } = useOpenNotebook();
  const [, navigate] = useLocation();
  const { draft, change, forget } = useNewStudyDraft();
  const today = useToday();
  const earlier = useNotebookQuery(studies, []);
  const [state, setState] = useState<'open' | 'starting' | 'failed'>('open');

  const start = async (wanted: NewStudyDraft, known: readonly Study[]) => {
    setState('starting');
    try {
      const study = await startStudy(notebook, {
        createdBy: me,
        focusQuestion: wanted.focusQuestion.trim(),
        aliases: { A: wanted.A.trim(), B: wanted.B.trim(), C: wanted.C.trim() },
        firstLessonTitle: wanted.lessonTitle.trim(),
        groundRules: usualRules(),
        reviewOn: yearAfter(today) ?? '',
        copyFrom: known.find(({ id }) => id === wanted.copyFrom)?.id,
      });
      await forget().catch((error: unknown) => {
        // The study is there: pressed again, it would be there twice.
        console.warn('The draft of a new study could not be put away.', error);
      });
      // The question and the pupils are written: what comes next is the lesson.
      navigate(`/studies/${study}/lessons/1`);
    } catch (error) {
      // A full disk, most likely. Nothing was written, and the words stay on the page.
      console.warn('The study could not be started.', error);
      setState('failed');
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (draft !== undefined && state !== 'starting') void start(draft, earlier ?? []);
  };

  return (
    <div className={styles['page']}>
      <ScreenHeader
        title={m.plan_new_title()}
        subtitle={m.plan_new_hint()}
        backTo="/studies"
        backLabel={m.plan_back_to_studies()}
      />
      {draft === undefined || earlier === undefined ? (
        <Placeholder>{m.plan_opening()}</Placeholder>
      ) : (
        <NewStudyForm draft={draft} earlier={earlier} state={state} onChange={change} onSubmit={submit} />
      )}
    </div>
  );
}
