import type { Notebook } from '../../notebook/database.ts';
import { forgetDraft, isSpared, saveDraft, spareDraft } from '../../notebook/drafts.ts';
import { draftWriter, type DraftWriter } from '../../ui/draft-writer.ts';

/**
 * Keeps what `read` answers in the drafts; undefined is nothing to keep. While the notebook has not taken the words
 * before, the latest lie in the spare drafts.
 */
export function keptDraft(notebook: Notebook, key: string, read: () => unknown): DraftWriter {
  const write = async () => {
    const value = read();
    if (value === undefined) await forgetDraft(notebook, key);
    else await saveDraft(notebook, key, value);
  };
  const writer = draftWriter(write, () => {
    const value = read();
    if (value !== undefined) spareDraft(notebook, key, value);
  });
  return {
    ...writer,
    catchUp() {
      if (isSpared(notebook, key)) void writer.flush();
      else writer.catchUp();
    },
  };
}
