import type { Mailbox } from '../mailbox/database.ts';
import { SYNC_TAG } from '../protocol/worker.ts';
import type { Carry } from '../sync/carrier.ts';
import type { Sync } from '../sync/syncer.ts';
import { isUnfinished } from './is-unfinished.ts';

interface BackgroundSyncDeps {
  readonly mailbox: Mailbox;
  readonly sync: Sync;
  readonly carry: Carry;
}

/** The network is back, perhaps with every page closed: all teams of this tablet. Rejecting asks the browser to try again. */
export function onBackgroundSync(event: SyncEvent, deps: BackgroundSyncDeps) {
  if (event.tag === SYNC_TAG) event.waitUntil(syncAllTeams(deps));
}

async function syncAllTeams({ mailbox, sync, carry }: BackgroundSyncDeps): Promise<void> {
  const teams = await mailbox.postboxes.toCollection().primaryKeys();
  const outcomes = await Promise.all(teams.map(sync));
  if (outcomes.some(isUnfinished)) throw new Error('The school server could not be reached.');
  // Photos after the words of every team.
  const areCarried = await Promise.all(teams.map(carry));
  if (areCarried.includes(false)) throw new Error('Not every photo could be carried.');
}
