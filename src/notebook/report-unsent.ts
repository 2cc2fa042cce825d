import { commit } from './commit.ts';
import type { Notebook } from './database.ts';
import { one } from './read.ts';

/** What this tablet last told the team of what it has not sent; null before the first time. */
export async function reportedUnsent(notebook: Notebook): Promise<number | null> {
  return (await one(notebook, 'devices', notebook.device))?.unsent ?? null;
}

/** Notes and photos of this tablet that have not gone yet, for colleagues to see. */
export async function reportUnsent(notebook: Notebook, unsent: number): Promise<void> {
  const fields = { unsent, unsentAt: notebook.now() };
  await commit(notebook, [{ table: 'devices', row: notebook.device, fields }]);
}
