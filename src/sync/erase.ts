import { fromBase64Url, toCbor } from '../protocol/bytes.ts';
import { exchange } from '../protocol/exchange.ts';
import { MAX_ERASED_AT_ONCE } from '../protocol/limits.ts';
import { parseEraseAnswer, type EraseRequest } from '../protocol/requests.ts';
import type { Erasing } from '../mailbox/database.ts';
import { dueErasing, markErased } from '../mailbox/erasing.ts';
import type { Stop, SyncDeps } from './sync-once.ts';

/**
 * Has the server erase what was deleted for everyone, once it has what survives of it. Stopped anywhere, the same is asked
 * again; what is erased stays erased.
 */
export async function eraseAll({ mailbox, fetch }: SyncDeps, team: string): Promise<Stop | undefined> {
  for (;;) {
    const due = await dueErasing(mailbox, team, MAX_ERASED_AT_ONCE);
    if (due.length === 0) return undefined;
    const postbox = await mailbox.postboxes.get(team);
    if (postbox === undefined) return undefined;
    const request: EraseRequest = { envelopes: idsOf(due, 'envelope'), blobs: idsOf(due, 'blob') };
    const answer = await exchange(
      fetch,
      { method: 'POST', path: `/api/teams/${team}/erasures`, token: postbox.token, body: toCbor(request) },
      parseEraseAnswer,
    );
    if (answer.kind !== 'done') return answer;
    await markErased(mailbox, due);
  }
}

function idsOf(due: readonly Erasing[], wanted: Erasing['kind']): Uint8Array[] {
  return due.filter(({ kind }) => kind === wanted).map(({ id }) => fromBase64Url(id));
}
