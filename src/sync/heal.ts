import { EMPTY_CHAIN } from '../protocol/chain.ts';
import { offerChunksAgain } from '../mailbox/chunks.ts';
import { askAgain } from '../mailbox/erasing.ts';
import { offerAllAgain } from '../mailbox/posted.ts';
import { offerRecoveryAgain } from '../mailbox/recoveries.ts';
import type { SyncDeps } from './sync-once.ts';

/**
 * The server's log is not the one this tablet has read: restored from a backup, wiped, or tampered with. This tablet
 * forgets its place and offers everything it holds, its own envelopes and its colleagues'; the server keeps what it has
 * and takes what it lacks. Photos that are on this tablet are to be sealed again by the page, the box of the recovery
 * sheet goes back; what was deleted for everyone is not brought back, and erased again where the server has it again. The team is told through `healedAt`.
 */
export async function heal(deps: SyncDeps, team: string): Promise<void> {
  const { mailbox } = deps;
  const stores = [mailbox.mail, mailbox.postboxes, mailbox.chunks, mailbox.erasing, mailbox.recoveries];
  await mailbox.transaction('rw', stores, async () => {
    await offerAllAgain(mailbox, team);
    await offerChunksAgain(mailbox, team);
    await askAgain(mailbox, team);
    await offerRecoveryAgain(mailbox, team);
    await mailbox.postboxes.update(team, {
      log: null,
      seq: 0,
      erasures: 0,
      chain: EMPTY_CHAIN,
      healedAt: deps.now(),
    });
  });
}
