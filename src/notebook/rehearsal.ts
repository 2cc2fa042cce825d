import type { Notebook } from './database.ts';
import { forgetDraft, readDraft, saveDraft } from './drafts.ts';

/** How the last dress rehearsal of this tablet went. Stays on this tablet. */
export interface Rehearsal {
  readonly at: number;
  /** How many things there were to look at. */
  readonly open: number;
}

/** A test note that a later page found as it was written. */
export interface ReadBack {
  readonly mark: string;
  readonly at: number;
}

const RESULT = 'rehearsal';
const TEST_NOTE = 'rehearsal:note';
const READ_BACK = 'rehearsal:read';

export async function keepRehearsal(notebook: Notebook, open: number): Promise<void> {
  await saveDraft(notebook, RESULT, { at: notebook.now(), open } satisfies Rehearsal);
}

export async function lastRehearsal(notebook: Notebook): Promise<Rehearsal | undefined> {
  const kept = await readDraft(notebook, RESULT);
  return hasNumber(kept, 'at') && hasNumber(kept, 'open') ? kept : undefined;
}

/** Resolves when it is on the disk, as durably as any note of a lesson. */
export async function writeTestNote(notebook: Notebook, mark: string): Promise<void> {
  await saveDraft(notebook, TEST_NOTE, mark);
}

/**
 * Whether the test note with this mark came through. Found, it is removed and remembered as read in one transaction, so
 * that asking again gives the same answer.
 */
export async function readTestNote(notebook: Notebook, mark: string): Promise<boolean> {
  return await notebook.transaction('rw', notebook.drafts, async () => {
    if ((await lastReadBack(notebook))?.mark === mark) return true;
    if ((await readDraft(notebook, TEST_NOTE)) !== mark) return false;
    await saveDraft(notebook, READ_BACK, { mark, at: notebook.now() } satisfies ReadBack);
    await forgetDraft(notebook, TEST_NOTE);
    return true;
  });
}

export async function lastReadBack(notebook: Notebook): Promise<ReadBack | undefined> {
  const kept = await readDraft(notebook, READ_BACK);
  return hasNumber(kept, 'at') && 'mark' in kept && typeof kept.mark === 'string'
    ? { at: kept.at, mark: kept.mark }
    : undefined;
}

function hasNumber<K extends string>(value: unknown, key: K): value is Record<K, number> {
  return (
    typeof value === 'object' && value !== null && typeof (value as Record<K, unknown>)[key] === 'number'
  );
}
