import Dexie, { type ObservabilitySet } from 'dexie';

interface Reading {
  /** Whether what a change has touched is to be read again; remembers what. */
  readonly touches: (parts: ObservabilitySet, isReading: boolean) => boolean;
  /** Reads what is stale until nothing is, and tells what was found unless it is over. */
  readonly read: (isOver: () => boolean) => Promise<void>;
  /** A reading failed: all of it is stale again. */
  readonly onFailed: () => void;
  readonly onError: (error: unknown) => void;
}

/** Reads now and after each change that touches it, whichever tab or worker made it, one reading at a time. */
export function liveReading({ touches, read, onFailed, onError }: Reading): { unsubscribe(): void } {
  let isReading = false;
  let isOver = false;
  const readNow = async () => {
    if (isReading) return;
    isReading = true;
    try {
      await read(() => isOver);
    } catch (error) {
      onFailed();
      // Closed for a moment, or for good with the screen that asks: what happens next brings it back.
      if (!isOver && !(error instanceof Dexie.DatabaseClosedError)) onError(error);
    } finally {
      isReading = false;
    }
  };
  const onMutated = (parts: ObservabilitySet) => {
    if (touches(parts, isReading)) void readNow();
  };
  Dexie.on.storagemutated.subscribe(onMutated);
  void readNow();
  return {
    unsubscribe() {
      isOver = true;
      Dexie.on.storagemutated.unsubscribe(onMutated);
    },
  };
}
