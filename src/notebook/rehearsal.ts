import { alive } from './alive.ts';
import type { Notebook } from './database.ts';

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
  await keep(notebook, RESULT, { at: notebook.now(), open } satisfies Rehearsal);
}

export async function lastRehearsal(notebook: Notebook): Promise<Rehearsal | undefined> {
  const found = await kept(notebook, RESULT);
  return hasNumber(found, 'at') && hasNumber(found, 'open') ? found : undefined;
}

/** Resolves when it is on the disk, as durably as any note of a lesson. */
export async function writeTestNote(notebook: Notebook, mark: string): Promise<void> {
  await keep(notebook, TEST_NOTE, mark);
}

/**
 * Whether the test note with this mark came through. Found, it is removed and remembered as read in one transaction, so
 * that asking again gives the same answer.
 */
export async function readTestNote(notebook: Notebook, mark: string): Promise<boolean> {
  return await notebook.allOrNothing(['drafts'], async () => {
    if ((await lastReadBack(notebook))?.mark === mark) return true;
    if ((await kept(notebook, TEST_NOTE)) !== mark) return false;
    await keep(notebook, READ_BACK, { mark, at: notebook.now() } satisfies ReadBack);
    await notebook.drafts.delete(TEST_NOTE);
    return true;
  });
}

export async function lastReadBack(notebook: Notebook): Promise<ReadBack | undefined> {
  const found = await kept(notebook, READ_BACK);
  return hasNumber(found, 'at') && 'mark' in found && typeof found.mark === 'string'
    ? { at: found.at, mark: found.mark }
    : undefined;
}

// Straight to the notebook and never to the spare drafts: it is the notebook that is being tried.
async function keep(notebook: Notebook, key: string, value: unknown): Promise<void> {
  await alive(notebook, () => notebook.drafts.put({ key, value }));
}

async function kept(notebook: Notebook, key: string): Promise<unknown> {
  return (await alive(notebook, () => notebook.drafts.get(key)))?.value;
}

function hasNumber<K extends string>(value: unknown, key: K): value is Record<K, number> {
  return (
    typeof value === 'object' && value !== null && typeof (value as Record<K, unknown>)[key] === 'number'
  );
}
