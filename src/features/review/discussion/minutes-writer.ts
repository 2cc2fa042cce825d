import * as Y from 'yjs';
import type { Notebook } from '../../../notebook/database.ts';
import { addMinutes, newMinutesId } from '../../../notebook/write-minutes.ts';

/** What is typed within this time becomes one row, and is on disk soon after: well within half a second of a key (N2). */
export const WRITE_MINUTES_AFTER_MS = 300;
/** After a save that did not succeed. */
const TRY_AGAIN_AFTER_MS = 1_000;

export interface MinutesWriter {
  readonly add: (update: Uint8Array) => void;
  readonly flush: () => void;
}

/**
 * Writes what is typed in one item, one row at a time and in order: a later row needs the ones before it. What could not
 * be saved goes again, together with what was typed meanwhile.
 */
export function minutesWriter(
  notebook: Notebook,
  item: string,
  { onWriting, onTrouble }: { onWriting: (id: string) => void; onTrouble: (isInTrouble: boolean) => void },
): MinutesWriter {
  let waiting: readonly Uint8Array[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isWriting = false;

  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (isWriting || waiting.length === 0) return;
    const update = Y.mergeUpdates([...waiting]);
    const id = newMinutesId(notebook, item);
    waiting = [];
    isWriting = true;
    onWriting(id);
    addMinutes(notebook, id, update).then(
      () => {
        isWriting = false;
        onTrouble(false);
        if (timer === undefined) flush();
      },
      (error: unknown) => {
        console.warn('The minutes could not be saved yet.', error);
        isWriting = false;
        waiting = [update, ...waiting];
        onTrouble(true);
        clearTimeout(timer);
        timer = setTimeout(flush, TRY_AGAIN_AFTER_MS);
      },
    );
  };
  return {
    add(update) {
      waiting = [...waiting, update];
      timer ??= setTimeout(flush, WRITE_MINUTES_AFTER_MS);
    },
    flush,
  };
}
