import type { Mail, Mailbox } from './database.ts';

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

/**
 * A guest's tablet may bring nothing but its own; what holds something deleted is brought back by nobody, and what cannot be
 * read even from outside would only be refused.
 */
export function mayBeOffered(
  { id, reading }: Mail,
  { isGuest = false }: { readonly isGuest?: boolean },
): boolean {
  if (isGuest) return reading === 'own';
  return reading !== 'toErase' && !id.startsWith('damaged-');
}

/** Everything is to be offered to the server again: it was restored, wiped or swapped. It keeps what it has and takes the rest. */
export async function offerAllAgain(mailbox: Mailbox, team: string): Promise<number> {
  const isGuest = (await mailbox.postboxes.get(team))?.isGuest ?? false;
  return await mailbox.mail
    .where('[team+sending]')
    .equals([team, 'stored'])
    .filter((mail) => mayBeOffered(mail, { isGuest }))
    .modify((mail) => {
      Object.assign(mail, { sending: 'tried', seq: 0, isGone: false });
    });
}
