import Dexie from 'dexie';
import { isErased, type Erased } from '../domain/erasure.ts';
import { isWelcome } from '../domain/guest.ts';
import { isGuestDevice, type DeviceId } from '../domain/ids.ts';
import { deviceOf } from '../domain/stamp.ts';
import type { Mail } from '../mailbox/database.ts';
import { eraseBlobs, mailToErase, markToErase, replaceErased } from '../mailbox/erasing.ts';
import { blobsToErase, erasureIds, forgetBlobs, readErased } from '../notebook/erase.ts';
import { contentsOf, type Contents } from './contents.ts';
import { inBlocks, mailOf, type SealingDeps } from './seal-outbox.ts';

/** The tablet that deleted, or brought late envelopes, rewrites the log; another only if that has not happened by then. */
const OTHERS_WAIT_MS = 10 * 60_000;
const MAILS_AT_ONCE = 64;

export interface EraseMailOutcome {
  /** There is something for the postman. */
  readonly isNew: boolean;
  /** When the next envelope is due, by the tablet's clock. */
  readonly nextAt?: number;
}

/**
 * Takes what was deleted for everyone out of this tablet's copy of the log, and has the server do the same: whatever else
 * an envelope holds goes into a new one, as it was and with its stamps, so that merging it again changes nothing. The old
 * envelope goes only once the server has the new one. Stopped anywhere, it goes on with the next call. One caller at a
 * time per team.
 */
export async function eraseMail(deps: SealingDeps): Promise<EraseMailOutcome> {
  const { notebook, mailbox } = deps;
  const erased = await readErased(notebook);
  if (erased === undefined) return { isNew: false };
  const blobs = await blobsToErase(notebook);
  if (blobs.length > 0) {
    await eraseBlobs(mailbox, notebook.team, blobs);
    await forgetBlobs(notebook, blobs);
  }
  await lookThroughAll(deps, erased);
  let isNew = blobs.length > 0;
  for (;;) {
    const holding = await mailToErase(mailbox, notebook.team);
    const now = notebook.now();
    const due = holding.filter((mail) => mail.isGone || isDue(mail, now));
    if (due.length === 0) return { isNew, ...nextOf(holding) };
    await rewrite(deps, erased, due.slice(0, MAILS_AT_ONCE));
    isNew = true;
  }
}

/** Longer than anybody waits: the time is from before the clock was set right. */
function isDue({ eraseAfter: at = 0 }: Mail, now: number): boolean {
  return at <= now || at > now + OTHERS_WAIT_MS;
}

function nextOf(holding: readonly Mail[]): { nextAt?: number } {
  const times = holding.map(({ eraseAfter: at }) => at ?? 0);
  return times.length > 0 ? { nextAt: Math.min(...times) } : {};
}

const SCANNED = 'scannedErasures';

/** Once for each further erasure: envelopes that lie here already may hold some of it. New ones are looked at as they come. */
async function lookThroughAll(deps: SealingDeps, erased: Erased): Promise<void> {
  const { notebook, mailbox } = deps;
  const count = (await erasureIds(notebook)).size;
  if ((await notebook.meta.get(SCANNED))?.value === count) return;
  const keys = await mailbox.mail
    .where('[team+id]')
    .between([notebook.team, Dexie.minKey], [notebook.team, Dexie.maxKey])
    .primaryKeys();
  for (let from = 0; from < keys.length; from += MAILS_AT_ONCE) {
    const mails = await mailbox.mail.bulkGet(keys.slice(from, from + MAILS_AT_ONCE));
    for (const mail of mails) {
      if (mail?.reading !== 'own' && mail?.reading !== 'opened') continue;
      const opened = await contentsOf(deps, mail);
      if (!opened.ok || !opened.value.changes.some((change) => isErased(erased, change))) continue;
      await markToErase(mailbox, mail, await eraseAfter(deps, mail, opened.value.device));
    }
  }
  await notebook.meta.put({ key: SCANNED, value: count });
}

/** At once for who deleted, for own envelopes and for what no server has; others leave it to those for a while. */
export async function eraseAfter({ notebook }: SealingDeps, mail: Mail, device: DeviceId): Promise<number> {
  if (device === notebook.device || mail.sending !== 'stored') return 0;
  const erasures = await notebook.rows('erasures').toArray();
  const hasErased = erasures.some(
    ({ at, fields }) => fields['erasedBy'] !== undefined && deviceOf(at) === notebook.device,
  );
  return hasErased ? 0 : notebook.now() + OTHERS_WAIT_MS;
}

async function rewrite(deps: SealingDeps, erased: Erased, mails: readonly Mail[]): Promise<void> {
  const { notebook, mailbox } = deps;
  const contents = await Promise.all(mails.map((mail) => contentsOf(deps, mail)));
  const survivors = mails.flatMap((mail, index) => {
    const opened = contents[index];
    // Somebody else has put them into another envelope before the server erased this one.
    if (!opened?.ok || mail.isGone) return [];
    // Under a guest's name nobody takes a colleague's changes: the members' tablets see to those.
    if (isGuestDevice(notebook.device) && opened.value.device !== notebook.device) return [];
    return survivorsOf(opened.value, erased);
  });
  const unsent = new Set(mails.flatMap(({ sending, notes }) => (sending === 'stored' ? [] : notes)));
  const blocks = inBlocks(survivors);
  for (let isDone = false; !isDone;) {
    isDone = await replaceErased(mailbox, notebook.team, {
      replaced: mails,
      sealAll: (firstSeq) =>
        Promise.all(
          blocks.map(async (block, index): Promise<Mail> => {
            const mail = await mailOf(deps, block, firstSeq + index);
            const notes = mail.notes.filter((note) => unsent.has(note));
            // As if tried: an envelope that others wait for must not be replaced by a fuller one.
            return { ...mail, notes, sending: 'tried' };
          }),
        ),
    });
  }
}

function survivorsOf({ device, changes }: Contents, erased: Erased) {
  return changes.filter((change) => !isErased(erased, change) && isWelcome(change, device));
}
