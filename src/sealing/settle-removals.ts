import type { Change } from '../domain/change.ts';
import { isWelcome } from '../domain/guest.ts';
import { readCuts, releaseTakenIn, rowsAfterCut, takeOutBarred } from '../notebook/removals.ts';
import { contentsOf } from './contents.ts';
import type { SealingDeps } from './seal-outbox.ts';

const SETTLED = 'settledRemovals';
const MAILS_AT_ONCE = 64;
/** Each round takes away or brings at least one removal; two tablets that removed each other must not go on for ever. */
const MOST_ROUNDS = 10;

/**
 * Once for each change of the team's removals: what was taken in goes into the rows, and what came in before this tablet
 * heard of a removal, and should have waited, goes out of them. So it does not matter which of the two came first. Stopped
 * anywhere, it goes on with the next call. One caller at a time per team.
 */
export async function settleRemovals(deps: SealingDeps): Promise<void> {
  // A removal may itself be something that waits, or that is taken in: then others count than before.
  for (let rounds = 0; rounds < MOST_ROUNDS; rounds++) if (await isSettled(deps)) return;
}

/** Settles what follows from the removals as they are; true when that had been done. */
async function isSettled(deps: SealingDeps): Promise<boolean> {
  const { notebook } = deps;
  const cuts = await readCuts(notebook);
  const standing = JSON.stringify([...cuts].toSorted());
  const settled = (await notebook.meta.get(SETTLED))?.value ?? '[]';
  if (standing === settled) return true;
  await releaseTakenIn(notebook);
  const rows = await rowsAfterCut(notebook, cuts);
  if (rows.length > 0) await takeOutBarred(notebook, { rows, cuts, sealed: await sealedChanges(deps) });
  await notebook.meta.put({ key: SETTLED, value: standing });
  return false;
}

/** What this tablet's copy of the log holds and the notebook has taken. */
async function sealedChanges(deps: SealingDeps): Promise<readonly Change[]> {
  const { notebook, mailbox } = deps;
  const read = await mailbox.mail
    .where('[team+reading]')
    .anyOf(['own', 'opened', 'toErase'].map((reading) => [notebook.team, reading]))
    .primaryKeys();
  const changes: Change[] = [];
  for (let from = 0; from < read.length; from += MAILS_AT_ONCE) {
    const mails = await mailbox.mail.bulkGet(read.slice(from, from + MAILS_AT_ONCE));
    for (const mail of mails) {
      const opened = mail && (await contentsOf(deps, mail));
      if (!opened?.ok) continue;
      const { device, changes: held } = opened.value;
      changes.push(...held.filter((change) => isWelcome(change, device)));
    }
  }
  return changes;
}
