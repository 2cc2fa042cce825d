import * as v from 'valibot';
import type { NoteId } from '../../domain/ids.ts';
import type { Notebook } from '../../notebook/database.ts';
import { draftsBelow, forgetDraft, readDraft } from '../../notebook/drafts.ts';
import { isNoteThere } from '../../notebook/read-sitting.ts';
import { editNote } from '../../notebook/write-lesson.ts';

/** The new wording of a note while it is typed. */
const EditDraftShape = v.object({ id: v.string(), text: v.string() });
export type EditDraft = v.InferOutput<typeof EditDraftShape>;

const below = (scope: string) => `edit:${scope}`;

/** For each note its own: words of one that could not be saved yet are not to be lost to the next. */
export function editKey(scope: string, id: NoteId): string {
  return `${below(scope)}:${id}`;
}

/** Words of this note that were typed and never saved. */
export async function unsavedWording(notebook: Notebook, key: string): Promise<string | undefined> {
  const edit = v.safeParse(EditDraftShape, await readDraft(notebook, key));
  return edit.success ? edit.output.text : undefined;
}

/**
 * Changes that a crash interrupted are saved as if their field had been left; the earlier wording is in the note's history.
 * What cannot be saved now stays, and holds nobody up.
 */
export async function finishEdits(notebook: Notebook, scope: string): Promise<void> {
  for (const [key, value] of await draftsBelow(notebook, below(scope))) {
    const edit = v.safeParse(EditDraftShape, value);
    if (!edit.success) continue;
    const { id, text } = edit.output;
    const draft = { key, value: undefined };
    try {
      if (await isNoteThere(notebook, id))
        await editNote(notebook, id, { text }, { undoScope: scope, draft });
      await forgetDraft(notebook, key);
    } catch (error) {
      console.warn('A change could not be saved yet.', error);
    }
  }
}
