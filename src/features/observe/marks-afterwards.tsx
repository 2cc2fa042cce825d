import type { Sitting } from '../../domain/note.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { sittingMarks } from '../../notebook/read-sitting.ts';
import type { LessonPlan } from '../../notebook/read-study.ts';
import { correctMarks, type MarkCorrection } from '../../notebook/write-marks.ts';
import styles from './cards.module.css';
import { StageMarks } from './stage-marks.tsx';

/** The stages of one's own watch, still to be put right when the lesson is over. */
export function MarksAfterwards({
  plan,
  sitting,
  onFailed,
}: {
  plan: LessonPlan;
  sitting: Sitting;
  onFailed: () => void;
}) {
  const { notebook } = useOpenNotebook();
  const lesson = plan.lesson.id;
  const marks = useNotebookQuery((open) => sittingMarks(open, lesson, sitting.id), [lesson, sitting.id]);
  if (marks === undefined || (marks.length === 0 && plan.stages.length === 0)) return null;
  const correct = async (correction: MarkCorrection) => {
    try {
      await correctMarks(notebook, { lesson, sitting: sitting.id }, correction);
    } catch (error) {
      console.warn('A stage mark could not be corrected.', error);
      onFailed();
    }
  };
  return (
    <details className={styles['card']}>
      <summary className={styles['summary']}>{m.observe_marks_title()}</summary>
      <StageMarks
        plan={plan}
        marks={marks}
        latestMs={() => sitting.endedMs ?? 0}
        onCorrect={(correction) => void correct(correction)}
      />
    </details>
  );
}
