import Dexie from 'dexie';
import type { Mail, Mailbox } from './database.ts';

/** Envelopes that this tablet got and has not opened, in the order of the log. */
export async function unopenedMail(mailbox: Mailbox, team: string, limit: number): Promise<readonly Mail[]> {
  const mails = await mailbox.mail.where({ team, reading: 'unopened' }).limit(limit).toArray();
  return mails.toSorted((a, b) => a.seq - b.seq);
}

export async function markOpened(
  mailbox: Mailbox,
  mails: readonly Mail[],
  reasonById: ReadonlyMap<string, string>,
): Promise<void> {
  await mailbox.mail.bulkPut(
    mails.map((mail): Mail => {
      const reason = reasonById.get(mail.id);
      return reason === undefined ? { ...mail, reading: 'opened' } : { ...mail, reading: 'setAside', reason };
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

export async function setAsideMail(mailbox: Mailbox, team: string): Promise<readonly Mail[]> {
  return await mailbox.mail.where({ team, reading: 'setAside' }).toArray();
}

/** Deletes what this tablet holds of a team. */
export async function emptyPostbox(mailbox: Mailbox, team: string): Promise<void> {
  await mailbox.transaction('rw', mailbox.mail, mailbox.postboxes, mailbox.chunks, async () => {
    await mailbox.mail.where('[team+id]').between([team, Dexie.minKey], [team, Dexie.maxKey]).delete();
    await mailbox.chunks
      .where('[team+blob+chunk]')
      .between([team, Dexie.minKey], [team, Dexie.maxKey])
      .delete();
    await mailbox.postboxes.delete(team);
  });
}
