import type { Mail, Mailbox } from './database.ts';

/**
 * Where the next own envelope goes: its number, and the envelope that may still be replaced by a fuller one: sealed here,
 * never tried; of several, the one with most room.
 */
export async function nextPlace(
  mailbox: Mailbox,
  team: string,
): Promise<{ readonly waiting: Mail | undefined; readonly seq: number }> {
  const [mails, postbox] = await mailbox.transaction('r', mailbox.mail, mailbox.postboxes, () =>
    Promise.all([mailbox.mail.where({ team, sending: 'waiting' }).toArray(), mailbox.postboxes.get(team)]),
  );
  if (postbox === undefined) throw new Error('This tablet has no postbox for the team.');
  const own = mails.filter((mail) => mail.reading === 'own');
  return { waiting: own.toSorted((a, b) => a.bytes.length - b.bytes.length)[0], seq: postbox.nextDeviceSeq };
}

/**
 * Puts envelopes that were sealed with the numbers from `seq` on into the mailbox, in place of one that was never tried if
 * there is such. False when another took numbers or the replaced one meanwhile, and then nothing has changed.
 */
export async function postMail(
  mailbox: Mailbox,
  team: string,
  { seq, replaced, mails }: { seq: number; replaced: Mail | undefined; mails: readonly Mail[] },
): Promise<boolean> {
  return await mailbox.transaction('rw', mailbox.mail, mailbox.postboxes, async () => {
    const now = await mailbox.postboxes.get(team);
    if (now?.nextDeviceSeq !== seq) return false;
    if (replaced) {
      const standing = await mailbox.mail.get([team, replaced.id]);
      if (standing?.sending !== 'waiting') return false;
      await mailbox.mail.delete([team, replaced.id]);
    }
    await mailbox.postboxes.update(team, { nextDeviceSeq: seq + mails.length });
    await mailbox.mail.bulkAdd(mails);
    return true;
  });
}

/** The number of an envelope that is handed to the server with a request of its own. */
export async function takeDeviceSeq(mailbox: Mailbox, team: string): Promise<number> {
  return await mailbox.transaction('rw', mailbox.postboxes, async () => {
    const postbox = await mailbox.postboxes.get(team);
    if (postbox === undefined) throw new Error('This tablet has no postbox for the team.');
    await mailbox.postboxes.update(team, { nextDeviceSeq: postbox.nextDeviceSeq + 1 });
    return postbox.nextDeviceSeq;
  });
}

/** Envelopes that are not at the server, with what is known of them. */
export async function unsent(mailbox: Mailbox, team: string): Promise<readonly Mail[]> {
  return await mailbox.mail
    .where('[team+sending]')
    .anyOf([
      [team, 'waiting'],
      [team, 'tried'],
      [team, 'refused'],
    ])
    .toArray();
}

export async function hasUnsentMail(mailbox: Mailbox, team: string): Promise<boolean> {
  const sending = [
    [team, 'waiting'],
    [team, 'tried'],
  ];
  return (await mailbox.mail.where('[team+sending]').anyOf(sending).count()) > 0;
}
