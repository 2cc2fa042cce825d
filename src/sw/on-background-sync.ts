import type { Mailbox } from '../mailbox/database.ts';
import { SYNC_TAG } from '../protocol/worker.ts';
import type { SyncOutcome } from '../sync/sync-once.ts';

interface BackgroundSyncDeps {
  readonly mailbox: Mailbox;
  readonly sync: (team: string) => Promise<SyncOutcome>;
}

/** The network is back, perhaps with every page closed: all teams of this tablet. Rejecting asks the browser to try again. */
export function onBackgroundSync(event: SyncEvent, deps: BackgroundSyncDeps) {
  if (event.tag === SYNC_TAG) event.waitUntil(syncAllTeams(deps));
}

async function syncAllTeams({ mailbox, sync }: BackgroundSyncDeps): Promise<void> {
  const teams = await mailbox.postboxes.toCollection().primaryKeys();
  const outcomes = await Promise.all(teams.map(sync));
  const isUnfinished = outcomes.some(({ kind }) => kind === 'offline' || kind === 'later');
  if (isUnfinished) throw new Error('The school server could not be reached.');
}
