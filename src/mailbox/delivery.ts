import { sameBytes } from '../protocol/bytes.ts';
import { askAgain } from './erasing.ts';
import { mayBeOffered } from './posted.ts';
import type { Erasing, Mail, Mailbox, Postbox } from './database.ts';

/**
 * Takes in one page of the log: its envelopes and the new place in the log in one transaction, so that nothing can be
 * skipped or read twice. An envelope that is already here, own or healed, keeps its bytes and only learns its number;
 * unless nobody could read them yet and the log, whose chain adds up, has others: a server had shown something else.
 */
export async function takeDelivery(
  mailbox: Mailbox,
  {
    team,
    mails,
    tombstones,
    gone,
    cursor,
    isAtHead,
    clockOffsetMs,
  }: {
    team: string;
    mails: readonly Mail[];
    /** Erased envelopes of this page, with their numbers. */
    tombstones: ReadonlyMap<string, number>;
    /** Envelopes that were erased since this tablet last heard, wherever in the log. */
    gone: readonly string[];
    cursor: Pick<Postbox, 'log' | 'seq' | 'chain' | 'erasures'>;
    /** The log ends here. */
    isAtHead: boolean;
    clockOffsetMs: number;
  },
): Promise<void> {
  await mailbox.transaction('rw', mailbox.mail, mailbox.postboxes, mailbox.erasing, async () => {
    // The tablet has left the team while this page was on its way.
    const postbox = await mailbox.postboxes.get(team);
    if (postbox === undefined) return;
    await doubtUnconfirmed(mailbox, postbox, {
      after: cursor.seq - mails.length - tombstones.size,
      upTo: isAtHead ? Infinity : cursor.seq,
      confirmed: new Set([...mails.map((mail) => mail.id), ...tombstones.keys()]),
    });
    const fresh = await withoutErased(mailbox, team, mails);
    const known = await mailbox.mail.bulkGet(fresh.map((mail) => [team, mail.id]));
    await mailbox.mail.bulkPut(
      fresh.map((mail, index): Mail => {
        const ours = known[index];
        return ours && !isBetter(mail, ours) ? { ...ours, sending: 'stored', seq: mail.seq } : mail;
      }),
    );
    await noteGone(mailbox, team, [...tombstones.keys(), ...gone], tombstones);
    // Restored from a backup that is older than some of its erasures, and otherwise the same.
    if ((cursor.erasures ?? 0) < (postbox.erasures ?? 0)) await askAgain(mailbox, team);
    await mailbox.postboxes.update(team, { ...cursor, clockOffsetMs });
  });
}

function isBetter(mail: Mail, ours: Mail): boolean {
  const isUnread = ours.reading === 'setAside' || ours.reading === 'unopened';
  return isUnread && !sameBytes(mail.bytes, ours.bytes);
}

/** What was erased and is there again came with a server restored from an old backup: it is not taken, and to go again. */
async function withoutErased(
  mailbox: Mailbox,
  team: string,
  mails: readonly Mail[],
): Promise<readonly Mail[]> {
  const erased = await mailbox.erasing.bulkGet(mails.map(({ id }) => [team, 'envelope', id]));
  const back = erased.flatMap((entry) => (entry?.state === 'done' ? [entry] : []));
  await mailbox.erasing.bulkPut(back.map((entry): Erasing => ({ ...entry, state: 'waiting' })));
  return mails.filter((_, index) => erased[index] === undefined);
}

/**
 * The page decides what becomes of this tablet's copy: only who can read it knows whether it holds something deleted, and
 * a server must not be able to talk a tablet out of its notes.
 */
async function noteGone(
  mailbox: Mailbox,
  team: string,
  ids: readonly string[],
  seqs: ReadonlyMap<string, number>,
): Promise<void> {
  if (ids.length === 0) return;
  const held = await mailbox.mail.bulkGet(ids.map((id) => [team, id]));
  await mailbox.mail.bulkPut(
    held.flatMap((mail): Mail[] =>
      mail ? [{ ...mail, isGone: true, sending: 'stored', seq: seqs.get(mail.id) ?? mail.seq }] : [],
    ),
  );
  const asked = await mailbox.erasing.bulkGet(ids.map((id) => [team, 'envelope', id]));
  await mailbox.erasing.bulkPut(
    asked.flatMap((entry): Erasing[] => (entry ? [{ ...entry, after: [], state: 'done' }] : [])),
  );
}

/**
 * An envelope that the server once numbered must lie at that number when the log is read there. One that does not was
 * lost with a server that has since been restored: it is to be sent again, as it is. A guest brings back its own only.
 * Call within a transaction on mail and postboxes.
 */
export async function doubtUnconfirmed(
  mailbox: Mailbox,
  { team, isGuest = false }: Postbox,
  { after, upTo, confirmed }: { after: number; upTo: number; confirmed: ReadonlySet<string> },
): Promise<void> {
  await mailbox.mail
    .where('[team+seq]')
    .between([team, after], [team, upTo], false, true)
    .filter((mail) => !confirmed.has(mail.id) && mail.sending === 'stored' && mayBeOffered(mail, { isGuest }))
    .modify((mail) => {
      Object.assign(mail, { sending: 'tried', seq: 0 });
    });
}
