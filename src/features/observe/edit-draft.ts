import * as v from 'valibot';
import type { Notebook } from '../../notebook/database.ts';
import { forgetDraft, readDraft } from '../../notebook/drafts.ts';
import { isNoteThere } from '../../notebook/read-sitting.ts';
import { editNote } from '../../notebook/write-lesson.ts';

/** The new wording of a note while it is typed. */
const EditDraftShape = v.object({ id: v.string(), text: v.string() });
export type EditDraft = v.InferOutput<typeof EditDraftShape>;

export function editKey(scope: string): string {
  return `edit:${scope}`;
}

/** A change that a crash interrupted is saved as if its field had been left; the earlier wording is in the note's history. */
export async function finishEdit(notebook: Notebook, scope: string): Promise<void> {
  const edit = v.safeParse(EditDraftShape, await readDraft(notebook, editKey(scope)));
  if (!edit.success) return;
  const { id, text } = edit.output;
  const draft = { key: editKey(scope), value: undefined };
  if (await isNoteThere(notebook, id)) await editNote(notebook, id, { text }, { undoScope: scope, draft });
  await forgetDraft(notebook, editKey(scope));
}
