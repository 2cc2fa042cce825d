import type { Postbox } from '../mailbox/database.ts';

/** What passes in a request's patience at two kilobytes a second, as a piece of a photo does. */
const LEAST_BYTES = 64 * 1024;

/**
 * How much the first request of a run carries: as much as one may, or half of it for each of the last tries that were cut
 * off. Over a slow line all at once comes to no end, and would be begun for ever.
 */
export function firstRequestBytes(postbox: Postbox | undefined, most: number): number {
  const cutOff = postbox?.lastTry === 'offline' ? postbox.failures : 0;
  return Math.max(most / 2 ** Math.min(cutOff, 10), LEAST_BYTES);
}
