import { deriveTeamKeys, type TeamSecret } from '../crypto/team-key.ts';
import type { DeviceId, TeamId } from '../domain/ids.ts';
import { toCbor } from '../protocol/bytes.ts';
import { exchange } from '../protocol/exchange.ts';
import { parsed } from '../protocol/outcome.ts';
import type { RemoveRequest } from '../protocol/requests.ts';
import { problemOf, type AccessDeps } from './start-and-join.ts';
import type { AccessProblem } from './team-access.ts';

export interface RemovalToAsk {
  readonly tablets: readonly DeviceId[];
  readonly epoch: number;
  readonly secret: TeamSecret;
  /** The envelope that tells the team. */
  readonly envelope: Uint8Array;
  /** How far this tablet has read the log. */
  readonly after: number;
}

/** Asks the server to end tablets. `behind`: read on and ask again; anything else but `done` is for a person to hear. */
export async function askRemoval(
  { mailbox, fetch }: Pick<AccessDeps, 'mailbox' | 'fetch'>,
  team: TeamId,
  { tablets, epoch, secret, envelope, after }: RemovalToAsk,
): Promise<'done' | 'behind' | AccessProblem> {
  const postbox = await mailbox.postboxes.get(team);
  if (postbox === undefined) return 'refused';
  const { proof } = await deriveTeamKeys(secret, team);
  const request: RemoveRequest = {
    epoch,
    proofHash: new Uint8Array(await crypto.subtle.digest('SHA-256', proof)),
    devices: [...tablets],
    notice: { envelope, after },
  };
  const answer = await exchange(
    fetch,
    { method: 'POST', path: `/api/teams/${team}/removals`, token: postbox.token, body: toCbor(request) },
    () => parsed(undefined),
  );
  if (answer.kind === 'done') return 'done';
  if (answer.kind === 'unacceptable' && answer.error === 'behind') return 'behind';
  return problemOf(answer);
}
