import { availableParallelism } from 'node:os';

const PAGE_BYTES = 4096;
const PAGES = 16_384;

/**
 * What explains most of a bad day: on a virtual machine whose memory is taken back and given again, the first touch of a page
 * may cost twenty microseconds where others need a few tenths, and whatever allocates or collects garbage pays it.
 */
export function aboutThisMachine(): string {
  const fresh = Buffer.allocUnsafeSlow(PAGES * PAGE_BYTES);
  const first = touchMs(fresh);
  const again = touchMs(fresh);
  const micros = (ms: number) => ((ms * 1000) / PAGES).toFixed(2);
  return `${availableParallelism()} cores; a page of memory: ${micros(first)} µs when first touched, ${micros(again)} µs again`;
}

function touchMs(bytes: Buffer): number {
  const start = performance.now();
  for (let at = 0; at < bytes.length; at += PAGE_BYTES) bytes[at] = (bytes[at] ?? 0) + 1;
  return performance.now() - start;
}
