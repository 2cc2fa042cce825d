import Dexie from 'dexie';
import type { Mail, Mailbox, Postbox } from './database.ts';
import { newPostbox } from './new-postbox.ts';

/** Every envelope of the team that could be opened once, or was sealed here. */
export async function heldMail(mailbox: Mailbox, team: string): Promise<readonly Mail[]> {
  return await mailbox.mail
    .where('[team+id]')
    .between([team, Dexie.minKey], [team, Dexie.maxKey])
    .filter(({ reading }) => reading === 'own' || reading === 'opened')
    .toArray();
}

/** A postbox in the place of one that is gone with its mailbox. */
export async function reopenPostbox(
  mailbox: Mailbox,
  identity: Parameters<typeof newPostbox>[0],
): Promise<void> {
  await mailbox.postboxes.add({ ...newPostbox(identity), mended: 'mailbox' });
}

/** Until a person has read it. */
export async function noteMended(mailbox: Mailbox, team: string, mended: Postbox['mended']): Promise<void> {
  await mailbox.postboxes.update(team, { mended: mended ?? null });
}
