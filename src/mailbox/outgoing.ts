import type { Mail, Mailbox } from './database.ts';

/** The envelope that may still be replaced by a fuller one: sealed here, never tried; of several, the one with most room. */
export async function emptiestWaiting(mailbox: Mailbox, team: string): Promise<Mail | undefined> {
  const waiting = await mailbox.mail.where({ team, sending: 'waiting' }).toArray();
  const own = waiting.filter((mail) => mail.reading === 'own');
  return own.toSorted((a, b) => a.bytes.length - b.bytes.length)[0];
}

/**
 * Puts sealed envelopes into the mailbox, in place of one that was never tried if there is such. `sealAll` is given the
 * number of the first and runs outside the transaction; false when another took numbers or the replaced one meanwhile,
 * and then nothing has changed.
 */
export async function postMail(
  mailbox: Mailbox,
  team: string,
  {
    replaced,
    sealAll,
  }: { replaced: Mail | undefined; sealAll: (firstSeq: number) => Promise<readonly Mail[]> },
): Promise<boolean> {
  const postbox = await mailbox.postboxes.get(team);
  if (postbox === undefined) throw new Error('This tablet has no postbox for the team.');
  const firstSeq = postbox.nextDeviceSeq;
  const mails = await sealAll(firstSeq);
  return await mailbox.transaction('rw', mailbox.mail, mailbox.postboxes, async () => {
    const now = await mailbox.postboxes.get(team);
    if (now?.nextDeviceSeq !== firstSeq) return false;
    if (replaced) {
      const standing = await mailbox.mail.get([team, replaced.id]);
      if (standing?.sending !== 'waiting') return false;
      await mailbox.mail.delete([team, replaced.id]);
    }
    await mailbox.postboxes.update(team, { nextDeviceSeq: firstSeq + mails.length });
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

/**
 * What is to be sent, up to `maxBytes`, and at least one envelope if there is any; tried ones first, as they were. Fixes
 * their bytes: from here on only these envelopes will do for these changes.
 */
export async function takeUnsent(
  mailbox: Mailbox,
  team: string,
  maxBytes: number,
): Promise<{ readonly mails: readonly Mail[]; readonly isAll: boolean }> {
  return await mailbox.transaction('rw', mailbox.mail, async () => {
    const mails: Mail[] = [];
    let isAll = true;
    let size = 0;
    for (const sending of ['tried', 'waiting'] as const) {
      await mailbox.mail
        .where('[team+sending]')
        .equals([team, sending])
        .until((mail) => {
          isAll = mails.length === 0 || size + mail.bytes.length <= maxBytes;
          return !isAll;
        })
        .each((mail) => {
          mails.push(mail);
          size += mail.bytes.length + ENVELOPE_OVERHEAD;
        });
      if (!isAll) break;
    }
    const fresh = mails.filter(({ sending }) => sending === 'waiting');
    await mailbox.mail.bulkPut(fresh.map((mail): Mail => ({ ...mail, sending: 'tried' })));
    return { mails, isAll };
  });
}

const ENVELOPE_OVERHEAD = 8;

/** Writes down the server's answers, one per envelope in order: its number, or why it was refused. */
export async function markAnswered(
  mailbox: Mailbox,
  batch: readonly Mail[],
  results: readonly (number | string)[],
): Promise<void> {
  // Only what the server said is written: the page may have replaced an envelope meanwhile, or found something out.
  await mailbox.mail.bulkUpdate(
    batch.map((mail, index) => {
      const result = results[index];
      const key: [string, string] = [mail.team, mail.id];
      if (typeof result === 'number') return { key, changes: { sending: 'stored', seq: result } as const };
      return { key, changes: { sending: 'refused', reason: result ?? 'unanswered' } as const };
    }),
  );
}

/** Everything is to be offered to the server again: it was restored, wiped or swapped. It keeps what it has and takes the rest. */
export async function offerAllAgain(mailbox: Mailbox, team: string): Promise<number> {
  const isGuest = (await mailbox.postboxes.get(team))?.isGuest ?? false;
  return await mailbox.mail
    .where('[team+sending]')
    .equals([team, 'stored'])
    // A guest's tablet may bring nothing but its own; and what holds something deleted is brought back by nobody.
    .filter(({ reading }) => (isGuest ? reading === 'own' : reading !== 'toErase'))
    .modify((mail) => {
      Object.assign(mail, { sending: 'tried', seq: 0, isGone: false });
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
