import type { Notebook } from './database.ts';

const COPIED = 'copied';

/** Remembers what a sealed copy that somebody put away holds of what no server has. Stays on this tablet. */
export async function keepCopied(notebook: Notebook, ids: readonly string[]): Promise<void> {
  await notebook.allOrNothing(['meta'], async () => {
    const before = await copiedIds(notebook);
    await notebook.meta.put({ key: COPIED, value: [...new Set([...before, ...ids])] });
  });
}

export async function copiedIds(notebook: Notebook): Promise<ReadonlySet<string>> {
  const value = (await notebook.meta.get(COPIED))?.value;
  return new Set(Array.isArray(value) ? value.filter((id) => typeof id === 'string') : []);
}
