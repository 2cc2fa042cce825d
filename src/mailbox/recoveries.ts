import type { Mailbox, Recovery } from './database.ts';

/** Takes the box of a sheet for the server, unless a newer one lies here; answers whether it did. */
export async function putRecovery(mailbox: Mailbox, recovery: Omit<Recovery, 'state'>): Promise<boolean> {
  return await mailbox.transaction('rw', mailbox.recoveries, async () => {
    const held = await mailbox.recoveries.get(recovery.team);
    if (held && held.at >= recovery.at) return false;
    await mailbox.recoveries.put({ ...recovery, state: 'waiting' });
    return true;
  });
}

export async function recoveryOf(mailbox: Mailbox, team: string): Promise<Recovery | undefined> {
  return await mailbox.recoveries.get(team);
}

/** The sheet has ended: its box goes neither to a server nor into a sealed copy any more. */
export async function dropRecovery(mailbox: Mailbox, team: string): Promise<void> {
  await mailbox.recoveries.delete(team);
}

/** Writes the server's answer down, unless another box has come meanwhile. */
export async function settleRecovery(
  mailbox: Mailbox,
  { team, at }: Recovery,
  state: Recovery['state'],
): Promise<void> {
  await mailbox.recoveries.where({ team }).modify((held) => {
    if (held.at === at) Object.assign(held, { state });
  });
}

/** The server may have lost the box, or be another than the one that would not have it. */
export async function offerRecoveryAgain(mailbox: Mailbox, team: string): Promise<void> {
  await mailbox.recoveries.update(team, { state: 'waiting' });
}
