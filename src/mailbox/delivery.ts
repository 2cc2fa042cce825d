import type { Mail, Mailbox, Postbox } from './database.ts';

/**
 * Takes in one page of the log: its envelopes and the new place in the log in one transaction, so that nothing can be
 * skipped or read twice. An envelope that is already here, own or healed, keeps its bytes and only learns its number.
 */
export async function takeDelivery(
  mailbox: Mailbox,
  {
    team,
    mails,
    cursor,
    clockOffsetMs,
  }: {
    team: string;
    mails: readonly Mail[];
    cursor: Pick<Postbox, 'log' | 'seq' | 'chain'>;
    clockOffsetMs: number;
  },
): Promise<void> {
  await mailbox.transaction('rw', mailbox.mail, mailbox.postboxes, async () => {
    const known = await mailbox.mail.bulkGet(mails.map((mail) => [team, mail.id]));
    await mailbox.mail.bulkPut(
      mails.map((mail, index): Mail => {
        const ours = known[index];
        return ours ? { ...ours, sending: 'stored', seq: mail.seq } : mail;
      }),
    );
    await mailbox.postboxes.update(team, { ...cursor, clockOffsetMs });
  });
}
