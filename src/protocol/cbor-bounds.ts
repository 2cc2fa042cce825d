/** A push nests three deep, a page of the log four. */
const MAX_DEPTH = 16;
/** A page of four megabytes holds some sixty thousand erased envelopes, each a map. */
const MAX_CONTAINERS = 100_000;

/**
 * Reads only how the bytes are built, making nothing, before anything is made of them: a megabyte of empty maps would
 * become three hundred of memory, and lists within lists the end of the stack. False also for what is cut short, has bytes
 * behind its end, or announces more than is there.
 */
export function isWithinBounds(bytes: Uint8Array): boolean {
  const open: number[] = [];
  let containers = 0;
  let left = 1;
  let at = 0;
  for (;;) {
    while (left === 0) {
      const outer = open.pop();
      if (outer === undefined) return at === bytes.length;
      left = outer;
    }
    left--;
    const head = bytes[at++];
    if (head === undefined) return false;
    const kind = head >> 5;
    const size = head & 31;
    // 0 to 23 are the value itself; 24 to 27 say that it follows in 1, 2, 4 or 8 bytes; the rest is for what we never write.
    if (size > 27) return false;
    let value = size;
    if (size >= 24) {
      const end = at + (1 << (size - 24));
      for (value = 0; at < end; at++) value = value * 256 + (bytes[at] ?? 0);
    }
    if (kind === TEXT || kind === BYTES) at += value;
    if (kind === LIST || kind === MAP) {
      if (++containers > MAX_CONTAINERS || open.length >= MAX_DEPTH) return false;
      open.push(left);
      left = kind === MAP ? 2 * value : value;
      // Every item takes a byte at least.
      if (left > bytes.length - at) return false;
    }
    if (at > bytes.length) return false;
  }
}

const BYTES = 2;
const TEXT = 3;
const LIST = 4;
const MAP = 5;
