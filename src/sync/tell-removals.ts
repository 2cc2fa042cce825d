import { toCbor } from '../protocol/bytes.ts';
import { exchange } from '../protocol/exchange.ts';
import { MAX_REMOVED_AT_ONCE } from '../protocol/limits.ts';
import { parsed } from '../protocol/outcome.ts';
import type { RemoveRequest } from '../protocol/requests.ts';
import type { Stop, SyncDeps } from './sync-once.ts';

/**
 * After a server was wiped, restored or swapped: which tablets the team has removed, and the epoch it is in. A removed
 * tablet that was quicker to claim the empty server is out again from then on.
 */
export async function tellRemovals(deps: SyncDeps, team: string): Promise<Stop | undefined> {
  const postbox = await deps.mailbox.postboxes.get(team);
  if (postbox === undefined || postbox.isGuest) return undefined;
  const { token, proof, epoch = 1, removed = [], device } = postbox;
  const others = removed.filter((one) => one !== device);
  const proofHash = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(proof)));
  // A person without a tablet leaves nothing behind but an epoch.
  const atLeast = epoch > 1 ? 1 : 0;
  for (let from = 0; from < Math.max(others.length, atLeast); from += MAX_REMOVED_AT_ONCE) {
    const devices = others.slice(from, from + MAX_REMOVED_AT_ONCE);
    const request: RemoveRequest = { epoch, proofHash, devices };
    const answer = await exchange(
      deps.fetch,
      { method: 'POST', path: `/api/teams/${team}/removals`, token, body: toCbor(request) },
      () => parsed(undefined),
    );
    if (answer.kind !== 'done') return answer;
  }
  return undefined;
}
