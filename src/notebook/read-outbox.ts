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

/** What was saved and is in no envelope yet. */
export interface Unsealed {
  readonly notes: ReadonlySet<NoteId>;
  /** Also what is not a note. */
  readonly isAny: boolean;
}

export async function unsealedIn(notebook: Notebook): Promise<Unsealed> {
  const entries = await notebook.outbox.toArray();
  const changes = entries.flatMap((entry) => entry.changes);
  const notes = new Set(changes.flatMap(({ table, row }) => (table === 'notes' ? [row] : [])));
  return { notes, isAny: entries.length > 0 };
}
