import { childId, type NoteId, type SittingId } from '../domain/ids.ts';
import type { Ink } from '../domain/stroke.ts';
import { commitNew } from './commit-new.ts';
import { commit, type Write } from './commit.ts';
import type { Notebook } from './database.ts';

export interface NewStroke {
  /** Made when the pen was set down, so that a stroke saved twice is one stroke. */
  readonly id: string;
  /** The last segment of the photo it lies over; '' on the note's own page. */
  readonly photo: string;
  readonly ink: Ink;
  readonly points: string;
}

export function newStrokeId(notebook: Notebook, note: NoteId): string {
  return childId(note, notebook.newId());
}

/** A row for each stroke: two people never write into the same one. Undo of the sitting takes it back. */
export async function addStroke(notebook: Notebook, stroke: NewStroke, undoScope: SittingId): Promise<void> {
  const { id, photo, ink, points } = stroke;
  const fields = { photo, ink, points, drawnAt: notebook.now() };
  await commitNew(notebook, [{ table: 'strokes', row: id, fields }], { undoScope });
}

/** One step to take back, however many strokes one pass of the eraser met. */
export async function eraseStrokes(
  notebook: Notebook,
  ids: readonly string[],
  undoScope: SittingId,
): Promise<void> {
  const writes = ids.map((row): Write => ({ table: 'strokes', row, deleted: true }));
  if (writes.length > 0) await commit(notebook, writes, { undoScope });
}
