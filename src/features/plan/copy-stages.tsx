import { useState } from 'react';
import { childId, studyOf, type LessonId, type StageId } from '../../domain/ids.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { lessonPlan } from '../../notebook/read-study.ts';
import { copyPlan } from '../../notebook/write-plan.ts';
import { removeStages } from '../../notebook/write-stages.ts';
import { Button } from '../../ui/button.tsx';
import styles from './notices.module.css';

/** Takes the stages of the lesson before, with what was predicted; and takes them out again if that was a slip. */
export function CopyStages({ lesson, from }: { lesson: LessonId; from: number }) {
  const { notebook } = useOpenNotebook();
  const [copied, setCopied] = useState<readonly StageId[]>();
  const [isBusy, setIsBusy] = useState(false);
  const source = childId(studyOf(lesson), String(from));
  const stagesThere =
    useNotebookQuery(async (n) => (await lessonPlan(n, source))?.stages.length ?? 0, [source]) ?? 0;

  const run = async (work: () => Promise<readonly StageId[] | undefined>) => {
    setIsBusy(true);
    try {
      setCopied(await work());
    } finally {
      setIsBusy(false);
    }
  };
  const copy = () =>
    run(async () => {
      const before = await stageIds();
      await copyPlan(notebook, source, lesson);
      return (await stageIds()).filter((id) => !before.includes(id));
    });
  const takeOut = () =>
    run(async () => {
      await removeStages(notebook, copied ?? []);
      return undefined;
    });
  const stageIds = async () => ((await lessonPlan(notebook, lesson))?.stages ?? []).map(({ id }) => id);

  if (stagesThere === 0) return null;
  if (copied === undefined) {
    return (
      <Button kind="quiet" disabled={isBusy} onClick={() => void copy()}>
        {m.plan_copy_stages({ number: from })}
      </Button>
    );
  }
  return (
    <div className={styles['copied']}>
      <p role="status">{m.plan_copied({ count: copied.length, number: from })}</p>
      <Button kind="plain" disabled={isBusy} onClick={() => void takeOut()}>
        {m.plan_copied_remove()}
      </Button>
    </div>
  );
}
