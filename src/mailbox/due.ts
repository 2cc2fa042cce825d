import type { Postbox } from './database.ts';

/** Longer than any server asks for: the time is from before the clock was set right. */
const LONGEST_MS = 60 * 60_000;

/** Whether the last failure is long enough ago for another try that nobody asked for. */
export function isDue({ retryAt }: Postbox, now: number): boolean {
  return retryAt <= now || retryAt > now + LONGEST_MS;
}
