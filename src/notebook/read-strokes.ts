import type { NoteId, SittingId } from '../domain/ids.ts';
import type { Stroke } from '../domain/note.ts';
import { alive } from './alive.ts';
import type { Notebook } from './database.ts';
import { below } from './read.ts';
import { undoableSteps, type WhichSteps } from './undo.ts';

/** What was drawn on the page of a note ('' as photo) or over one of its photos, oldest first. */
export async function strokesOn(notebook: Notebook, note: NoteId, photo: string): Promise<readonly Stroke[]> {
  const strokes = await below(notebook, 'strokes', note);
  return strokes.filter((stroke) => stroke.photo === photo).toSorted(inOrderDrawn);
}

function inOrderDrawn(a: Stroke, b: Stroke): number {
  return (a.drawnAt ?? 0) - (b.drawnAt ?? 0) || (a.id < b.id ? -1 : 1);
}

/** For `undo`: only what was drawn or erased on this page. */
export async function stepsOnPage(notebook: Notebook, note: NoteId, photo: string): Promise<WhichSteps> {
  const ever = notebook.rows('strokes').where('id').startsWith(`${note}.`);
  const onPage = ever.filter(({ fields }) => fields['photo'] === photo);
  const ids = new Set(await alive(notebook, () => onPage.primaryKeys()));
  return ({ inverse }) => inverse.every(({ table, row }) => table === 'strokes' && ids.has(row));
}

/** How many steps on this page can still be taken back. */
export async function undoableOnPage(
  notebook: Notebook,
  scope: SittingId,
  page: { readonly note: NoteId; readonly photo: string },
): Promise<number> {
  return await undoableSteps(notebook, scope, await stepsOnPage(notebook, page.note, page.photo));
}
