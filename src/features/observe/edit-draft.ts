import * as v from 'valibot';
import type { NoteId } from '../../domain/ids.ts';
import type { Notebook } from '../../notebook/database.ts';
import { forgetDraft, readDraft, saveDraft } from '../../notebook/drafts.ts';
import { isNoteThere } from '../../notebook/read-sitting.ts';
import { editNote } from '../../notebook/write-lesson.ts';

const EditDraft = v.object({ id: v.string(), text: v.string() });

function editKey(scope: string): string {
  return `edit:${scope}`;
}

/** The new wording of a note while it is typed. */
export async function keepEdit(notebook: Notebook, scope: string, edit: { id: NoteId; text: string }) {
  await saveDraft(notebook, editKey(scope), edit);
}

export async function forgetEdit(notebook: Notebook, scope: string) {
  await forgetDraft(notebook, editKey(scope));
}

/** A change that a crash interrupted is saved as if its field had been left; the earlier wording is in the note's history. */
export async function finishEdit(notebook: Notebook, scope: string): Promise<void> {
  const edit = v.safeParse(EditDraft, await readDraft(notebook, editKey(scope)));
  if (!edit.success) return;
  const { id, text } = edit.output;
  if (await isNoteThere(notebook, id)) await editNote(notebook, id, { text }, { undoScope: scope });
  await forgetEdit(notebook, scope);
}
