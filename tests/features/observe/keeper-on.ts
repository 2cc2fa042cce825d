import { openNoteKeeper, type NoteKeeper } from '../../../src/features/observe/note-keeper.ts';
import type { Notebook } from '../../../src/notebook/database.ts';

export const LESSON = 'study.1';
export const SITTING = 'study.1.sitting';

/** The keeper of a lesson that is one minute old, in its starter. */
export async function keeperOn(notebook: Notebook): Promise<NoteKeeper> {
  return await openNoteKeeper({
    notebook,
    lesson: LESSON,
    sitting: SITTING,
    member: 'maria',
    elapsedMs: () => 60_000,
    stageAt: () => 'study.1.starter',
  });
}
