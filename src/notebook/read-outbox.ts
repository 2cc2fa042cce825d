import Dexie, { type ObservabilitySet } from 'dexie';
import type { NoteId } from '../domain/ids.ts';
import { changedIn, isOne } from './changed.ts';
import type { Notebook } from './database.ts';
import { photosOf, picturesIn } from './read-photos.ts';

/**
 * Calls back now and after each change of the outbox, whichever tab made it, with the entries that changed if it is known
 * which; returns how to stop. It reads nothing: a live query begins anew with every write, and where notes come faster than
 * the disk answers it says nothing until they pause.
 */
export function followOutbox(
  notebook: Notebook,
  onChange: (entries: readonly unknown[] | undefined) => void,
): () => void {
  const onMutated = (parts: ObservabilitySet) => {
    const changed = changedIn(parts, notebook, 'outbox');
    if (changed.length > 0) onChange(changed.every(isOne) ? changed.map(({ from }) => from) : undefined);
  };
  Dexie.on.storagemutated.subscribe(onMutated);
  onChange(undefined);
  return () => Dexie.on.storagemutated.unsubscribe(onMutated);
}

/** What was saved and is in no envelope yet. */
export interface Unsealed {
  readonly notes: ReadonlySet<NoteId>;
  /** Photos by the blob they are to become, of which not even a piece is on its way. */
  readonly photos: ReadonlySet<string>;
  /** Also what is not a note. */
  readonly isAny: boolean;
}

export async function unsealedIn(notebook: Notebook): Promise<Unsealed> {
  const [entries, toSeal] = await notebook.transaction('r', ['outbox', 'pictures'], () =>
    Promise.all([notebook.outbox.toArray(), picturesIn(notebook, 'toSeal')]),
  );
  const changes = entries.flatMap((entry) => entry.changes);
  const notes = new Set(changes.flatMap(({ table, row }) => (table === 'notes' ? [row] : [])));
  const photos = new Set((await photosOf(notebook, toSeal)).map(({ blob }) => blob));
  return { notes, photos, isAny: entries.length > 0 };
}
