import { createContext, useContext, type DragEvent } from 'react';
import type { NoteId } from '../../../domain/ids.ts';

const KIND = 'application/x-threefold-note';

const CanDragContext = createContext(false);
/** True while there is an item in sight that a note could be dropped on; otherwise words are there to be marked. */
export const CanDragNotes = CanDragContext.Provider;

/** What a note's row needs to be dragged onto an item of the discussion. Each drag has a tap that does the same. */
export function useNoteDrag(note: NoteId) {
  const canDrag = useContext(CanDragContext);
  if (!canDrag) return { 'data-note': note };
  return {
    'data-note': note,
    draggable: true,
    onDragStart({ dataTransfer }: DragEvent) {
      dataTransfer.setData(KIND, note);
      dataTransfer.effectAllowed = 'link';
    },
  };
}

/** The note that is being dragged; '' while it is over something, when browsers tell only that it is one. */
export function draggedNote({ dataTransfer, type }: DragEvent): NoteId | undefined {
  if (!dataTransfer.types.includes(KIND)) return undefined;
  if (type !== 'drop') return '';
  return dataTransfer.getData(KIND) || undefined;
}
