import * as v from 'valibot';
import type { NoteId, SittingId } from '../../domain/ids.ts';
import type { Notebook } from '../../notebook/database.ts';
import { forgetDraft, readDraft, saveDraft } from '../../notebook/drafts.ts';
import { isNoteThere } from '../../notebook/read-sitting.ts';
import { editNote } from '../../notebook/write-lesson.ts';

const EditDraft = v.object({ id: v.string(), text: v.string() });

function editKey(sitting: SittingId): string {
  return `edit:${sitting}`;
}

/** The new wording of a note while it is typed. */
export async function keepEdit(notebook: Notebook, sitting: SittingId, edit: { id: NoteId; text: string }) {
  await saveDraft(notebook, editKey(sitting), edit);
}

export async function forgetEdit(notebook: Notebook, sitting: SittingId) {
  await forgetDraft(notebook, editKey(sitting));
}

/** A change that a crash interrupted is saved as if its field had been left; the earlier wording is in the note's history. */
export async function finishEdit(notebook: Notebook, sitting: SittingId): Promise<void> {
  const edit = v.safeParse(EditDraft, await readDraft(notebook, editKey(sitting)));
  if (!edit.success) return;
  const { id, text } = edit.output;
  if (await isNoteThere(notebook, id)) await editNote(notebook, id, { text }, { undoScope: sitting });
  await forgetEdit(notebook, sitting);
}
