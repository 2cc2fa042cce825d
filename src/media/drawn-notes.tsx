import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { LessonId, NoteId } from '../domain/ids.ts';
import { useNotebookQuery } from '../notebook/notebook-context.tsx';
import { notesDrawnOn } from '../notebook/more-than-words.ts';

type DrawnNotes = ReadonlySet<NoteId>;

const newStore = () => createStore<DrawnNotes>(() => new Set());
const DrawnNotesContext = createContext(newStore());

/**
 * Which notes of a lesson have a drawing: one read for all, so that hundreds of rows cost nothing. A row draws itself
 * anew only when its own answer changes.
 */
export function DrawnNotesProvider({ lesson, children }: { lesson: LessonId; children: ReactNode }) {
  const [store] = useState(newStore);
  const notes = useNotebookQuery((notebook) => notesDrawnOn(notebook, lesson), [lesson]);
  useEffect(() => {
    if (notes) store.setState(new Set(notes), true);
  }, [store, notes]);
  return <DrawnNotesContext value={store}>{children}</DrawnNotesContext>;
}

export function useIsDrawnOn(note: NoteId): boolean {
  return useStore(useContext(DrawnNotesContext), (notes) => notes.has(note));
}
