import type { WithLock } from '../protocol/lock.ts';
import { carryPhotos } from './carry-photos.ts';
import type { SyncDeps } from './sync-once.ts';

/** Carries photos after a sync that went well; false when some could not be carried now. */
export type Carry = (team: string) => Promise<boolean>;

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 5 * 60_000;

/**
 * `carryPhotos`, one at a time on the whole tablet, under a lock of its own: however large a photo and however slow the
 * line, the words written meanwhile do not wait behind it. After a failure it pauses, longer each time, because a sync of
 * words comes with every poke and a barred photo must not be sent with each.
 */
export function createCarrier(deps: SyncDeps, withLock: WithLock): Carry {
  const queued = new Map<string, Promise<boolean>>();
  const pauses = new Map<string, { until: number; lengthMs: number }>();

  async function carry(team: string): Promise<boolean> {
    const pause = pauses.get(team);
    const leftMs = pause ? pause.until - deps.now() : 0;
    // Longer than it ever was: the clock has been set back.
    if (pause && leftMs > 0 && leftMs <= pause.lengthMs) return false;
    const isDone = await carryPhotos(deps, team).catch((error: unknown) => {
      // A full disk, say. The words are not to suffer for it.
      console.warn('Photos could not be carried.', error);
      return false;
    });
    if (isDone) pauses.delete(team);
    else {
      const lengthMs = Math.min((pause?.lengthMs ?? FIRST_PAUSE_MS / 2) * 2, LONGEST_PAUSE_MS);
      pauses.set(team, { until: deps.now() + lengthMs, lengthMs });
    }
    return isDone;
  }

  return (team) => {
    const alreadyQueued = queued.get(team);
    if (alreadyQueued) return alreadyQueued;
    const run = withLock('threefold-photos', async () => {
      queued.delete(team);
      return await carry(team);
    });
    queued.set(team, run);
    return run;
  };
}
