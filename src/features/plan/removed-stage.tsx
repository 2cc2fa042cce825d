import type { StageId } from '../../domain/ids.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { bringStageBack } from '../../notebook/write-stages.ts';
import { UndoNotice } from '../../ui/undo-notice.tsx';
import { useTapWrite } from '../../ui/tap-write.tsx';

/** The way back of a stage that was taken from the plan. */
export function RemovedStage({
  stage,
  onBack,
}: {
  stage: { id: StageId; name: string };
  onBack: () => void;
}) {
  const { notebook } = useOpenNotebook();
  const { attempt, trouble } = useTapWrite();
  return (
    <>
      <UndoNotice
        text={m.plan_stage_removed({ name: stage.name })}
        undo={m.plan_undo()}
        onUndo={() => attempt(bringStageBack(notebook, stage.id).then(onBack))}
      />
      {trouble}
    </>
  );
}
