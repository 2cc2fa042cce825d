import { useState } from 'react';
import { childId, studyOf, type LessonId } from '../../domain/ids.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { copyPlan, takeOutCopy, type CopiedPlan } from '../../notebook/copy-plan.ts';
import { lessonPlan } from '../../notebook/read-study.ts';
import { Button } from '../../ui/button.tsx';
import { useTapWrite } from '../../ui/tap-write.tsx';
import styles from './notices.module.css';

/** Takes over the plan of the lesson before, with what was predicted; and takes it out again if that was a slip. */
export function CopyStages({ lesson, from }: { lesson: LessonId; from: number }) {
  const { notebook } = useOpenNotebook();
  const { attempt, trouble } = useTapWrite();
  const [copied, setCopied] = useState<CopiedPlan>();
  const [isBusy, setIsBusy] = useState(false);
  const source = childId(studyOf(lesson), String(from));
  const stagesThere =
    useNotebookQuery(async (n) => (await lessonPlan(n, source))?.stages.length ?? 0, [source]) ?? 0;

  const run = async (work: () => Promise<CopiedPlan | undefined>) => {
    setIsBusy(true);
    try {
      setCopied(await work());
    } finally {
      setIsBusy(false);
    }
  };
  const copy = () => run(() => copyPlan(notebook, source, lesson));
  const takeOut = () =>
    run(async () => {
      if (copied !== undefined) await takeOutCopy(notebook, lesson, copied);
      return undefined;
    });

  if (stagesThere === 0) return null;
  if (copied === undefined) {
    return (
      <>
        <Button kind="quiet" disabled={isBusy} onClick={() => attempt(copy())}>
          {m.plan_copy_stages({ number: from })}
        </Button>
        {trouble}
      </>
    );
  }
  return (
    <div className={styles['copied']}>
      <p role="status">{m.plan_copied({ count: copied.stages.length, number: from })}</p>
      <Button kind="plain" disabled={isBusy} onClick={() => attempt(takeOut())}>
        {m.plan_copied_remove()}
      </Button>
      {trouble}
    </div>
  );
}
