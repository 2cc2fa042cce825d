import type { Chunk, ChunkState, Mailbox } from './database.ts';

/** The next piece of a photo to be sent, if there is one. */
export async function nextWaitingChunk(mailbox: Mailbox, team: string): Promise<Chunk | undefined> {
  return await mailbox.chunks.where({ team, state: 'waiting' }).first();
}

/**
 * A piece that somebody looks for and that was not asked for in vain just now. A time far ahead is from before the clock was
 * set right, and keeps nothing waiting.
 */
export async function nextWantedChunk(
  mailbox: Mailbox,
  team: string,
  { now, pauseMs }: { readonly now: number; readonly pauseMs: number },
): Promise<Chunk | undefined> {
  return await mailbox.chunks
    .where({ team, state: 'wanted' })
    .filter(({ triedAt = -Infinity }) => Math.abs(now - triedAt) > pauseMs)
    .first();
}

/** Writes down what became of a piece, unless the page has withdrawn it meanwhile. */
export async function settleChunk(
  mailbox: Mailbox,
  { team, blob, chunk }: Chunk,
  change: Partial<Pick<Chunk, 'state' | 'bytes' | 'reason' | 'triedAt'>>,
): Promise<void> {
  await mailbox.chunks.update([team, blob, chunk], { bytes: undefined, ...change });
}

export async function chunksIn(mailbox: Mailbox, team: string, state: ChunkState): Promise<readonly Chunk[]> {
  return await mailbox.chunks.where({ team, state }).toArray();
}

/** Photos of which some piece is in one of these states; without reading their bytes. */
export async function blobsIn(
  mailbox: Mailbox,
  team: string,
  ...states: readonly ChunkState[]
): Promise<ReadonlySet<string>> {
  const keys = await mailbox.chunks
    .where('[team+state]')
    .anyOf(states.map((state) => [team, state]))
    .primaryKeys();
  return new Set(keys.map(([, blob]) => blob));
}

/** Photos of which a piece is not at the server. */
export async function unsentBlobs(mailbox: Mailbox, team: string): Promise<ReadonlySet<string>> {
  return await blobsIn(mailbox, team, 'waiting', 'refused', 'lacking');
}

export async function putChunks(mailbox: Mailbox, chunks: readonly Chunk[]): Promise<void> {
  await mailbox.chunks.bulkPut(chunks);
}

/** Takes back what has not been sent of a photo. What was sent lies sealed at the server, and nobody has its row. */
export async function withdrawChunks(mailbox: Mailbox, team: string, blob: string): Promise<void> {
  await mailbox.chunks
    .where({ team, blob })
    .filter(({ state }) => state !== 'stored')
    .delete();
}

export async function forgetChunk(mailbox: Mailbox, { team, blob, chunk }: Chunk): Promise<void> {
  await mailbox.chunks.delete([team, blob, chunk]);
}

export async function blobChunks(mailbox: Mailbox, team: string, blob: string): Promise<readonly Chunk[]> {
  return await mailbox.chunks.where({ team, blob }).sortBy('chunk');
}

/** What was refused may have room by now: once for each time the app is opened. */
export async function offerRefusedChunks(mailbox: Mailbox, team: string): Promise<void> {
  await changeState(mailbox, team, 'refused', 'lacking');
}

/** The server has lost what it had: the page is to seal every photo again that this tablet has. */
export async function offerChunksAgain(mailbox: Mailbox, team: string): Promise<void> {
  await changeState(mailbox, team, 'stored', 'lacking');
}

async function changeState(mailbox: Mailbox, team: string, from: ChunkState, to: ChunkState): Promise<void> {
  await mailbox.chunks.where({ team, state: from }).modify({ state: to });
}
