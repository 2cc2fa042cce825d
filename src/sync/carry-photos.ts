import { toCbor } from '../protocol/bytes.ts';
import { exchange, type Exchange } from '../protocol/exchange.ts';
import { parseChunk, parseChunkStored } from '../protocol/requests.ts';
import { nextWaitingChunk, nextWantedChunk, settleChunk } from '../mailbox/chunks.ts';
import type { Chunk } from '../mailbox/database.ts';
import type { SyncDeps } from './sync-once.ts';

/** A piece of 256 KB at two kilobytes a second; text has its own, shorter patience. */
const TIMEOUT_MS = 120_000;
/** A photo that is announced and not yet at the server is not asked for at every poke. */
const ASK_AGAIN_AFTER_MS = 2_000;

/**
 * Sends pieces of photos and fetches those that somebody looks at, one at a time, until there are none (true) or the way
 * is barred (false). Stopped anywhere, the same piece goes again: the server takes it as it took it first.
 */
export async function carryPhotos(deps: SyncDeps, team: string): Promise<boolean> {
  for (;;) {
    const waiting = await nextWaitingChunk(deps.mailbox, team);
    const chunk =
      waiting ??
      (await nextWantedChunk(deps.mailbox, team, { now: deps.now(), pauseMs: ASK_AGAIN_AFTER_MS }));
    if (chunk === undefined) return true;
    const isWayClear = waiting ? await send(deps, chunk) : await fetchOne(deps, chunk);
    if (!isWayClear) return false;
  }
}

/** False without a network, without the server, or no longer as a tablet of this team: the sync of words says which. */
async function send(deps: SyncDeps, chunk: Chunk): Promise<boolean> {
  const body = toCbor({ bytes: chunk.bytes });
  const answer = await ask(deps, chunk, { method: 'PUT', body }, parseChunkStored);
  if (answer?.kind === 'done') {
    await settleChunk(deps.mailbox, chunk, { state: 'stored' });
    return true;
  }
  if (answer?.kind !== 'unacceptable') return false;
  await settleChunk(deps.mailbox, chunk, { state: 'refused', reason: answer.error });
  return true;
}

async function fetchOne(deps: SyncDeps, chunk: Chunk): Promise<boolean> {
  const answer = await ask(deps, chunk, { method: 'GET' }, parseChunk);
  if (answer?.kind === 'done') {
    await settleChunk(deps.mailbox, chunk, { state: 'arrived', bytes: answer.value.bytes });
    return true;
  }
  if (answer?.kind !== 'unacceptable') return false;
  await settleChunk(deps.mailbox, chunk, { triedAt: deps.now() });
  return true;
}

async function ask<T>(
  { mailbox, fetch }: SyncDeps,
  { team, blob, chunk }: Chunk,
  request: { method: 'PUT' | 'GET'; body?: Uint8Array<ArrayBuffer> },
  parse: Parameters<typeof exchange<T>>[2],
): Promise<Exchange<T> | undefined> {
  const token = (await mailbox.postboxes.get(team))?.token;
  if (token === undefined) return undefined;
  const path = `/api/teams/${team}/blobs/${blob}/${chunk}`;
  return await exchange(fetch, { ...request, path, token, timeoutMs: TIMEOUT_MS }, parse);
}
