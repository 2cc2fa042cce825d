import Dexie, { type ObservabilitySet } from 'dexie';

interface Following<T> {
  readonly tables: readonly string[];
  /** From a change to its reading. Changes that come meanwhile are read with it. */
  readonly afterMs: number;
  readonly read: () => Promise<T>;
  /** `isLatest` is false where something has changed since the reading began: another one is on its way. */
  readonly onFound: (found: T, isLatest: boolean) => void;
  /** At once with a change, before it is read. */
  readonly onChange?: () => void;
  readonly onError: (error: unknown) => void;
}

/** What could not be read now is read again, whether or not anything changes meanwhile. */
const AGAIN_AFTER_MS = 10_000;

/**
 * Calls back with what `read` finds in tables of a database, now and after their changes, whichever page or worker made them;
 * returns how to stop. A sync writes a table many times over within an instant, and a live query reads each time; every
 * reading is a transaction that the browser has to clear away later, which on a slow tablet holds up whoever is typing.
 */
export function follow<T>(
  database: Dexie,
  { tables, afterMs, read, onFound, onChange, onError }: Following<T>,
): () => void {
  const parts = tables.map((table) => `idb://${database.name}/${table}/`);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let reading: Promise<void> | undefined;
  let isOver = false;
  const readNow = async () => {
    timer = undefined;
    try {
      const found = await read();
      if (!isOver) onFound(found, timer === undefined);
    } catch (error) {
      if (isOver) return;
      // Closed for a moment, because it was frozen, or for good, and then nobody hears of it.
      if (!(error instanceof Dexie.DatabaseClosedError)) onError(error);
      // What has changed is not to stay unread until something else does.
      clearTimeout(again);
      again = setTimeout(readAfter, AGAIN_AFTER_MS, 0);
    }
  };
  const readAfter = (ms: number) => {
    // One at a time, so that what is found later is later.
    timer ??= setTimeout(() => void (reading = (reading ?? Promise.resolve()).then(readNow)), ms);
  };
  const onMutated = (changed: ObservabilitySet) => {
    if (!('all' in changed) && !parts.some((part) => part in changed)) return;
    readAfter(afterMs);
    onChange?.();
  };
  Dexie.on.storagemutated.subscribe(onMutated);
  readAfter(0);
  return () => {
    isOver = true;
    clearTimeout(timer);
    clearTimeout(again);
    Dexie.on.storagemutated.unsubscribe(onMutated);
  };
}
