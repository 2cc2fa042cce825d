import 'fake-indexeddb/auto';
import type { RandomBytes } from '../../src/domain/ids.ts';
import { Notebook } from '../../src/notebook/database.ts';

let databases = 0;

/** Bytes that repeat for the same seed (mulberry32); never the same twice within one run of it. */
export function seededRandom(seed: number): { bytes: RandomBytes; chance: () => number } {
  let state = seed >>> 0;
  const chance = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return { chance, bytes: (count) => Uint8Array.from({ length: count }, () => Math.floor(chance() * 256)) };
}

/** An empty notebook in a database of its own, on a tablet whose clock the test holds. */
export function newNotebook({
  device = 'dmaria',
  team = `team${++databases}`,
  now = () => 1_700_000_000_000,
  seed = 1,
}: { device?: string; team?: string; now?: () => number; seed?: number } = {}): Notebook {
  return new Notebook({ team, device, now, random: seededRandom(seed + databases * 7919).bytes });
}
