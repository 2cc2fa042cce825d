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
    isAtHead,
    clockOffsetMs,
  }: {
    team: string;
    mails: readonly Mail[];
    cursor: Pick<Postbox, 'log' | 'seq' | 'chain'>;
    /** The log ends here. */
    isAtHead: boolean;
    clockOffsetMs: number;
  },
): Promise<void> {
  await mailbox.transaction('rw', mailbox.mail, mailbox.postboxes, async () => {
    await doubtUnconfirmed(mailbox, {
      team,
      after: cursor.seq - mails.length,
      upTo: isAtHead ? Infinity : cursor.seq,
      confirmed: new Set(mails.map((mail) => mail.id)),
    });
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

/**
 * An envelope that the server once numbered must lie at that number when the log is read there. One that does not was
 * lost with a server that has since been restored: it is to be sent again, as it is. Call within a transaction on mail.
 */
export async function doubtUnconfirmed(
  mailbox: Mailbox,
  {
    team,
    after,
    upTo,
    confirmed,
  }: { team: string; after: number; upTo: number; confirmed: ReadonlySet<string> },
): Promise<void> {
  await mailbox.mail
    .where('[team+seq]')
    .between([team, after], [team, upTo], false, true)
    .filter((mail) => !confirmed.has(mail.id) && mail.sending === 'stored')
    .modify((mail) => {
      Object.assign(mail, { sending: 'tried', seq: 0 });
    });
}
