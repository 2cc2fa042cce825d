import type { Change } from '../domain/change.ts';
import { isErased } from '../domain/erasure.ts';
import { isWelcome } from '../domain/guest.ts';
import type { Mail } from '../mailbox/database.ts';
import { markOpened, unopenedMail } from '../mailbox/incoming.ts';
import { readErased } from '../notebook/erase.ts';
import { receive } from '../notebook/receive.ts';
import type { Parsed } from '../protocol/outcome.ts';
import { contentsOf, type Contents } from './contents.ts';
import { eraseAfter } from './erase-mail.ts';
import type { SealingDeps } from './seal-outbox.ts';

/** About 10,000 notes: opened and merged in one go, a tablet that joins reads its notebook in one transaction. */
const MAILS_AT_ONCE = 64;

/**
 * Opens what arrived and merges it into the notebook. One that does not open is set aside with its reason and blocks
 * nothing. Stopped after merging, the same envelopes are opened again and merging ignores the repeat.
 */
export async function openMail(deps: SealingDeps): Promise<void> {
  const { notebook, mailbox } = deps;
  for (;;) {
    const mails = await unopenedMail(mailbox, notebook.team, MAILS_AT_ONCE);
    if (mails.length === 0) return;
    const contents = await Promise.all(mails.map((mail) => contentsOf(deps, mail)));
    const reasonById = new Map<string, string>();
    const changes: Change[] = [];
    const unwelcome: Change[] = [];
    mails.forEach((mail, index) => {
      const opened = contents[index] as Parsed<Contents>;
      if (!opened.ok) return void reasonById.set(mail.id, opened.problem);
      for (const change of opened.value.changes) {
        (isWelcome(change, opened.value.device) ? changes : unwelcome).push(change);
      }
    });
    if (changes.length + unwelcome.length > 0) await receive(notebook, changes, unwelcome);
    await markOpened(mailbox, mails, reasonById, await holdingErased(deps, mails, contents));
    // What arrived meanwhile brings its own call.
    if (mails.length < MAILS_AT_ONCE) return;
  }
}

/** Which of these hold something deleted, and when this tablet may put the rest of them into other envelopes. */
async function holdingErased(
  deps: SealingDeps,
  mails: readonly Mail[],
  contents: readonly Parsed<Contents>[],
): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  const erased = await readErased(deps.notebook);
  if (erased === undefined) return found;
  for (const [index, mail] of mails.entries()) {
    const opened = contents[index];
    if (!opened?.ok || !opened.value.changes.some((change) => isErased(erased, change))) continue;
    found.set(mail.id, await eraseAfter(deps, mail, opened.value.device));
  }
  return found;
}
