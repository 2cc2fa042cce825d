import { alive } from './alive.ts';
import type { Notebook } from './database.ts';

const KEY = 'realNames';

/**
 * Real names that must not turn up in any text. They lie in `meta`, which never travels: no commit, no envelope, no
 * colleague's tablet. Each tablet has the list that was typed on it.
 */
export async function realNames(notebook: Notebook): Promise<readonly string[]> {
  const value: unknown = (await notebook.meta.get(KEY))?.value;
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];
}

export async function keepRealNames(notebook: Notebook, names: readonly string[]): Promise<void> {
  await alive(notebook, async () => {
    if (names.length === 0) await notebook.meta.delete(KEY);
    else await notebook.meta.put({ key: KEY, value: names });
  });
}
