import { useEffect, useRef } from 'react';
import type { StageId } from '../../domain/ids.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { bringStageBack } from '../../notebook/write-stages.ts';
import { Button } from '../../ui/button.tsx';
import styles from './notices.module.css';

/** Instead of a question before removing: the way back, for as long as the page is open. */
export function RemovedStage({
  stage,
  onBack,
}: {
  stage: { id: StageId; name: string };
  onBack: () => void;
}) {
  const { notebook } = useOpenNotebook();
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => notice.current?.querySelector('button')?.focus({ preventScroll: true }), []);
  return (
    <div ref={notice} className={styles['removed']}>
      <p role="status">{m.plan_stage_removed({ name: stage.name })}</p>
      <Button kind="plain" onClick={() => void bringStageBack(notebook, stage.id).then(onBack)}>
        {m.plan_undo()}
      </Button>
    </div>
  );
}
