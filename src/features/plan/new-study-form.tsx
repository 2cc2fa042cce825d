import type { FormEvent } from 'react';
import { PUPIL_LETTERS, type Study } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { Button } from '../../ui/button.tsx';
import { PupilMark } from '../../ui/pupil-mark.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { inSentence } from './alias-of.ts';
import { LongTextField } from '../../ui/long-text-field.tsx';
import type { NewStudyDraft } from './new-study-draft.ts';
import styles from './new-study-form.module.css';
import { studyName } from './plan-words.ts';
import { SelectField } from '../../ui/select-field.tsx';

export function NewStudyForm({
  draft,
  earlier,
  state,
  onChange,
  onSubmit,
}: {
  draft: NewStudyDraft;
  earlier: readonly Study[];
  state: 'open' | 'starting' | 'failed';
  onChange: (part: Partial<NewStudyDraft>) => void;
  onSubmit: (event: FormEvent) => void;
}) {
  return (
    <form className={styles['form']} onSubmit={onSubmit}>
      <LongTextField
        label={m.plan_focus_question()}
        hint={m.plan_focus_question_hint()}
        value={draft.focusQuestion}
        onChange={(focusQuestion) => onChange({ focusQuestion })}
      />
      <fieldset>
        <legend className={styles['legend']}>{m.plan_three_pupils()}</legend>
        <p className={styles['hint']}>{m.plan_three_pupils_hint()}</p>
        <div className={styles['pupils']}>
          {PUPIL_LETTERS.map((letter) => (
            <div key={letter} className={styles['pupil']}>
              <PupilMark subject={letter} size="l" />
              <TextField
                className={styles['alias']}
                label={m.plan_alias_of_letter({ letter })}
                autoComplete="off"
                value={draft[letter]}
                onChange={(alias) => onChange({ [letter]: alias })}
              />
            </div>
          ))}
        </div>
      </fieldset>
      <TextField
        label={m.plan_first_lesson_title()}
        value={draft.lessonTitle}
        onChange={(lessonTitle) => onChange({ lessonTitle })}
      />
      {earlier.length > 0 && (
        <SelectField
          label={m.plan_copy_study()}
          hint={m.plan_copy_study_hint()}
          value={earlier.some(({ id }) => id === draft.copyFrom) ? draft.copyFrom : ''}
          options={[
            { value: '', label: m.plan_copy_study_none() },
            ...earlier.map((study) => ({ value: study.id, label: inSentence(studyName(study), 80) })),
          ]}
          onChange={(copyFrom) => onChange({ copyFrom })}
        />
      )}
      {state === 'failed' && (
        <p className={styles['failed']} role="alert">
          {m.plan_not_saved()}
        </p>
      )}
      <Button kind="primary" size="large" type="submit" disabled={state === 'starting'}>
        {m.plan_start_planning()}
      </Button>
    </form>
  );
}
