import { toCbor } from '../protocol/bytes.ts';
import { exchange } from '../protocol/exchange.ts';
import { parsed } from '../protocol/outcome.ts';
import type { ClaimRequest } from '../protocol/requests.ts';
import type { Stop, SyncDeps } from './sync-once.ts';

/**
 * Registers the team and this tablet at the server: at the first contact, and again at a server that has lost them. The
 * proof comes from the team key, so a server that still has the team recognises its own and nobody else.
 */
export async function claimTeam(deps: SyncDeps, team: string): Promise<Stop | undefined> {
  const { postboxes } = deps.mailbox;
  const postbox = await postboxes.get(team);
  if (postbox === undefined) return undefined;
  // A guest has no proof to show: whoever invited it has to invite it again.
  if (postbox.isGuest) return { kind: 'refused' };
  const { device, token, epoch = 1, earlierProofs = [] } = postbox;
  // A server restored from before the last removal knows an earlier proof; it is told of the removal next.
  for (const proof of [postbox.proof, ...earlierProofs]) {
    const claim: ClaimRequest = { team, device, token, proof, epoch };
    const answer = await exchange(
      deps.fetch,
      { method: 'POST', path: '/api/teams', body: toCbor(claim) },
      () => parsed(undefined),
    );
    if (answer.kind === 'refused') continue;
    if (answer.kind !== 'done') return answer;
    await postboxes.update(team, { isClaimed: true });
    return undefined;
  }
  return { kind: 'refused' };
}
