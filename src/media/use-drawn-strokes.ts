import { useMemo } from 'react';
import type { NoteId } from '../domain/ids.ts';
import { useNotebookQuery } from '../notebook/notebook-context.tsx';
import { strokesOn } from '../notebook/read-strokes.ts';
import { drawnStrokes, type DrawnStroke } from './drawn-stroke.ts';

/** The strokes of a page ('' as photo) or over a photo, live and ready to be drawn. */
export function useDrawnStrokes(note: NoteId, photo: string): readonly DrawnStroke[] {
  const ready = useMemo(() => drawnStrokes(), []);
  const rows = useNotebookQuery((notebook) => strokesOn(notebook, note, photo), [note, photo]);
  return useMemo(() => ready(rows ?? []), [ready, rows]);
}
