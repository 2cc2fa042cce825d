import { useId, useRef, useState } from 'react';
import { KINDS, type Kind, type Sitting } from '../../domain/note.ts';
import type { Subject } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import type { LessonPlan } from '../../notebook/read-study.ts';
import { addNote, newNoteId } from '../../notebook/write-lesson.ts';
import { Button } from '../../ui/button.tsx';
import { PupilMark } from '../../ui/pupil-mark.tsx';
import { Choice } from '../../ui/choice.tsx';
import { MAX_TEXT_LENGTH } from '../../ui/text-field.tsx';
import { TextWarning } from '../../ui/text-warning.tsx';
import styles from './cards.module.css';
import { kindName, pupilName } from './lesson-words.ts';
import { lateKey, useLateDraft } from './late-draft.ts';
import { StageChoice } from './stage-choice.tsx';
import { afterScope } from './undo-scope.ts';

/**
 * What came to mind afterwards, to whoever it did: the teacher of the lesson, an observer, somebody who was not there. It
 * stands at the end of the lesson and is marked, so that nobody takes it for seen live.
 */
export function LateNote({
  plan,
  sitting,
  atMs,
}: {
  plan: LessonPlan;
  /** The watch it belongs to, if whoever writes it has one on this tablet. */
  sitting: Sitting | undefined;
  /** The end of the lesson in lesson time. */
  atMs: number;
}) {
  const { notebook, me } = useOpenNotebook();
  const id = useId();
  const [subject, setSubject] = useState<Subject>('class');
  const [kind, setKind] = useState<Kind>('did');
  const [stage, setStage] = useState('');
  const scope = sitting?.id ?? afterScope(plan.lesson.id, me);
  const { text, type, clear } = useLateDraft(scope);
  const [hasFailed, setHasFailed] = useState(false);

  const isAdding = useRef(false);
  const add = async () => {
    // Pressed again before a slow disk has answered, it is still one note.
    if (text.trim() === '' || isAdding.current) return;
    isAdding.current = true;
    try {
      const note = {
        id: newNoteId(notebook, plan.lesson.id),
        sitting: sitting?.id,
        observer: me,
        pupil: subject,
        stage: stage === '' ? undefined : stage,
        atMs,
        kind,
        text,
        tags: [],
        afterLesson: true,
      };
      await addNote(notebook, note, { undoScope: scope, draft: { key: lateKey(scope), value: undefined } });
      clear(text);
      setHasFailed(false);
    } catch (error) {
      console.warn('A note could not be saved yet.', error);
      setHasFailed(true);
    } finally {
      isAdding.current = false;
    }
  };

  return (
    <section className={styles['card']} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{m.observe_late_title()}</h2>
      <Choice<Subject>
        legend={m.observe_pupils()}
        hideLegend
        options={[
          ...plan.pupils.map(({ letter }) => ({
            value: letter,
            label: pupilName(plan, letter),
            mark: <PupilMark subject={letter} size="s" />,
          })),
          { value: 'class', label: m.observe_class(), mark: <PupilMark subject="class" size="s" /> },
        ]}
        value={subject}
        onChange={setSubject}
      />
      <Choice<Kind>
        legend={m.observe_kinds()}
        hideLegend
        options={KINDS.map((value) => ({ value, label: kindName(value), isThought: value === 'wonder' }))}
        value={kind}
        onChange={setKind}
      />
      <label className={styles['label']} htmlFor={`${id}-stage`}>
        {m.observe_late_stage()}
      </label>
      <StageChoice id={`${id}-stage`} stages={plan.stages} value={stage} isNoneOffered onChange={setStage} />
      <label className={styles['label']} htmlFor={`${id}-text`}>
        {m.observe_note()}
      </label>
      <textarea
        id={`${id}-text`}
        className={styles['text']}
        dir="auto"
        rows={3}
        maxLength={MAX_TEXT_LENGTH}
        value={text}
        onChange={(event) => type(event.target.value)}
      />
      <TextWarning text={text} />
      {hasFailed && (
        <p role="alert" className={styles['problem']}>
          {m.observe_late_not_saved()}
        </p>
      )}
      <div className={styles['actions']}>
        <Button kind="plain" onClick={() => void add()}>
          {m.observe_late_add()}
        </Button>
      </div>
    </section>
  );
}
