import { openPicture, sealPicture, type PictureSeal } from '../crypto/picture.ts';
import { MAX_CHUNKS } from '../domain/photo.ts';
import {
  blobChunks,
  blobsIn,
  chunksIn,
  forgetChunk,
  putChunks,
  settleChunk,
  withdrawChunks,
} from '../mailbox/chunks.ts';
import type { Chunk, Mailbox } from '../mailbox/database.ts';
import type { Notebook } from '../notebook/database.ts';
import {
  announcePhoto,
  keepPicture,
  markPicture,
  movingPictures,
  type MovingPicture,
} from '../notebook/move-pictures.ts';
import { picturesIn } from '../notebook/read-photos.ts';

export interface PictureDeps {
  readonly notebook: Notebook;
  readonly mailbox: Mailbox;
}

/**
 * Moves pictures one step: seals what was taken here, takes back what was deleted before it was sent, asks for what
 * somebody looks at, opens what arrived, and seals again what a server has lost. Every step is safe to repeat. Answers
 * whether there is something new for the postman. One caller at a time per team.
 */
export async function carryPictures(deps: PictureDeps): Promise<boolean> {
  const { notebook, mailbox } = deps;
  const { team } = notebook;
  let isNew = false;
  const moving = await movingPictures(notebook, await picturesIn(notebook, 'toSeal', 'sealed', 'wanted'));
  for (const each of moving) {
    const { picture, row, isDeleted } = each;
    switch (picture.state) {
      case 'toSeal':
        // A photo that was taken back before it was sent stays here, for an Undo that brings it back.
        if (isDeleted) break;
        await sealOne(deps, each);
        await markPicture(notebook, row.id, 'sealed');
        isNew = true;
        break;
      case 'sealed': {
        const chunks = await blobChunks(mailbox, team, row.blob);
        const isStored = chunks.length > 0 && chunks.every(({ state }) => state === 'stored');
        // Written to a deleted row, the news would bring it back.
        if (isStored && isDeleted) await markPicture(notebook, row.id, 'kept');
        else if (isStored) await announcePhoto(notebook, row.id);
        else if (isDeleted || chunks.length === 0) {
          await withdrawChunks(mailbox, team, row.blob);
          await markPicture(notebook, row.id, 'toSeal');
        }
        break;
      }
      case 'wanted':
        if (!isDeleted && (await want(deps, each))) isNew = true;
        break;
      case 'kept':
        break;
      default:
        picture.state satisfies never;
    }
  }
  for (const blob of await blobsIn(mailbox, team, 'arrived')) await openOne(deps, blob);
  return (await sealLacking(deps)) || isNew;
}

function sealOf({ team }: Notebook, { blob, key }: MovingPicture['row']): PictureSeal {
  return { team, blob, key };
}

async function sealOne({ notebook, mailbox }: PictureDeps, { picture, row }: MovingPicture): Promise<void> {
  if (picture.bytes === undefined) return;
  const { team } = notebook;
  const sealed = await sealPicture(picture.bytes, sealOf(notebook, row));
  await putChunks(
    mailbox,
    sealed.map((bytes, chunk) => ({ team, blob: row.blob, chunk, photo: row.id, state: 'waiting', bytes })),
  );
}

/** False when its chunks are asked for already. */
async function want({ notebook, mailbox }: PictureDeps, { row }: MovingPicture): Promise<boolean> {
  const { team } = notebook;
  const isSound = row.chunks > 0 && row.chunks <= MAX_CHUNKS && Number.isInteger(row.chunks);
  const asked = await blobChunks(mailbox, team, row.blob);
  if (!isSound || asked.length > 0) return false;
  await putChunks(
    mailbox,
    Array.from({ length: row.chunks }, (_, chunk) => ({
      team,
      blob: row.blob,
      chunk,
      photo: row.id,
      state: 'wanted',
    })),
  );
  return true;
}

/** One that does not open is set aside with its reason and asked for no more; its place goes on saying that it is missing. */
async function openOne({ notebook, mailbox }: PictureDeps, blob: string): Promise<void> {
  const chunks = await blobChunks(mailbox, notebook.team, blob);
  const pieces = chunks.flatMap(({ state, bytes }) => (state === 'arrived' && bytes ? [bytes] : []));
  if (pieces.length < chunks.length) return;
  const [found] = await movingPictures(notebook, [chunks[0]?.photo ?? '']);
  const opened = found && (await openPicture(pieces, sealOf(notebook, found.row)));
  if (opened?.ok) await keepPicture(notebook, found!.row.id, opened.value);
  const outcome: Partial<Chunk> = opened?.ok
    ? { state: 'stored' }
    : { state: 'setAside', reason: opened?.problem ?? 'noRow' };
  for (const chunk of chunks) await settleChunk(mailbox, chunk, outcome);
}

async function sealLacking(deps: PictureDeps): Promise<boolean> {
  const { notebook, mailbox } = deps;
  const lacking = await chunksIn(mailbox, notebook.team, 'lacking');
  for (const photo of new Set(lacking.map((chunk) => chunk.photo))) {
    const [found] = await movingPictures(notebook, [photo]);
    if (found?.picture.bytes && !found.isDeleted) await sealOne(deps, found);
    // Without the picture this tablet has nothing to give; another may.
    else for (const chunk of lacking.filter((one) => one.photo === photo)) await forgetChunk(mailbox, chunk);
  }
  return lacking.length > 0;
}
