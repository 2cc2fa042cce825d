import type { Mail, Mailbox } from './database.ts';

/** Envelopes that this tablet got and has not opened, in the order of the log. */
export async function unopenedMail(mailbox: Mailbox, team: string, limit: number): Promise<readonly Mail[]> {
  const mails = await mailbox.mail.where({ team, reading: 'unopened' }).limit(limit).toArray();
  return mails.toSorted((a, b) => a.seq - b.seq);
}

/** Envelopes of which a page has yet to do something. */
export async function mailIds(
  mailbox: Mailbox,
  team: string,
  reading: 'unopened' | 'toErase',
): Promise<readonly [team: string, id: string][]> {
  return await mailbox.mail.where({ team, reading }).primaryKeys();
}

export async function markOpened(
  mailbox: Mailbox,
  mails: readonly Mail[],
  reasonById: ReadonlyMap<string, string>,
  /** Those that hold something deleted, with the time from which on they may be replaced. */
  eraseAfterById: ReadonlyMap<string, number>,
): Promise<void> {
  // Only what the page knows better is written: the worker may have heard more of an envelope meanwhile.
  await mailbox.mail.bulkUpdate(
    mails.map((mail) => {
      const reason = reasonById.get(mail.id);
      const eraseAfter = eraseAfterById.get(mail.id);
      const key: [string, string] = [mail.team, mail.id];
      if (reason !== undefined) return { key, changes: { reading: 'setAside', reason } as const };
      if (eraseAfter !== undefined) return { key, changes: { reading: 'toErase', eraseAfter } as const };
      return { key, changes: { reading: 'opened' } as const };
    }),
  );
}

/** Reasons that an update or a new key may remove. */
const MAY_OPEN_LATER = new Set(['newerVersion', 'noKey']);

/** After an update or a new key: what could not be opened may be tried again. */
export async function retrySetAside(mailbox: Mailbox, team: string): Promise<void> {
  await mailbox.mail
    .where({ team, reading: 'setAside' })
    .filter((mail) => MAY_OPEN_LATER.has(mail.reason ?? ''))
    .modify((mail) => {
      Object.assign(mail, { reading: 'unopened' });
    });
}

/** How many wait for an update of this tablet. */
export async function newerMailCount(mailbox: Mailbox, team: string): Promise<number> {
  return await mailbox.mail
    .where({ team, reading: 'setAside' })
    .filter(({ reason }) => reason === 'newerVersion')
    .count();
}

/** Envelopes of an epoch whose key this tablet has not got yet. */
export async function countWaitingForKey(mailbox: Mailbox, team: string): Promise<number> {
  return await mailbox.mail
    .where({ team, reading: 'setAside' })
    .filter(({ reason }) => reason === 'noKey')
    .count();
}
