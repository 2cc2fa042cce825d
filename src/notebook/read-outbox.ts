import Dexie, { type ObservabilitySet } from 'dexie';
import type { NoteId } from '../domain/ids.ts';
import type { Notebook } from './database.ts';

/**
 * Calls back now and after each change of the outbox, whichever tab made it; returns how to stop. It reads nothing: a live
 * query begins anew with every write, and where notes come faster than the disk answers it says nothing until they pause.
 */
export function followOutbox(notebook: Notebook, onChange: () => void): () => void {
  const part = `idb://${notebook.name}/outbox/`;
  const onMutated = (parts: ObservabilitySet) => {
    if (part in parts || 'all' in parts) onChange();
  };
  Dexie.on.storagemutated.subscribe(onMutated);
  onChange();
  return () => Dexie.on.storagemutated.unsubscribe(onMutated);
}

/** Notes with a change that is not in an envelope yet: saved here, and not even on their way. */
export async function notesInOutbox(notebook: Notebook): Promise<ReadonlySet<NoteId>> {
  const entries = await notebook.outbox.toArray();
  const changes = entries.flatMap((entry) => entry.changes);
  return new Set(changes.flatMap(({ table, row }) => (table === 'notes' ? [row] : [])));
}
