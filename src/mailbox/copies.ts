import Dexie from 'dexie';
import type { Mail, Mailbox } from './database.ts';

const MAILS_AT_ONCE = 64;

/**
 * What a sealed copy takes along, some envelopes at a time: all but those that the server erased, or is about to be asked
 * to, because they hold something that was deleted for everyone; and but what cannot be read even from outside.
 */
export async function* mailToCopy(mailbox: Mailbox, team: string): AsyncGenerator<readonly Mail[]> {
  const copied = new Set<string>();
  for (;;) {
    const keys = await mailbox.mail
      .where('[team+id]')
      .between([team, Dexie.minKey], [team, Dexie.maxKey])
      .primaryKeys();
    const fresh = keys.filter(([, id]) => !copied.has(id));
    // Envelopes that came, or took another's place, while the first ones were copied.
    if (fresh.length === 0) return;
    for (let from = 0; from < fresh.length; from += MAILS_AT_ONCE) {
      const some = fresh.slice(from, from + MAILS_AT_ONCE);
      for (const [, id] of some) copied.add(id);
      const mails = await mailbox.mail.bulkGet(some);
      yield mails.flatMap((mail) => (mail !== undefined && isToBeCopied(mail) ? [mail] : []));
    }
  }
}

function isToBeCopied({ id, isGone, reading, sending }: Mail): boolean {
  if (isGone || id.startsWith('damaged-')) return false;
  return reading !== 'toErase' || sending !== 'stored';
}

export async function countMail(mailbox: Mailbox, team: string): Promise<number> {
  return await mailbox.mail.where('[team+id]').between([team, Dexie.minKey], [team, Dexie.maxKey]).count();
}

/** Which of these this tablet has, or had until they were deleted for everyone: a copy brings none of them back. */
export async function knownMail(
  mailbox: Mailbox,
  team: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const [held, erased] = await Promise.all([
    mailbox.mail.bulkGet(ids.map((id) => [team, id])),
    mailbox.erasing.bulkGet(ids.map((id) => [team, 'envelope', id])),
  ]);
  return new Set(ids.filter((_, index) => held[index] !== undefined || erased[index] !== undefined));
}

/**
 * Puts envelopes that a colleague handed over beside the others; answers how many were new. They are offered to the server,
 * which keeps what it has. Only what opens here may be given: an envelope under an id that is not its own would stand in
 * the way of the true one.
 */
export async function takeMail(mailbox: Mailbox, team: string, mails: readonly Mail[]): Promise<number> {
  return await mailbox.transaction('rw', mailbox.mail, mailbox.erasing, async () => {
    const known = await knownMail(
      mailbox,
      team,
      mails.map(({ id }) => id),
    );
    const fresh = mails.filter(({ id }) => !known.has(id));
    await mailbox.mail.bulkPut(fresh);
    return fresh.length;
  });
}

/**
 * These are put away as they are: one that still waits is not replaced by a fuller one any more, which would hold the same
 * notes under an id that no copy has.
 */
export async function fixCopied(mailbox: Mailbox, team: string, ids: readonly string[]): Promise<void> {
  await mailbox.mail
    .where('[team+id]')
    .anyOf(ids.map((id) => [team, id]))
    .filter(({ sending }) => sending === 'waiting')
    .modify((mail) => {
      Object.assign(mail, { sending: 'tried' });
    });
}
