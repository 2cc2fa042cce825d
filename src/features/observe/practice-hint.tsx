import { useState } from 'react';
import { useStore } from 'zustand';
import type { SittingId } from '../../domain/ids.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery } from '../../notebook/notebook-context.tsx';
import { sittingMarks, sittingNotes } from '../../notebook/read-sitting.ts';
import { undoableSteps } from '../../notebook/undo.ts';
import { Button } from '../../ui/button.tsx';
import { LessonNotice } from './lesson-notice.tsx';
import { PRACTICE_LESSON } from './practice-notebook.ts';
import { useCaptureTools } from './use-capture.ts';

const HINTS = [
  m.observe_practice_hint_pupil,
  m.observe_practice_hint_write,
  m.observe_practice_hint_tag,
  m.observe_practice_hint_stage,
  m.observe_practice_hint_undo,
  m.observe_practice_hint_end,
] as const;
type Step = 0 | 1 | 2 | 3 | 4 | 5;

/** What to try next. Moves on when it has been done, whatever else is tried meanwhile; nothing waits for it. */
export function PracticeHint({ sitting }: { sitting: SittingId }) {
  const [step, setStep] = useState<Step>(0);
  const [mostSteps, setMostSteps] = useState(0);
  const { keeper } = useCaptureTools();
  const isWriting = useStore(keeper.shown, ({ note }) => note !== undefined);
  const notes = useNotebookQuery((open) => sittingNotes(open, PRACTICE_LESSON, sitting), [sitting]) ?? [];
  const marks = useNotebookQuery((open) => sittingMarks(open, PRACTICE_LESSON, sitting), [sitting]) ?? [];
  const steps = useNotebookQuery((open) => undoableSteps(open, sitting), [sitting]) ?? 0;
  const isDone: Record<Step, boolean> = {
    0: isWriting || notes.length > 0,
    1: notes.some(({ text }) => text !== ''),
    2: notes.some(({ tags }) => tags.length > 0),
    3: marks.length > 1,
    4: steps < mostSteps,
    5: false,
  };
  if (steps > mostSteps) setMostSteps(steps);
  if (isDone[step]) setStep((step + 1) as Step);
  const number = step + 1;
  return (
    <LessonNotice words={m.observe_practice_step({ number, of: HINTS.length, hint: HINTS[step]() })}>
      {step < HINTS.length - 1 && (
        <Button kind="quiet" onClick={() => setStep((step + 1) as Step)}>
          {m.observe_practice_skip()}
        </Button>
      )}
    </LessonNotice>
  );
}
