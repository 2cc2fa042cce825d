import { sealPicture } from '../crypto/picture.ts';
import { countMail, mailToCopy } from '../mailbox/copies.ts';
import { unsentBlobs } from '../mailbox/chunks.ts';
import { photosToCopy } from '../notebook/copy-photos.ts';
import { pictureBytes } from '../notebook/read-photos.ts';
import { newCopy, type CopiedRecovery } from '../protocol/copy-file.ts';
import { sealOutbox, type SealingDeps } from './seal-outbox.ts';

/** Photos that are at the server already travel along up to this much together, the newest first: a copy is for the words. */
const SENT_PHOTOS_BYTES = 50 * 1024 * 1024;

export interface SealedCopy {
  readonly file: Blob;
  readonly envelopes: number;
  readonly photos: number;
  /** Photos of this tablet that found no room; all of them are at the server. */
  readonly photosLeftOut: number;
  /** Ids of the envelopes and photos in it that the server does not have: these are no longer on this tablet alone. */
  readonly unsent: readonly string[];
}

export interface CopyOutOptions {
  readonly recovery: CopiedRecovery | undefined;
  /** Runs the work when no other page of this tablet seals for this team. */
  readonly alone: (work: () => Promise<void>) => Promise<void>;
  /** From 0 to 1. */
  readonly onStep: (share: number) => void;
  readonly isStopped: () => boolean;
}

/**
 * All envelopes of a team on this tablet in one file, as they lie in the mailbox; what is in the outbox is sealed first.
 * Undefined when it was stopped.
 */
export async function writeCopy(
  deps: SealingDeps,
  { recovery, alone, onStep, isStopped }: CopyOutOptions,
): Promise<SealedCopy | undefined> {
  const { notebook, mailbox } = deps;
  const { team } = notebook;
  await alone(() => sealOutbox(deps));
  const copy = newCopy(team);
  if (recovery) copy.addRecovery(recovery);
  const unsent: string[] = [];
  const onTheirWay = await unsentBlobs(mailbox, team);
  const { photos, left } = await photosToCopy(notebook, {
    isUnsent: ({ blob, isSealed }) => !isSealed || onTheirWay.has(blob),
    maxSentBytes: SENT_PHOTOS_BYTES,
  });
  const all = (await countMail(mailbox, team)) + photos.length;

  let envelopes = 0;
  for await (const mails of mailToCopy(mailbox, team)) {
    for (const mail of mails) {
      copy.addEnvelope(mail.bytes);
      if (mail.sending !== 'stored') unsent.push(mail.id);
    }
    envelopes += mails.length;
    onStep(Math.min(1, envelopes / all));
    if (isStopped()) return undefined;
  }
  let copied = 0;
  for (const { row, isUnsent } of photos) {
    const bytes = await pictureBytes(notebook, row.id);
    if (bytes === undefined) continue;
    const sealed = await sealPicture(bytes, { team, blob: row.blob, key: row.key });
    for (const [chunk, piece] of sealed.entries()) {
      copy.addPiece({ photo: row.id, blob: row.blob, chunk, of: sealed.length, bytes: piece });
    }
    if (isUnsent) unsent.push(row.blob);
    onStep(Math.min(1, (envelopes + (copied += 1)) / all));
    if (isStopped()) return undefined;
  }
  return { file: copy.finish(), envelopes, photos: copied, photosLeftOut: left, unsent };
}
