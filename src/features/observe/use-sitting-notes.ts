import { useMemo } from 'react';
import type { LessonId, SittingId } from '../../domain/ids.ts';
import type { Note } from '../../domain/note.ts';
import { useNotebookQuery } from '../../notebook/notebook-context.tsx';
import { sittingNotes } from '../../notebook/read-sitting.ts';

/** A sitting's notes, live. A note that did not change stays the same object, so that its row is not drawn again. */
export function useSittingNotes(lesson: LessonId, sitting: SittingId): readonly Note[] | undefined {
  const known = useMemo(() => ({ sitting, notes: new Map<string, Note>() }), [sitting]);
  return useNotebookQuery(
    async (notebook) => {
      const notes = await sittingNotes(notebook, lesson, sitting);
      const same = notes.map((note) => keepIfSame(known.notes.get(note.id), note));
      known.notes = new Map(same.map((note) => [note.id, note]));
      return same;
    },
    [lesson, sitting, known],
  );
}

function keepIfSame(before: Note | undefined, now: Note): Note {
  return before !== undefined && JSON.stringify(before) === JSON.stringify(now) ? before : now;
}
