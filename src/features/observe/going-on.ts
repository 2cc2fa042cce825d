import type { SittingId } from '../../domain/ids.ts';
import type { Notebook } from '../../notebook/database.ts';
import { readDraft, saveDraft } from '../../notebook/drafts.ts';

const keyOf = (sitting: SittingId) => `going-on:${sitting}`;

/** When somebody last said that a lesson left running goes on; 0 if nobody did. */
export async function goneOnAt(notebook: Notebook, sitting: SittingId): Promise<number> {
  const at = await readDraft(notebook, keyOf(sitting));
  return typeof at === 'number' ? at : 0;
}

export async function keepGoingOn(notebook: Notebook, sitting: SittingId): Promise<void> {
  await saveDraft(notebook, keyOf(sitting), notebook.now());
}
