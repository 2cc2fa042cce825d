import type { WithLock } from '../protocol/lock.ts';
import { syncOnce, type SyncDeps, type SyncOutcome } from './sync-once.ts';

export type Sync = (team: string) => Promise<SyncOutcome>;

/**
 * `syncOnce`, one at a time on the whole tablet. Asked while a run is under way, it runs once more after it, however
 * often it was asked: whatever was written before the asking is then sent.
 */
export function createSyncer(deps: SyncDeps, withLock: WithLock): Sync {
  const queued = new Map<string, Promise<SyncOutcome>>();
  return (team) => {
    const alreadyQueued = queued.get(team);
    if (alreadyQueued) return alreadyQueued;
    const run = withLock('threefold-sync', () => {
      queued.delete(team);
      return syncOnce(deps, team);
    });
    queued.set(team, run);
    return run;
  };
}
