import type { StageId } from '../../domain/ids.ts';
import type { Stage } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { predictionKey, type LessonPlan } from '../../notebook/read-study.ts';
import { aliasOf, inSentence } from './alias-of.ts';
import { stageName } from './plan-words.ts';
import { PredictionField } from './prediction-field.tsx';
import styles from './prediction-grid.module.css';
import { StageCard } from './stage-card.tsx';
import { StageEditor } from './stage-editor.tsx';

interface StageRowProps {
  readonly plan: LessonPlan;
  readonly stage: Stage;
  readonly position: number;
  readonly isEdited: boolean;
  /** The editor of this stage was just closed: the keyboard goes on here. */
  readonly takesFocus: boolean;
  readonly onEdit: (id: StageId) => void;
  readonly onDone: () => void;
  readonly onRemoved: (stage: { id: StageId; name: string }) => void;
}

/** One stage and what each of the three is expected to do in it. */
export function StageRow({ plan, stage, position, isEdited, takesFocus, ...on }: StageRowProps) {
  const name = inSentence(stageName(stage));
  const stageLabel = m.plan_stage_label({ number: position, name });
  return (
    <li className={styles['row']}>
      {isEdited ? (
        <StageEditor
          stage={stage}
          stages={plan.stages}
          position={position}
          onDone={on.onDone}
          onRemoved={() => on.onRemoved({ id: stage.id, name })}
        />
      ) : (
        <StageCard
          id={stage.id}
          position={position}
          name={stage.name}
          minutes={stage.minutes}
          grouping={stage.grouping}
          teacherDoes={stage.teacherDoes}
          isRestored={stage.restored ?? false}
          hasTwoVersions={stage.beside?.['teacherDoes'] !== undefined}
          takesFocus={takesFocus}
          onEdit={on.onEdit}
        />
      )}
      {plan.pupils.map((pupil) => {
        const prediction = plan.predictions.get(predictionKey(stage.id, pupil.letter));
        return (
          <PredictionField
            key={pupil.letter}
            stage={stage.id}
            stageLabel={stageLabel}
            letter={pupil.letter}
            pupil={aliasOf(pupil)}
            text={prediction?.text ?? ''}
            beside={prediction?.beside?.['text']}
          />
        );
      })}
    </li>
  );
}
