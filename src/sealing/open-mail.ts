import type { Change } from '../domain/change.ts';
import { isWelcome } from '../domain/guest.ts';
import { cutsOf, isBarred } from '../domain/removal.ts';
import { markOpened, unopenedMail } from '../mailbox/incoming.ts';
import type { Aside } from '../notebook/database.ts';
import { hasErasures } from '../notebook/has-erasures.ts';
import { receive } from '../notebook/receive.ts';
import type { Parsed } from '../protocol/outcome.ts';
import { contentsOf, type Contents } from './contents.ts';
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
    const aside: Aside[] = [];
    const cuts = cutsOf(await notebook.rows('removals').toArray(), notebook.device);
    mails.forEach((mail, index) => {
      const opened = contents[index] as Parsed<Contents>;
      if (!opened.ok) return void reasonById.set(mail.id, opened.problem);
      for (const change of opened.value.changes) {
        if (!isWelcome(change, opened.value.device)) aside.push({ reason: 'guest', change });
        else if (isBarred(cuts, change.at)) aside.push({ reason: 'removed', change });
        else changes.push(change);
      }
    });
    if (changes.length + aside.length > 0) await receive(notebook, changes, aside);
    const holding = (await hasErasures(notebook))
      ? await (await import('./holding-erased.ts')).holdingErased(deps, mails, contents)
      : new Map<string, number>();
    await markOpened(mailbox, mails, reasonById, holding);
    // These may have brought a removal, and what should wait for a word may have come with them or before. Only now: what
    // is put together anew is put together from what was opened.
    if ((await notebook.rows('removals').count()) > 0) {
      await (await import('./settle-removals.ts')).settleRemovals(deps);
    }
    // What arrived meanwhile brings its own call.
    if (mails.length < MAILS_AT_ONCE) return;
  }
}
