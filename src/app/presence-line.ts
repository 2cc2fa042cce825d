import type { RandomBytes } from '../domain/ids.ts';
import type { Mailbox } from '../mailbox/database.ts';
import type { PresenceLine } from '../worker-link/presence.ts';

export interface PresenceDeps {
  readonly team: string;
  readonly device: string;
  /** A key of its own: what is said here can never pass for a change of the notebook, nor the other way round. */
  readonly key: () => CryptoKey;
  readonly mailbox: Mailbox;
  readonly fetch: typeof globalThis.fetch;
  readonly random: RandomBytes;
  readonly window: Window;
}

/** Said and heard where minutes are written together, and nowhere else. */
const presenceWords = () => import('./presence-words.ts');

/** Seals what this page says and opens what it hears. Stores nothing, retries nothing, and wakes no sync. */
export function openPresenceLine(deps: PresenceDeps) {
  const { team, window } = deps;
  const listeners = new Set<(words: string) => void>();
  // One page of the tablet listens to the server; it passes on what it hears to the others, sealed as it came.
  const pages = new BroadcastChannel(`threefold-presence-${team}`);
  const tell = async (bytes: Uint8Array) => {
    if (listeners.size === 0) return;
    const words = await (await presenceWords()).openWords(deps, bytes);
    if (words !== undefined) for (const listener of listeners) listener(words);
  };
  const ignore = () => undefined;
  pages.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (data instanceof Uint8Array) tell(data).catch(ignore);
  });

  const send = async (text: string) => {
    const postbox = await deps.mailbox.postboxes.get(team);
    if (postbox?.isClaimed) await (await presenceWords()).sendWords(deps, postbox.token, text);
  };
  const line: PresenceLine = {
    say(words) {
      if (window.navigator.onLine) send(words).catch(ignore);
    },
    hear(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return {
    line,
    onHeard: (bytes: Uint8Array) => {
      pages.postMessage(bytes);
      tell(bytes).catch(ignore);
    },
    close: () => pages.close(),
  };
}
