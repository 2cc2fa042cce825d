import { memo } from 'react';
import type { StageId } from '../../domain/ids.ts';
import type { PupilLetter } from '../../domain/study.ts';
import { useLanguage } from '../../i18n/language.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { setPrediction } from '../../notebook/write-plan.ts';
import { AutosaveField } from '../../ui/autosave-field.tsx';
import { classNames } from '../../ui/class-names.ts';
import { PupilMark } from '../../ui/pupil-mark.tsx';
import styles from './cells.module.css';

/** What the triad thinks one pupil will do in one stage. Takes plain values, so that a save elsewhere leaves it alone. */
export const PredictionField = memo(function PredictionField({
  stage,
  stageLabel,
  letter,
  pupil,
  text,
  beside,
}: {
  stage: StageId;
  stageLabel: string;
  letter: PupilLetter;
  pupil: string;
  text: string;
  beside: readonly { value: string; at: string }[] | undefined;
}) {
  useLanguage();
  const { notebook } = useOpenNotebook();
  return (
    <div className={classNames(styles['prediction'], styles[letter])}>
      <span className={styles['who']} aria-hidden="true">
        <PupilMark subject={letter} size="s" />
        <span dir="auto">{pupil}</span>
      </span>
      <AutosaveField
        className={styles['fill']}
        multiline
        hideLabel
        label={m.plan_prediction_of({ pupil, stage: stageLabel })}
        placeholder={m.plan_prediction_hint({ pupil })}
        value={text}
        draftKey={`predictions/${stage}.${letter}/text`}
        onSave={(words, shown) => setPrediction(notebook, stage, letter, words, shown)}
        beside={beside}
      />
    </div>
  );
});
