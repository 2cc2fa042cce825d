import type { SyncDeps } from '../sync/sync-once.ts';
import type { WithLock } from '../protocol/lock.ts';
import type { Carry } from '../sync/carrier.ts';
import type { Sync } from '../sync/syncer.ts';

/** Syncing in the page, for windows without a worker and for who must wait for its end; fetched when first asked for. */
export function createPageSync(deps: SyncDeps, withLock: WithLock): Sync {
  let syncer: Promise<Sync> | undefined;
  return async (team) => {
    syncer ??= import('../sync/syncer.ts').then(({ createSyncer }) => createSyncer(deps, withLock));
    return await (
      await syncer
    )(team);
  };
}

/** Photos likewise. */
export function createPageCarrier(deps: SyncDeps, withLock: WithLock): Carry {
  let carrier: Promise<Carry> | undefined;
  return async (team) => {
    carrier ??= import('../sync/carrier.ts').then(({ createCarrier }) => createCarrier(deps, withLock));
    return await (
      await carrier
    )(team);
  };
}
