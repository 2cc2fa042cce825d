import { useMemo } from 'react';
import type { LessonId, SittingId } from '../../domain/ids.ts';
import type { Note } from '../../domain/note.ts';
import type { Notebook } from '../../notebook/database.ts';
import { useNotebookQuery } from '../../notebook/notebook-context.tsx';
import { sittingNotes } from '../../notebook/read-sitting.ts';
import { steadyRows } from '../../notebook/steady-rows.ts';

/** A sitting's notes, live. A note that did not change stays the same object, so that its row is not drawn again. */
export function useSittingNotes(lesson: LessonId, sitting: SittingId): readonly Note[] | undefined {
  const read = useMemo(() => {
    const steady = steadyRows<Note>();
    return async (notebook: Notebook) => steady(await sittingNotes(notebook, lesson, sitting));
  }, [lesson, sitting]);
  return useNotebookQuery(read, [read]);
}
