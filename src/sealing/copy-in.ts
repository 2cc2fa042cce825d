import { openPicture } from '../crypto/picture.ts';
import { blobChunks, putChunks } from '../mailbox/chunks.ts';
import { knownMail, takeMail } from '../mailbox/copies.ts';
import type { Mail } from '../mailbox/database.ts';
import { keepPicture, photoWithoutBytes } from '../notebook/move-pictures.ts';
import { openCopy, type CopiedPiece, type CopyProblem } from '../protocol/copy-file.ts';
import { envelopeId, parseEnvelope } from '../protocol/envelope.ts';
import { contentsOf } from './contents.ts';
import { openMail } from './open-mail.ts';
import type { SealingDeps } from './seal-outbox.ts';

/** Why nothing was taken from a file. */
export type CopyRefusal = CopyProblem | 'otherTeam';

/** What a copy brought: how much was new here, and what of it could not be used. */
export interface TakenCopy {
  readonly isWhole: boolean;
  readonly envelopes: number;
  readonly known: number;
  readonly photos: number;
  /** Envelopes that do not open: damaged, or not this team's after all. */
  readonly damaged: number;
  /** Envelopes of a newer version, or sealed with a key that has not reached this tablet. */
  readonly notYet: number;
}

export interface CopyInOptions {
  /** Runs the work when no other page of this tablet opens for this team. */
  readonly alone: (work: () => Promise<void>) => Promise<void>;
  /** From 0 to 1. */
  readonly onStep: (share: number) => void;
}

const ENVELOPES_AT_ONCE = 64;
const NOT_YET = new Set(['newerVersion', 'noKey']);

/**
 * Takes a sealed copy in, from the beginning of the file as far as it is good. Each envelope is opened before it is taken:
 * then it is what a colleague sealed and no damage. It joins those of this tablet as if the server had brought it, and is
 * offered to the server later. Stopped anywhere, or taken in again, an older copy too, nothing is there twice.
 */
export async function takeCopy(
  deps: SealingDeps,
  file: Blob,
  { alone, onStep }: CopyInOptions,
): Promise<{ kind: 'taken'; taken: TakenCopy } | { kind: 'refused'; problem: CopyRefusal }> {
  const { notebook, mailbox } = deps;
  const opened = await openCopy(file);
  if (!opened.ok) return { kind: 'refused', problem: opened.problem };
  if (opened.value.team !== notebook.team) return { kind: 'refused', problem: 'otherTeam' };

  const isGuest = (await mailbox.postboxes.get(notebook.team))?.isGuest ?? false;
  const counts = { envelopes: 0, known: 0, photos: 0, damaged: 0, notYet: 0 };
  let batch: Uint8Array[] = [];
  const takeBatch = async () => {
    const bytes = batch;
    batch = [];
    const sorted = await sortOut(deps, bytes, isGuest);
    const fresh = await takeMail(mailbox, notebook.team, sorted.mails);
    counts.envelopes += fresh;
    counts.known += sorted.known + sorted.mails.length - fresh;
    counts.damaged += sorted.damaged;
    counts.notYet += sorted.notYet;
    await alone(() => openMail(deps));
  };

  let pieces: CopiedPiece[] = [];
  for await (const { frame, share } of opened.value.frames()) {
    onStep(share);
    if (frame.kind === 'envelope') batch.push(frame.bytes);
    // Photos come after all words, so their rows are read by then.
    if (batch.length > 0 && (frame.kind !== 'envelope' || batch.length >= ENVELOPES_AT_ONCE)) {
      await takeBatch();
    }
    if (frame.kind === 'piece') {
      pieces = nextPieces(pieces, frame.piece);
      if (pieces.length === frame.piece.of && (await takePhoto(deps, pieces, isGuest))) counts.photos += 1;
    }
    if (frame.kind === 'end')
      return { kind: 'taken', taken: { ...counts, isWhole: frame.isWhole && counts.damaged === 0 } };
  }
  throw new Error('A copy has no end frame.');
}

/** Pieces of one photo follow one another; what does not continue them is passed over, however much of it there is. */
function nextPieces(pieces: readonly CopiedPiece[], next: CopiedPiece): CopiedPiece[] {
  if (next.chunk === 0) return [next];
  return next.chunk === pieces.length ? [...pieces, next] : [];
}

/** Those that open and are not here yet, as mail; how many are known, and how many do not open. */
async function sortOut(deps: SealingDeps, batch: readonly Uint8Array[], isGuest: boolean) {
  const { notebook, mailbox } = deps;
  const parsed = batch.map((bytes) => ({ bytes, envelope: parseEnvelope(bytes) }));
  const sound = parsed.flatMap(({ bytes, envelope }) =>
    envelope.ok
      ? [{ bytes, id: envelopeId(envelope.value.header), device: envelope.value.header.device }]
      : [],
  );
  const known = await knownMail(
    mailbox,
    notebook.team,
    sound.map(({ id }) => id),
  );
  const mails: Mail[] = [];
  let [damaged, notYet] = [batch.length - sound.length, 0];
  for (const { bytes, id, device } of sound) {
    if (known.has(id)) continue;
    // A guest's tablet may bring the server nothing but its own.
    const isToSend = !isGuest || device === notebook.device;
    const mail: Mail = {
      team: notebook.team,
      id,
      bytes,
      seq: 0,
      notes: [],
      sending: isToSend ? 'tried' : 'stored',
      reading: 'unopened',
    };
    const contents = await contentsOf(deps, mail);
    if (contents.ok) mails.push(mail);
    else if (NOT_YET.has(contents.problem)) notYet += 1;
    else damaged += 1;
  }
  return { mails, known: known.size, damaged, notYet };
}

/** Whether a photo was new here. It is sealed again for the server, which takes only what it lacks. */
async function takePhoto(
  { notebook, mailbox }: SealingDeps,
  pieces: readonly CopiedPiece[],
  isGuest: boolean,
): Promise<boolean> {
  const { photo, blob } = pieces[0]!;
  const isOne = pieces.every((piece, index) => piece.photo === photo && piece.chunk === index);
  const row = isOne ? await photoWithoutBytes(notebook, photo) : undefined;
  if (row?.blob !== blob) return false;
  const { team } = notebook;
  const picture = await openPicture(
    pieces.map(({ bytes }) => bytes),
    { team, blob, key: row.key },
  );
  if (!picture.ok) return false;
  await keepPicture(notebook, photo, picture.value);
  const held = await blobChunks(mailbox, team, blob);
  const isAtServer = held.length > 0 && held.every(({ state }) => state === 'stored');
  if (!isAtServer) {
    const state = isGuest ? 'stored' : 'lacking';
    await putChunks(
      mailbox,
      pieces.map(({ chunk }) => ({ team, blob, chunk, photo, state })),
    );
  }
  return true;
}
