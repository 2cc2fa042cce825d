import { unsentBlobs } from '../mailbox/chunks.ts';
import { unsent } from '../mailbox/outgoing.ts';
import { copiedIds } from '../notebook/copied.ts';
import { photosNotSealed } from '../notebook/read-photos.ts';
import { carryPictures } from './carry-pictures.ts';
import { sealOutbox, type SealingDeps } from './seal-outbox.ts';

/**
 * What exists on this tablet alone: neither the server nor a sealed copy that was put away has it. What was just saved is
 * sealed first, so that it is counted with the rest.
 */
export async function onlyHere(
  deps: SealingDeps,
  alone: (what: 'sealing' | 'pictures', work: () => Promise<void>) => Promise<void>,
): Promise<{ readonly notes: number; readonly others: number; readonly photos: number }> {
  const { notebook, mailbox } = deps;
  await alone('sealing', () => sealOutbox(deps));
  await alone('pictures', async () => void (await carryPictures(deps)));
  const copied = await copiedIds(notebook);
  const mails = (await unsent(mailbox, notebook.team)).filter(({ id }) => !copied.has(id));
  const blobs = [...(await unsentBlobs(mailbox, notebook.team))].filter((blob) => !copied.has(blob));
  const waiting = await photosNotSealed(notebook);
  return {
    notes: new Set(mails.flatMap(({ notes }) => notes)).size,
    others: mails.filter(({ notes }) => notes.length === 0).length,
    photos: blobs.length + waiting.length,
  };
}
