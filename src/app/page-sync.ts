import type { SyncDeps } from '../sync/sync-once.ts';
import type { WithLock } from '../protocol/lock.ts';
import type { Carry } from '../sync/carrier.ts';
import type { Sync } from '../sync/syncer.ts';

/** Syncing in the page, for windows without a worker and for who must wait for its end; fetched when first asked for. */
export function createPageSync(deps: SyncDeps, withLock: WithLock): Sync {
  const syncer = once(async () => (await import('../sync/syncer.ts')).createSyncer(deps, withLock));
  return async (team) => await (await syncer())(team);
}

/** Photos likewise. */
export function createPageCarrier(deps: SyncDeps, withLock: WithLock): Carry {
  const carrier = once(async () => (await import('../sync/carrier.ts')).createCarrier(deps, withLock));
  return async (team) => await (await carrier())(team);
}

/** What could not be fetched, for want of a network, is asked for again with the next call. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return async () => {
    loading ??= load();
    try {
      return await loading;
    } catch (error) {
      loading = undefined;
      throw error;
    }
  };
}
