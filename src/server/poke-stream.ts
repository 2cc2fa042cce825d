import type { Writable } from 'node:stream';
import { toBase64Url } from '../protocol/bytes.ts';
import type { Poke } from '../protocol/poke.ts';
import { StorageUnavailable } from './store.ts';

export const HEARTBEAT_MS = 20_000;

export type PokeStream = ReturnType<typeof pokeStream>;

/**
 * Server-sent events to one tablet. While its connection is full, only the newest numbers are kept for it: pokes
 * replace each other, so nothing is lost and nothing piles up. What other tablets say is dropped meanwhile. A tablet that takes nothing from one heartbeat to the
 * next is cut off; it will come back and hear the newest number first.
 */
export function pokeStream(
  response: Writable,
  { isWelcome }: { readonly isWelcome: () => Promise<boolean> },
) {
  // Below nothing: not known yet.
  let newest: Required<Poke> = { seq: -1, erased: -1 };
  let told = newest;

  const heartbeat = setInterval(() => void beat(), HEARTBEAT_MS);
  response.on('drain', tell);

  async function beat() {
    if (response.writableNeedDrain || !(await isWelcomeOrUnknown())) response.destroy();
    else if (!response.writableEnded) response.write(':\n\n');
  }

  async function isWelcomeOrUnknown() {
    try {
      return await isWelcome();
    } catch (error) {
      if (!(error instanceof StorageUnavailable)) throw error;
      return true;
    }
  }

  function tell() {
    const isNews = newest.seq > told.seq || newest.erased > told.erased;
    if (!isNews || response.writableNeedDrain || response.writableEnded) return;
    told = newest;
    const { seq, erased } = told;
    const poke: Poke = { seq, ...(erased >= 0 && { erased }) };
    response.write(`data: ${JSON.stringify(poke)}\n\n`);
  }

  return {
    /** The highest number of an envelope this tablet was or is to be told of. */
    seq: () => newest.seq,
    poke({ seq = newest.seq, erased = newest.erased }: Partial<Poke>) {
      newest = { seq: Math.max(newest.seq, seq), erased: Math.max(newest.erased, erased) };
      tell();
    },
    /** Something another tablet has just said: only worth hearing now. */
    say(bytes: Uint8Array) {
      if (response.writableNeedDrain || response.writableEnded) return;
      response.write(`event: presence\ndata: ${toBase64Url(bytes)}\n\n`);
    },
    close() {
      clearInterval(heartbeat);
      response.end();
    },
  };
}
