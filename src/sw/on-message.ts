import { SYNC_TAG, type FromPage } from '../protocol/worker.ts';
import type { Carry } from '../sync/carrier.ts';
import type { Sync } from '../sync/syncer.ts';
import { isUnfinished } from './is-unfinished.ts';

interface MessageDeps {
  readonly worker: ServiceWorkerGlobalScope;
  readonly sync: Sync;
  /** Photos, after the words. */
  readonly carry: Carry;
}

/** Answers a page. The browser may stop the worker at any await, so all work is inside waitUntil. */
export function onMessage(event: ExtendableMessageEvent, { worker, sync, carry }: MessageDeps) {
  // The one place where a message is believed: same origin, closed union, unknown ones ignored below.
  const message = event.data as FromPage;
  switch (message.type) {
    case 'syncNow':
      event.waitUntil(syncOrWakeLater(message.team, worker.registration, { sync, carry }));
      return;
    case 'SKIP_WAITING':
      event.waitUntil(worker.skipWaiting());
      return;
    default:
      // A page older or newer than this worker: ignoring it is safe, guessing is not.
      message satisfies never;
  }
}

/** Without a network the browser is asked to wake the worker when there is one, also with every page closed. */
async function syncOrWakeLater(
  team: string,
  registration: ServiceWorkerRegistration,
  { sync, carry }: Pick<MessageDeps, 'sync' | 'carry'>,
): Promise<void> {
  const outcome = await sync(team);
  if (!isUnfinished(outcome) && (outcome.kind !== 'synced' || (await carry(team)))) return;
  try {
    await registration.sync?.register(SYNC_TAG);
  } catch {
    // Not allowed in this browser or window: the next event of a page brings us back here.
  }
}
