import type Dexie from 'dexie';

/**
 * A connection that neither answers nor fails, as a browser leaves one behind: what happens on it is heard by nobody. A new
 * connection to the same database works.
 */
export function freeze(database: IDBDatabase): void {
  for (const kind of ['success', 'error', 'complete', 'abort']) {
    database.addEventListener(kind, (event) => event.stopImmediatePropagation(), { capture: true });
  }
}

/** Opens it first, and freezes what was opened. */
export async function freezeConnectionOf(database: Dexie): Promise<void> {
  await database.open();
  freeze(database.backendDB());
}
