import { useEffect, useRef } from 'react';
import { STAGE_GROUPINGS, type Stage } from '../../domain/study.ts';
import type { Fields } from '../../domain/tables.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { Replaces } from '../../notebook/commit.ts';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { moveStage, removeStage, updateStage } from '../../notebook/write-plan.ts';
import { AutosaveField } from '../../ui/autosave-field.tsx';
import { Button } from '../../ui/button.tsx';
import { MoveButtons } from '../../ui/move-buttons.tsx';
import { NumberField } from './number-field.tsx';
import { groupingName } from './plan-words.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { useTapWrite } from '../../ui/tap-write.tsx';
import styles from './stage-card.module.css';

/** A stage's own fields and its place in the lesson, where its card stood. */
export function StageEditor({
  stage,
  stages,
  position,
  onDone,
  onRemoved,
}: {
  stage: Stage;
  stages: readonly Stage[];
  position: number;
  onDone: () => void;
  onRemoved: () => void;
}) {
  const { notebook } = useOpenNotebook();
  const { attempt, trouble } = useTapWrite();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector('input')?.focus(), []);
  const save = (fields: Fields<'stages'>, replaces?: Replaces) =>
    updateStage(notebook, stage.id, fields, replaces);
  const groupings = [...new Set<string>([...STAGE_GROUPINGS, stage.grouping])].filter(
    (value) => value !== '',
  );
  return (
    <div ref={box} className={styles['editor']} role="group" aria-label={m.plan_stage_edit()}>
      <p className={styles['place']} role="status">
        {m.plan_stage_place({ number: position, count: stages.length })}
      </p>
      <AutosaveField
        label={m.plan_stage_name()}
        value={stage.name}
        draftKey={`stages/${stage.id}/name`}
        onSave={(name) => save({ name })}
      />
      <NumberField
        label={m.plan_stage_minutes()}
        value={stage.minutes}
        draftKey={`stages/${stage.id}/minutes`}
        onSave={(minutes) => save({ minutes })}
      />
      <SelectField
        label={m.plan_stage_grouping()}
        value={stage.grouping}
        options={[
          { value: '', label: m.plan_stage_grouping_none() },
          ...groupings.map((value) => ({ value, label: groupingName(value) })),
        ]}
        onChange={(grouping) => attempt(save({ grouping }))}
      />
      <AutosaveField
        multiline
        label={m.plan_stage_teacher()}
        value={stage.teacherDoes}
        draftKey={`stages/${stage.id}/teacherDoes`}
        onSave={(teacherDoes, shown) => save({ teacherDoes }, { teacherDoes: shown })}
        beside={stage.beside?.['teacherDoes']}
      />
      {trouble}
      <MoveButtons
        position={position}
        count={stages.length}
        onMove={(direction) => moveStage(notebook, stages, stage.id, direction)}
      />
      <Button kind="quiet" onClick={() => attempt(removeStage(notebook, stage.id).then(onRemoved))}>
        {m.plan_stage_remove()}
      </Button>
      <Button kind="plain" onClick={onDone}>
        {m.plan_stage_done()}
      </Button>
    </div>
  );
}
