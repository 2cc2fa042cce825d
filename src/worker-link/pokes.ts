import type { Mailbox, Postbox } from '../mailbox/database.ts';
import { toBase64Url } from '../protocol/bytes.ts';
import { parsePoke, parsePresenceLine, type Poke } from '../protocol/poke.ts';

interface PokeDeps {
  readonly team: string;
  readonly mailbox: Mailbox;
  readonly fetch: typeof globalThis.fetch;
  readonly window: Window;
  readonly syncNow: () => void;
  /** When no sync is under way on this tablet. */
  readonly betweenSyncs: () => Promise<void>;
  /** Another tablet of the team has just said something, sealed. */
  readonly onPresence: (bytes: Uint8Array) => void;
}

/** Where server-sent events do not get through, the page asks this often instead. */
const POLL_EVERY_MS = 10_000;
/** The server sends a sign of life every 20 s; a stream silent for longer is dead. */
const SILENCE_MS = 45_000;

/**
 * While this page is open, listens for the server saying "there is something after n" and asks for a sync then. One page
 * of the tablet listens; the others wait for its place. Read with fetch, so that the token stays in a header.
 */
export function listenForPokes(deps: PokeDeps): () => void {
  const stop = new AbortController();
  const listen = () => keepListening(deps, stop.signal);
  const name = `threefold-pokes-${deps.team}`;
  const whole = deps.window.navigator.locks.request(name, { signal: stop.signal }, listen);
  whole.catch((error: unknown) => {
    if (!stop.signal.aborted) console.error('Listening for news stopped.', error);
  });
  return () => stop.abort();
}

async function keepListening(deps: PokeDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await readStream(deps, signal);
    if (signal.aborted) return;
    await pause(deps.window, signal);
    if (!signal.aborted && deps.window.navigator.onLine) deps.syncNow();
  }
}

/** Until it is time to ask again, or the network comes back. */
async function pause(window: Window, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = () => {
      window.clearTimeout(timer);
      window.removeEventListener('online', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = window.setTimeout(done, POLL_EVERY_MS);
    window.addEventListener('online', done);
    signal.addEventListener('abort', done);
  });
}

/** Returns when the stream ends, is cut, never was one, or fell silent. */
async function readStream(deps: PokeDeps, stop: AbortSignal): Promise<void> {
  const { team, mailbox, fetch } = deps;
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), SILENCE_MS);
  const signal = AbortSignal.any([stop, silence.signal]);
  try {
    const postbox = await unlessAborted(signal, mailbox.postboxes.get(team));
    if (postbox === undefined || !postbox.isClaimed) return;
    const response = await fetch(`/api/teams/${team}/events`, {
      headers: { authorization: `Bearer ${toBase64Url(postbox.token)}` },
      cache: 'no-store',
      redirect: 'error',
      signal,
    });
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
    if (!response.ok || !isStream || response.body === null) return;
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    const onLine = lineReader(deps);
    let rest = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENCE_MS);
      const lines = (rest + value).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) await onLine(line);
    }
  } catch {
    // Offline, cut, or silent, also the tablet's own disk: the loop tries again.
  } finally {
    clearTimeout(timer);
  }
}

async function unlessAborted<T>(signal: AbortSignal, work: PromiseLike<T>): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('Given up.')), { once: true });
  });
  return await Promise.race([work, aborted]);
}

/** More envelopes, or fewer: what was deleted for everyone is to go from this tablet's copy too. */
function isNews({ seq, erased }: Poke, postbox: Postbox): boolean {
  return seq !== postbox.seq || (erased !== undefined && erased !== (postbox.erasures ?? 0));
}

/** Lines of one stream in their order: a poke, or what is said by others under the name of its event. */
function lineReader(deps: PokeDeps) {
  const { onPresence } = deps;
  const onPoke = pokeReader(deps);
  let event = '';
  return async (line: string) => {
    if (line === '') event = '';
    else if (line.startsWith('event: ')) event = line.slice('event: '.length);
    else if (line.startsWith('data: ')) {
      const words = line.slice('data: '.length);
      if (event === 'presence') {
        const said = parsePresenceLine(words);
        if (said.ok) onPresence(said.value);
        return;
      }
      const poke = parsePoke(words);
      if (poke.ok) onPoke(poke.value);
    }
  };
}

/**
 * Asks for a sync where there is news. What this tablet pushes is told to it too, often before the answer to the push is
 * written down here: so it is looked for when no sync is under way.
 */
function pokeReader({ team, mailbox, syncNow, betweenSyncs }: PokeDeps) {
  let latest: Poke;
  let isWaiting = false;
  const look = async () => {
    await betweenSyncs().finally(() => {
      isWaiting = false;
    });
    const postbox = await mailbox.postboxes.get(team);
    if (postbox !== undefined && isNews(latest, postbox)) syncNow();
  };
  return (poke: Poke) => {
    latest = poke;
    if (isWaiting) return;
    isWaiting = true;
    // Not waited for: what colleagues say meanwhile is to be heard.
    look().catch((error: unknown) => console.error('News was not looked at.', error));
  };
}
