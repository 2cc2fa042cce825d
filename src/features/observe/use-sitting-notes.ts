import { useMemo } from 'react';
import type { LessonId, SittingId } from '../../domain/ids.ts';
import type { Note } from '../../domain/note.ts';
import type { Notebook } from '../../notebook/database.ts';
import { useNotebookQuery } from '../../notebook/notebook-context.tsx';
import { sittingNotes } from '../../notebook/read-sitting.ts';

/** A sitting's notes, live. A note that did not change stays the same object, so that its row is not drawn again. */
export function useSittingNotes(lesson: LessonId, sitting: SittingId): readonly Note[] | undefined {
  const read = useMemo(() => steadyRead(lesson, sitting), [lesson, sitting]);
  return useNotebookQuery(read, [read]);
}

function steadyRead(lesson: LessonId, sitting: SittingId) {
  let known: ReadonlyMap<string, Note> = new Map();
  return async (notebook: Notebook): Promise<readonly Note[]> => {
    const notes = await sittingNotes(notebook, lesson, sitting);
    const steady = notes.map((note) => keepIfSame(known.get(note.id), note));
    known = new Map(steady.map((note) => [note.id, note]));
    return steady;
  };
}

function keepIfSame(before: Note | undefined, now: Note): Note {
  return before !== undefined && JSON.stringify(before) === JSON.stringify(now) ? before : now;
}
