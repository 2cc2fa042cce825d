import { useObservable } from 'dexie-react-hooks';
import { alive } from './alive.ts';
import { changedIn, isOne } from './changed.ts';
import type { Notebook } from './database.ts';
import { liveReading } from './live-reading.ts';
import { useOpenNotebook } from './notebook-context.tsx';

/**
 * Whether a step of the scope can be taken back, live, whichever tab made it. As long as the step that was found is not the
 * one that changed there is one, and nothing is read: each note of a lesson adds a step.
 */
export function liveUndoable(notebook: Notebook, scope: string) {
  return {
    /** For `useObservable`: nothing is known before the disk was read. */
    hasValue: () => false,
    subscribe(onKnown: (canUndo: boolean) => void, onError: (error: unknown) => void) {
      let step: string | undefined;
      let told: boolean | undefined;
      let isStale = true;
      return liveReading({
        touches(parts, isReading) {
          const isThere = step !== undefined && !isStale && !isReading;
          const isElsewhere = changedIn(parts, notebook, 'undoSteps').every(
            (keys) => isThere && isOne(keys) && keys.from !== step,
          );
          isStale ||= !isElsewhere;
          return !isElsewhere;
        },
        async read(isOver) {
          while (isStale && !isOver()) {
            isStale = false;
            step = (await alive(notebook, () => notebook.undoSteps.where('scope').equals(scope).last()))?.at;
            const canUndo = step !== undefined;
            if (!isOver() && canUndo !== told) onKnown(canUndo);
            told = canUndo;
          }
        },
        onFailed() {
          isStale = true;
        },
        onError,
      });
    },
  };
}

/** False also while it is not known yet. */
export function useCanUndo(scope: string): boolean {
  const { notebook } = useOpenNotebook();
  return useObservable(() => liveUndoable(notebook, scope), [notebook, scope]) ?? false;
}
