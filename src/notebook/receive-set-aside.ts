import { isTableName } from '../domain/tables.ts';
import type { Notebook } from './database.ts';

/** After an update: applies what waited for a table that this version now knows. */
export async function receiveSetAside(notebook: Notebook): Promise<void> {
  const waiting = await notebook.setAside.where('reason').equals('unknownTable').toArray();
  const readable = waiting.filter(({ change }) => isTableName(change.table));
  if (readable.length === 0) return;
  const { receive } = await import('./receive.ts');
  await receive(
    notebook,
    readable.map(({ change }) => change),
  );
  await notebook.setAside.bulkDelete(readable.map(({ id }) => id));
}
