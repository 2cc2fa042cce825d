/** Typing is on disk this long after a key at the latest (N2), however fast one types. */
export const WRITE_DRAFT_AFTER_MS = 250;

/** A save that takes longer than this is named on screen (N3). */
export const SLOW_SAVE_MS = 1_500;

export interface DraftWriter {
  /** Something was typed: writes soon. Keys that follow do not put it off. */
  readonly touch: () => void;
  /** Writes now; resolves when that and all before it is done. */
  readonly flush: () => Promise<void>;
  /** What is to be written is handed to the disk with something else now. Its own write stays due until that has ended. */
  readonly takenAlong: () => void;
  /**
   * After that: nothing is due but what was typed since. Writes once more if a write was on its way, or began since, and so
   * may have come behind it.
   */
  readonly catchUp: () => void;
}

/**
 * Calls `write` at most every 250 ms, one at a time, in order. `whileBusy` is called instead of waiting in vain, each time
 * something is to be written before the last is done.
 */
export function draftWriter(write: () => Promise<void>, whileBusy?: () => void): DraftWriter {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = Promise.resolve();
  let unfinished = 0;
  let isBehind = false;
  let isTouched = false;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (unfinished > 0) whileBusy?.();
    unfinished += 1;
    isBehind = true;
    last = last
      .then(write)
      // A draft that could not be written is written with the next key; the note's own save is what reports trouble.
      .catch(() => undefined)
      .finally(() => {
        unfinished -= 1;
      });
    return last;
  };
  const touch = () => {
    isTouched = true;
    timer ??= setTimeout(() => void flush(), WRITE_DRAFT_AFTER_MS);
  };
  const takenAlong = () => {
    isBehind = unfinished > 0;
    isTouched = false;
  };
  const catchUp = () => {
    if (isBehind) return void flush();
    if (isTouched) return;
    clearTimeout(timer);
    timer = undefined;
  };
  return { touch, flush, takenAlong, catchUp };
}
