/** Typing is on disk this long after a key at the latest (N2), however fast one types. */
export const WRITE_DRAFT_AFTER_MS = 250;

export interface DraftWriter {
  /** Something was typed: writes soon. Keys that follow do not put it off. */
  readonly touch: () => void;
  /** Writes now; resolves when that and all before it is done. */
  readonly flush: () => Promise<void>;
}

/** Calls `write` at most every 250 ms, one at a time, in order. */
export function draftWriter(write: () => Promise<void>): DraftWriter {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = Promise.resolve();
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    // A draft that could not be written is written with the next key; the note's own save is what reports trouble.
    last = last.then(write).catch(() => undefined);
    return last;
  };
  const touch = () => {
    timer ??= setTimeout(() => void flush(), WRITE_DRAFT_AFTER_MS);
  };
  return { touch, flush };
}
