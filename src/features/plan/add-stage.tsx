import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { LessonId, StageId } from '../../domain/ids.ts';
import type { Stage } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { addStage } from '../../notebook/write-plan.ts';
import { addStages } from '../../notebook/write-stages.ts';
import { Button } from '../../ui/button.tsx';
import { useTapWrite } from '../../ui/tap-write.tsx';
import styles from './add-stage.module.css';
import { stagePresets, type StagePreset } from './stage-presets.ts';

/** The stages most lessons have, one tap each, or an empty one. */
export function AddStage({
  lesson,
  stages,
  onAdded,
}: {
  lesson: LessonId;
  stages: readonly Stage[];
  onAdded: (id: StageId, stage: { isEmpty: boolean }) => void;
}) {
  const { notebook } = useOpenNotebook();
  const { attempt, trouble } = useTapWrite();
  const [isOpen, setIsOpen] = useState(false);
  const last = Math.max(0, ...stages.map((stage) => stage.order ?? 0));
  const add = async (preset: StagePreset | undefined) => {
    const id = await addStage(notebook, lesson, { order: last + 1, name: '', ...preset });
    if (preset === undefined) setIsOpen(false);
    onAdded(id, { isEmpty: preset === undefined });
  };
  const isFirst = stages.length === 0;
  const choices = (
    <ul className={styles['presets']} aria-label={m.plan_add_stage_which()}>
      {stagePresets().map((preset) => (
        <li key={preset.name}>
          <Button kind="plain" onClick={() => attempt(add(preset))}>
            {preset.name}
          </Button>
        </li>
      ))}
      <li>
        <Button kind="plain" onClick={() => attempt(addStages(notebook, lesson, last, stagePresets()))}>
          {m.plan_preset_all({ count: stagePresets().length })}
        </Button>
      </li>
      <li>
        <Button kind="plain" onClick={() => attempt(add(undefined))}>
          {m.plan_preset_empty()}
        </Button>
      </li>
    </ul>
  );
  if (isFirst) {
    return (
      <div className={styles['first']}>
        <h3>{m.plan_stages_empty_title()}</h3>
        <p>{m.plan_stages_empty_text()}</p>
        {choices}
        {trouble}
      </div>
    );
  }
  return (
    <div className={styles['add']}>
      <Button kind="plain" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        <Plus aria-hidden="true" />
        {m.plan_add_stage()}
      </Button>
      {isOpen && choices}
      {trouble}
    </div>
  );
}
