import { open, seal } from '../crypto/seal.ts';
import type { RandomBytes } from '../domain/ids.ts';
import type { Mailbox } from '../mailbox/database.ts';
import { toCbor } from '../protocol/bytes.ts';
import { encodeEnvelope, parseEnvelope } from '../protocol/envelope.ts';
import { exchange } from '../protocol/exchange.ts';
import { parsed } from '../protocol/outcome.ts';
import type { PresenceLine } from '../worker-link/presence.ts';

interface PresenceDeps {
  readonly team: string;
  readonly device: string;
  /** A key of its own: what is said here can never pass for a change of the notebook, nor the other way round. */
  readonly key: () => CryptoKey;
  readonly mailbox: Mailbox;
  readonly fetch: typeof globalThis.fetch;
  readonly random: RandomBytes;
  readonly window: Window;
}

/** Seals what this page says and opens what it hears. Stores nothing, retries nothing, and wakes no sync. */
export function openPresenceLine({ team, device, key, mailbox, fetch, random, window }: PresenceDeps) {
  const listeners = new Set<(words: string) => void>();
  // One page of the tablet listens to the server; it passes on what it hears to the others, sealed as it came.
  const pages = new BroadcastChannel(`threefold-presence-${team}`);
  const tell = async (bytes: Uint8Array) => {
    const envelope = parseEnvelope(bytes);
    if (!envelope.ok || listeners.size === 0) return;
    const words = await open(key(), team, envelope.value);
    if (words.ok) for (const listener of listeners) listener(words.value);
  };
  const ignore = () => undefined;
  pages.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (data instanceof Uint8Array) tell(data).catch(ignore);
  });

  const send = async (text: string) => {
    const postbox = await mailbox.postboxes.get(team);
    if (!postbox?.isClaimed) return;
    const envelope = await seal(key(), { team, device, deviceSeq: 0, epoch: 0, text }, random);
    const body = toCbor({ bytes: encodeEnvelope(envelope) });
    const path = `/api/teams/${team}/presence`;
    await exchange(fetch, { method: 'POST', path, token: postbox.token, body }, () => parsed(undefined));
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
