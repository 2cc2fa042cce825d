import { parentId, type LessonId, type NoteId } from '../domain/ids.ts';
import { alive } from './alive.ts';
import type { Notebook } from './database.ts';
import { below } from './read.ts';

/**
 * The notes of a lesson that ever had a stroke. Only keys are read, so that asking again after every stroke costs next
 * to nothing; whether something is left of the drawing is seen when it is drawn.
 */
export async function notesDrawnOn(notebook: Notebook, lesson: LessonId): Promise<readonly NoteId[]> {
  const keys = await notebook.rows('strokes').where('id').startsWith(`${lesson}.`).primaryKeys();
  return [...new Set(keys.map(parentId))];
}

/** Whether a note is more than its words: something drawn, or a photo. Saves wait for the answer, so it comes. */
export async function hasMoreThanWords(notebook: Notebook, note: NoteId): Promise<boolean> {
  const [strokes, photos] = await alive(notebook, () =>
    Promise.all([below(notebook, 'strokes', note), below(notebook, 'photos', note)]),
  );
  return strokes.length > 0 || photos.length > 0;
}
