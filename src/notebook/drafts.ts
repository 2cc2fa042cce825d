import type { Notebook } from './database.ts';

/** What somebody was in the middle of writing, kept on this tablet only. Values are checked by who reads them. */
export async function saveDraft(notebook: Notebook, key: string, value: unknown): Promise<void> {
  await notebook.drafts.put({ key, value });
}

export async function readDraft(notebook: Notebook, key: string): Promise<unknown> {
  return (await notebook.drafts.get(key))?.value;
}

export async function forgetDraft(notebook: Notebook, key: string): Promise<void> {
  await notebook.drafts.delete(key);
}
