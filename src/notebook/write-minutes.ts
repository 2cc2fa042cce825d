import { toBase64 } from '../domain/base64.ts';
import { childId } from '../domain/ids.ts';
import { commitNew } from './commit-new.ts';
import type { Notebook } from './database.ts';

export function newMinutesId(notebook: Notebook, item: string): string {
  return childId(item, notebook.newId());
}

/**
 * One step of typing as a row of its own, never changed after: there is nothing to merge and no wording it replaces, so
 * it is the cheapest save there is. Saved on this tablet when it resolves; written twice under one id it is one step.
 */
export async function addMinutes(notebook: Notebook, id: string, update: Uint8Array): Promise<void> {
  await commitNew(notebook, [{ table: 'minutes', row: id, fields: { update: toBase64(update) } }]);
}
