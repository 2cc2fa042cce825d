import type { StageMark } from '../../domain/note.ts';
import type { LessonPlan } from '../../notebook/read-study.ts';
import { lazy, Waiting } from '../../ui/lazy.tsx';

const StageMarksPanel = lazy(async () => ({
  default: (await import('./stage-marks-panel.tsx')).StageMarksPanel,
}));
const ShortcutsPanel = lazy(async () => ({
  default: (await import('./shortcuts-panel.tsx')).ShortcutsPanel,
}));

export type OpenPanel = 'marks' | 'keys';

/** What a lesson seldom needs, fetched when it is wanted. */
export function CapturePanels({
  open,
  plan,
  marks,
  onClose,
}: {
  open: OpenPanel | undefined;
  plan: LessonPlan;
  marks: readonly StageMark[];
  onClose: () => void;
}) {
  return (
    <Waiting>
      {open === 'marks' && <StageMarksPanel plan={plan} marks={marks} onClose={onClose} />}
      {open === 'keys' && <ShortcutsPanel plan={plan} onClose={onClose} />}
    </Waiting>
  );
}
