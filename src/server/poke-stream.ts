import type { Writable } from 'node:stream';
import { toBase64Url } from '../protocol/bytes.ts';
import type { Poke } from '../protocol/requests.ts';
import { StorageUnavailable } from './store.ts';

export const HEARTBEAT_MS = 20_000;

export type PokeStream = ReturnType<typeof pokeStream>;

/**
 * Server-sent events to one tablet. While its connection is full, only the newest number is kept for it: pokes
 * replace each other, so nothing is lost and nothing piles up. What other tablets say is dropped meanwhile. A tablet that takes nothing from one heartbeat to the
 * next is cut off; it will come back and hear the newest number first.
 */
export function pokeStream(
  response: Writable,
  { isWelcome }: { readonly isWelcome: () => Promise<boolean> },
) {
  let newest = -1;
  let told = -1;

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
    if (newest <= told || response.writableNeedDrain || response.writableEnded) return;
    told = newest;
    response.write(`data: ${JSON.stringify({ seq: told } satisfies Poke)}\n\n`);
  }

  return {
    poke({ seq }: Poke) {
      newest = Math.max(newest, seq);
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
