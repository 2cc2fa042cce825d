import type { RefObject } from 'react';
import type { Stage } from '../../domain/study.ts';
import { stageAfter } from './next-stage.tsx';
import { toggleQuiet } from './quiet-mode.ts';
import type { ShortcutAction } from './shortcuts.ts';
import { useCaptureTools } from './use-capture.ts';
import { useShortcuts } from './use-shortcuts.ts';

/** The lesson by a hardware keyboard: each key does what a tap on its button does. */
export function useLessonKeys({
  field,
  isCovered,
  stages,
  currentStage,
  onCover,
  onHelp,
}: {
  field: RefObject<HTMLTextAreaElement | null>;
  /** Then any key brings the lesson back, and none does anything else. */
  isCovered: boolean;
  stages: readonly Stage[];
  currentStage: string | undefined;
  onCover: () => void;
  onHelp: () => void;
}): void {
  const { keeper } = useCaptureTools();
  useShortcuts(field, isCovered, (action: ShortcutAction) => {
    switch (action) {
      case 'pupilA':
      case 'pupilB':
      case 'pupilC':
      case 'class':
        keeper.choose(action === 'class' ? 'class' : SUBJECTS[action]);
        return field.current?.focus();
      case 'did':
      case 'said':
      case 'work':
      case 'wonder':
        return keeper.setKind(action);
      case 'nextStage': {
        const next = stageAfter(stages, currentStage);
        if (next) keeper.tapStage(next.id);
        return undefined;
      }
      case 'undo':
        return keeper.undo();
      case 'star':
        return keeper.star();
      case 'cover':
        return onCover();
      case 'quiet':
        return toggleQuiet();
      case 'help':
        return onHelp();
      default:
        return action satisfies never;
    }
  });
}

const SUBJECTS = { pupilA: 'A', pupilB: 'B', pupilC: 'C' } as const;
