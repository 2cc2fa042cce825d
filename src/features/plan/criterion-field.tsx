import { memo } from 'react';
import type { LessonId } from '../../domain/ids.ts';
import type { PupilLetter } from '../../domain/study.ts';
import { useLanguage } from '../../i18n/language.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { setCriterion } from '../../notebook/write-plan.ts';
import { AutosaveField } from '../../ui/autosave-field.tsx';
import { classNames } from '../../ui/class-names.ts';
import styles from './cells.module.css';

/** What one pupil should newly be able to do. Takes plain values, so that a save elsewhere leaves it alone. */
export const CriterionField = memo(function CriterionField({
  lesson,
  letter,
  pupil,
  text,
  beside,
}: {
  lesson: LessonId;
  letter: PupilLetter;
  pupil: string;
  text: string;
  beside: readonly { value: string; at: string }[] | undefined;
}) {
  useLanguage();
  const { notebook } = useOpenNotebook();
  return (
    <div className={classNames(styles['criterion'], styles[letter])}>
      <span className={styles['kind']} aria-hidden="true">
        {m.plan_criterion()}
      </span>
      <AutosaveField
        multiline
        hideLabel
        label={m.plan_criterion_of({ pupil })}
        placeholder={m.plan_criterion_hint({ pupil })}
        value={text}
        draftKey={`criteria/${lesson}.${letter}/text`}
        onSave={(words, shown) => setCriterion(notebook, lesson, letter, words, shown)}
        beside={beside}
      />
    </div>
  );
});
