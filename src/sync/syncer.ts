import type { WithLock } from '../protocol/lock.ts';
import { syncOnce, type SyncDeps, type SyncOutcome } from './sync-once.ts';

export type Sync = (team: string) => Promise<SyncOutcome>;

/**
 * In a lively lesson three tablets write and are poked many times a second. Runs this far apart take several notes along
 * each, and nobody sees a difference of some hundredths of a second; a run after a pause starts at once.
 */
const BETWEEN_RUNS_MS = 25;

/**
 * `syncOnce`, one at a time on the whole tablet. Asked while a run is under way, it runs once more after it, however
 * often it was asked: whatever was written before the asking is then sent.
 */
export function createSyncer(deps: SyncDeps, withLock: WithLock): Sync {
  const queued = new Map<string, Promise<SyncOutcome>>();
  let lastEnd = Number.NEGATIVE_INFINITY;
  return (team) => {
    const alreadyQueued = queued.get(team);
    if (alreadyQueued) return alreadyQueued;
    const run = withLock('threefold-sync', async () => {
      const early = lastEnd + BETWEEN_RUNS_MS - deps.now();
      if (early > 0 && early <= BETWEEN_RUNS_MS) await new Promise((resolve) => setTimeout(resolve, early));
      queued.delete(team);
      const outcome = await syncOnce(deps, team);
      lastEnd = deps.now();
      return outcome;
    });
    queued.set(team, run);
    return run;
  };
}
