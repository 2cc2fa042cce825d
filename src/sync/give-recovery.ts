import { toCbor } from '../protocol/bytes.ts';
import { exchange } from '../protocol/exchange.ts';
import { parsed } from '../protocol/outcome.ts';
import type { RecoveryRequest } from '../protocol/requests.ts';
import { recoveryOf, settleRecovery } from '../mailbox/recoveries.ts';
import type { Stop, SyncDeps } from './sync-once.ts';

/** Gives the server the box of the team's recovery sheet, if it has not got it. A server that will not have it holds up nothing else. */
export async function giveRecovery({ mailbox, fetch }: SyncDeps, team: string): Promise<Stop | undefined> {
  const recovery = await recoveryOf(mailbox, team);
  const postbox = await mailbox.postboxes.get(team);
  if (recovery?.state !== 'waiting' || postbox === undefined || postbox.isGuest) return undefined;
  const { id, proofHash, box, at } = recovery;
  const request: RecoveryRequest = { id, proofHash, box, at };
  const answer = await exchange(
    fetch,
    { method: 'PUT', path: `/api/teams/${team}/recovery`, token: postbox.token, body: toCbor(request) },
    () => parsed(undefined),
  );
  if (answer.kind !== 'done' && answer.kind !== 'unacceptable') return answer;
  await settleRecovery(mailbox, recovery, answer.kind === 'done' ? 'stored' : 'refused');
  return undefined;
}
