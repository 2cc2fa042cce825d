import { useState } from 'react';
import type { StudyId } from '../domain/ids.ts';
import { useCanUndo } from '../notebook/live-undo.ts';
import { useNotebookQuery, useOpenNotebook } from '../notebook/notebook-context.tsx';
import { seatingPlan, type SeatingPlan } from '../notebook/read-seating.ts';
import { undo } from '../notebook/undo.ts';
import { seatingScope } from '../notebook/write-seating.ts';

/** The plan, live, and how a change of it is saved: at once, with the way back, and with words when it could not be. */
export function useSeating(study: StudyId) {
  const { notebook } = useOpenNotebook();
  const plan: SeatingPlan | undefined = useNotebookQuery((open) => seatingPlan(open, study), [study]);
  const canTakeBack = useCanUndo(seatingScope(study));
  const [hasFailed, setHasFailed] = useState(false);
  const save = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      const done = await work();
      setHasFailed(false);
      return done;
    } catch (error) {
      console.warn('The seating plan could not be saved.', error);
      setHasFailed(true);
      return undefined;
    }
  };
  const takeBack = () => void save(() => undo(notebook, seatingScope(study)));
  return { plan, hasFailed, save, takeBack, canTakeBack };
}
