import { alive } from './alive.ts';
import type { Notebook } from './database.ts';
import { dropSpare, keepSpare, readSpare, sparesBelow } from './spare-drafts.ts';

/** A notebook that takes longer is busy with something else; half-written words do not wait for it (N2). */
const SPARE_AFTER_MS = 150;

/**
 * What somebody was in the middle of writing, kept on this tablet only. Values are checked by who reads them. Where the
 * notebook does not take a draft soon, it lies in the spare drafts until it does.
 */
export async function saveDraft(notebook: Notebook, key: string, value: unknown): Promise<void> {
  const spare = setTimeout(() => spareDraft(notebook, key, value), SPARE_AFTER_MS);
  try {
    await alive(notebook, () => notebook.drafts.put({ key, value }));
  } catch (error) {
    spareDraft(notebook, key, value);
    throw error;
  } finally {
    clearTimeout(spare);
  }
  await drop(notebook, key);
}

/** Only into the spare drafts, and at once: the notebook has not taken the draft before this one yet. */
export function spareDraft(notebook: Notebook, key: string, value: unknown): void {
  if (notebook.isPassing) return;
  keepSpare(notebook.spare, key, value).catch((error: unknown) =>
    // The words are on screen, and the notebook gets them when it answers.
    console.warn('A draft could not be put aside.', error),
  );
}

export async function readDraft(notebook: Notebook, key: string): Promise<unknown> {
  const keptIn = () => alive(notebook, () => notebook.drafts.get(key));
  if (notebook.isPassing) return (await keptIn())?.value;
  const [spare, kept] = await Promise.all([readSpare(notebook.spare, key), keptIn()]);
  // A spare one is there only while the notebook's is older.
  return spare ?? kept?.value;
}

/** All whose key begins like this, by their keys. */
export async function draftsBelow(notebook: Notebook, prefix: string): Promise<ReadonlyMap<string, unknown>> {
  const [kept, spare] = await Promise.all([
    alive(notebook, () => notebook.drafts.where('key').startsWith(prefix).toArray()),
    notebook.isPassing ? [] : sparesBelow(notebook.spare, prefix),
  ]);
  return new Map([...kept, ...spare].map(({ key, value }) => [key, value]));
}

export async function forgetDraft(notebook: Notebook, key: string): Promise<void> {
  await alive(notebook, () => notebook.drafts.delete(key));
  await drop(notebook, key);
}

/** An older wording may lie in the spare drafts, and would be taken for newer. */
export function isSpared(notebook: Notebook, key: string): boolean {
  return !notebook.isPassing && notebook.spare.held.has(key);
}

async function drop(notebook: Notebook, key: string): Promise<void> {
  if (!notebook.isPassing) await dropSpare(notebook.spare, key);
}
