import { useObservable } from 'dexie-react-hooks';
import { useMemo } from 'react';
import { lastSegment, type LessonId, type SittingId } from '../../domain/ids.ts';
import { byLessonTime, type Note } from '../../domain/note.ts';
import { liveRows } from '../../notebook/live-rows.ts';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';

/** A sitting's notes in lesson time, live. A note that did not change stays the same object, so that its row is not drawn again. */
export function useSittingNotes(lesson: LessonId, sitting: SittingId): readonly Note[] | undefined {
  const { notebook } = useOpenNotebook();
  const notes = useObservable(
    () => liveRows(notebook, 'notes', lesson, (note) => note.sitting === lastSegment(sitting)),
    [notebook, lesson, sitting],
  );
  return useMemo(() => notes?.toSorted(byLessonTime), [notes]);
}
