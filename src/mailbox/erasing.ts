import type { Erasing, Mail, Mailbox } from './database.ts';

/** Envelopes that hold something deleted, and whose time has come. */
export async function mailToErase(mailbox: Mailbox, team: string): Promise<readonly Mail[]> {
  return await mailbox.mail.where({ team, reading: 'toErase' }).toArray();
}

export async function markToErase(mailbox: Mailbox, mail: Mail, eraseAfter: number): Promise<void> {
  await mailbox.mail.update([mail.team, mail.id], { reading: 'toErase', eraseAfter });
}

/**
 * Takes envelopes out of this tablet's copy of the log and puts what survives of them in their place, in one transaction;
 * the server is asked to erase them once it has the survivors. `sealAll` runs outside the transaction; false when another
 * took numbers meanwhile, and then nothing has changed.
 */
export async function replaceErased(
  mailbox: Mailbox,
  team: string,
  {
    replaced,
    sealAll,
  }: { replaced: readonly Mail[]; sealAll: (firstSeq: number) => Promise<readonly Mail[]> },
): Promise<boolean> {
  const postbox = await mailbox.postboxes.get(team);
  if (postbox === undefined) throw new Error('This tablet has no postbox for the team.');
  const firstSeq = postbox.nextDeviceSeq;
  const mails = await sealAll(firstSeq);
  const ids = replaced.map(({ id }) => id);
  return await mailbox.transaction('rw', mailbox.mail, mailbox.postboxes, mailbox.erasing, async () => {
    const now = await mailbox.postboxes.get(team);
    if (now?.nextDeviceSeq !== firstSeq) return false;
    const standing = await mailbox.mail.bulkGet(ids.map((id) => [team, id]));
    // One that was never tried is nowhere else. A guest cannot ask for anything; the others do.
    const atServer = standing.flatMap((mail) => (mail && mail.sending !== 'waiting' ? [mail] : []));
    const after = mails.map(({ id }) => id);
    await inheritWaiting(mailbox, team, { from: ids, to: after });
    if (!now.isGuest) {
      await mailbox.erasing.bulkPut(
        atServer.map(({ id, isGone }) => erasing(team, 'envelope', id, isGone ? 'done' : 'waiting', after)),
      );
    }
    await mailbox.mail.bulkDelete(ids.map((id) => [team, id]));
    await mailbox.postboxes.update(team, { nextDeviceSeq: firstSeq + mails.length });
    await mailbox.mail.bulkAdd(mails);
    return true;
  });
}

/** Survivors that something waits for may be replaced themselves, by a second deletion. */
async function inheritWaiting(
  mailbox: Mailbox,
  team: string,
  { from, to }: { from: readonly string[]; to: readonly string[] },
): Promise<void> {
  await mailbox.erasing
    .where({ team, state: 'waiting' })
    .filter(({ after }) => after.some((id) => from.includes(id)))
    .modify((entry) => {
      Object.assign(entry, { after: [...entry.after.filter((id) => !from.includes(id)), ...to] });
    });
}

function erasing(
  team: string,
  kind: Erasing['kind'],
  id: string,
  state: Erasing['state'],
  after: readonly string[] = [],
): Erasing {
  return { team, kind, id, state, after };
}

/** Takes photos off their way and has the server erase what it has of them. */
export async function eraseBlobs(mailbox: Mailbox, team: string, blobs: readonly string[]): Promise<void> {
  await mailbox.transaction('rw', mailbox.chunks, mailbox.postboxes, mailbox.erasing, async () => {
    for (const blob of blobs) await mailbox.chunks.where({ team, blob }).delete();
    if ((await mailbox.postboxes.get(team))?.isGuest) return;
    await mailbox.erasing.bulkPut(blobs.map((blob) => erasing(team, 'blob', blob, 'waiting')));
  });
}

/** What the server may be asked to erase now. */
export async function dueErasing(mailbox: Mailbox, team: string, limit: number): Promise<readonly Erasing[]> {
  const waiting = await mailbox.erasing.where({ team, state: 'waiting' }).toArray();
  const needed = [...new Set(waiting.flatMap(({ after }) => after))];
  const found = await mailbox.mail.bulkGet(needed.map((id) => [team, id]));
  const stored = new Set(found.flatMap((mail) => (mail?.sending === 'stored' ? [mail.id] : [])));
  return waiting.filter(({ after }) => after.every((id) => stored.has(id))).slice(0, limit);
}

export async function markErased(mailbox: Mailbox, entries: readonly Erasing[]): Promise<void> {
  await mailbox.erasing.bulkPut(entries.map((entry): Erasing => ({ ...entry, after: [], state: 'done' })));
}

/** The server may have again what it had erased: it was restored from a backup, or wiped and healed. */
export async function askAgain(mailbox: Mailbox, team: string): Promise<void> {
  await mailbox.erasing.where({ team, state: 'done' }).modify((entry) => {
    Object.assign(entry, { state: 'waiting' });
  });
}
