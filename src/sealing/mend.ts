import type { Change } from '../domain/change.ts';
import { isWelcome } from '../domain/guest.ts';
import { heldMail, noteMended, reopenPostbox } from '../mailbox/mending.ts';
import type { Aside } from '../notebook/database.ts';
import { receive } from '../notebook/receive.ts';
import { writeAgain } from '../notebook/write-again.ts';
import { contentsOf } from './contents.ts';
import type { MendDeps } from './mend-tablet.ts';

/**
 * Without the mailbox there is no token and nothing that waits to be sent. The tablet claims its place with the team's
 * proof, under a new token, and sends everything again that it wrote; the rest comes from the server.
 */
export async function mendMailbox(deps: MendDeps): Promise<void> {
  const { notebook, mailbox, random, isGuest } = deps;
  const { team, device } = notebook;
  // A guest has no proof: who invited it has to do so again, and the status line says so.
  const proof = deps.proof ?? random(32);
  await writeAgain(notebook);
  await reopenPostbox(mailbox, { team, device, token: random(32), proof, isClaimed: isGuest, isGuest });
}

/** Without the notebook everything readable is gone, and every envelope of the team, own and received, is still here. */
export async function mendNotebook(deps: MendDeps): Promise<void> {
  const { notebook, mailbox } = deps;
  const held = await heldMail(mailbox, notebook.team);
  if (held.length === 0) return;
  // Who has joined and not said yet who they are is unknown to a notebook that is whole.
  const wasEmpty = (await notebook.rows('members').count()) === 0;
  const changes: Change[] = [];
  const aside: Aside[] = [];
  for (const mail of held) {
    const opened = await contentsOf(deps, mail);
    if (!opened.ok) continue;
    for (const change of opened.value.changes) {
      if (isWelcome(change, opened.value.device)) changes.push(change);
      else aside.push({ reason: 'guest', change });
    }
  }
  // All in one transaction: a notebook that knows its own person is a whole one.
  await receive(notebook, changes, aside);
  if ((await notebook.rows('removals').count()) > 0) {
    await (await import('./settle-removals.ts')).settleRemovals(deps);
  }
  if (wasEmpty) await noteMended(mailbox, notebook.team, 'notebook');
}
