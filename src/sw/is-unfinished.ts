import type { SyncOutcome } from '../sync/sync-once.ts';

/**
 * Whether the browser is to wake the worker for another try. A sign-in page goes with the next network or when somebody has
 * signed in, and a proxy's error page when the server is back: with every page closed, nobody else would find out.
 */
export function isUnfinished(outcome: SyncOutcome): boolean {
  if (outcome.kind === 'blocked') return outcome.trouble === 'signInPage';
  return outcome.kind !== 'synced';
}
