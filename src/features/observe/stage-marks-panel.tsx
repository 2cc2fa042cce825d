import type { StageMark } from '../../domain/note.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { LessonPlan } from '../../notebook/read-study.ts';
import { CapturePanel } from './capture-panel.tsx';
import { correctMarks } from '../../notebook/write-marks.ts';
import { StageMarks } from './stage-marks.tsx';
import { useCaptureTools } from './use-capture.ts';

/** Stage marks put right in mid-lesson; Undo takes each correction back. */
export function StageMarksPanel({
  plan,
  marks,
  onClose,
}: {
  plan: LessonPlan;
  marks: readonly StageMark[];
  onClose: () => void;
}) {
  const { keeper, timer } = useCaptureTools();
  return (
    <CapturePanel title={m.observe_marks_title()} onClose={onClose}>
      <StageMarks
        plan={plan}
        marks={marks}
        latestMs={timer.elapsedMs}
        onCorrect={(correction) =>
          keeper.correctMarks(({ notebook, ...of }) => correctMarks(notebook, of, correction))
        }
      />
    </CapturePanel>
  );
}
