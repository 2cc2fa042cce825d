import type { DeviceId } from './ids.ts';
import { deviceOf, isStamp, type Stamp } from './stamp.ts';
import type { Fields } from './tables.ts';

/**
 * What a removed tablet wrote counts up to the last stamp of it that the team knew when it was removed (its `cut`); the
 * rest waits until somebody takes it in. Told from the change and the removal alone, never from a clock or from the road
 * it came by: an envelope brought by a colleague, a sealed copy and a block sealed anew after a deletion are judged the same.
 */
export type Cuts = ReadonlyMap<DeviceId, Stamp>;

/** A row of `removals`, whose id is the tablet. */
interface RemovalRow {
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * Taking in cannot be taken back, so that tablets which hear of it in any order agree. A removed tablet that hears of its
 * own end goes on showing what was written on it: it has nobody to agree with.
 */
export function cutsOf(rows: readonly RemovalRow[], own: DeviceId): Cuts {
  const cuts = new Map<DeviceId, Stamp>();
  for (const { id, fields } of rows) {
    const { cut, takenIn } = fields as Fields<'removals'>;
    if (id === own || cut === undefined || takenIn === true) continue;
    // A tablet that had written nothing has no last stamp: '' is before all.
    cuts.set(id, isStamp(cut) ? cut : '');
  }
  return cuts;
}

/** Whether what was written then waits for somebody's word. */
export function isBarred(cuts: Cuts, at: Stamp): boolean {
  if (cuts.size === 0 || !isStamp(at)) return false;
  const cut = cuts.get(deviceOf(at));
  return cut !== undefined && at > cut;
}
