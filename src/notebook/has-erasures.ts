import type { Notebook } from './database.ts';

/** Whether anything was ever deleted for everyone. Almost never; what follows from it is fetched only then. */
export async function hasErasures(notebook: Notebook): Promise<boolean> {
  return (await notebook.rows('erasures').count()) > 0;
}
