import type { NoteId } from '../domain/ids.ts';
import type { Notebook } from './database.ts';

/** Notes with a change that is not in an envelope yet: saved here, and not even on their way. */
export async function notesInOutbox(notebook: Notebook): Promise<ReadonlySet<NoteId>> {
  const entries = await notebook.outbox.toArray();
  const changes = entries.flatMap((entry) => entry.changes);
  return new Set(changes.flatMap(({ table, row }) => (table === 'notes' ? [row] : [])));
}
