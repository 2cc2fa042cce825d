import Dexie, { type ObservabilitySet } from 'dexie';
import type { Mailbox } from './database.ts';

interface Following<T> {
  readonly table: 'mail' | 'postboxes';
  readonly betweenMs: number;
  readonly read: () => Promise<T>;
  readonly onFound: (found: T) => void;
  readonly onError: (error: unknown) => void;
}

/**
 * Calls back with what `read` finds in a table of the mailbox, now and after its changes, whichever page or worker made them;
 * returns how to stop. Changes that come closer together than `betweenMs` are read together: a sync writes a table many
 * times over within an instant. A live query reads each time, and every reading is a transaction that the browser has to
 * clear away later, which on a slow tablet holds up whoever is typing.
 */
export function follow<T>(
  mailbox: Mailbox,
  { table, betweenMs, read, onFound, onError }: Following<T>,
): () => void {
  const part = `idb://${mailbox.name}/${table}/`;
  let isWanted = false;
  let isReading = false;
  let isOver = false;
  const readAll = async () => {
    isReading = true;
    while (isWanted && !isOver) {
      isWanted = false;
      try {
        const found = await read();
        if (!isOver) onFound(found);
      } catch (error) {
        // Closed for a moment, or for good with the team: what happens next brings it back.
        if (!isOver && !(error instanceof Dexie.DatabaseClosedError)) onError(error);
      }
      await new Promise((resolve) => setTimeout(resolve, betweenMs));
    }
    isReading = false;
  };
  const want = () => {
    isWanted = true;
    if (!isReading) void readAll();
  };
  const onMutated = (parts: ObservabilitySet) => {
    if (part in parts || 'all' in parts) want();
  };
  Dexie.on.storagemutated.subscribe(onMutated);
  want();
  return () => {
    isOver = true;
    Dexie.on.storagemutated.unsubscribe(onMutated);
  };
}
