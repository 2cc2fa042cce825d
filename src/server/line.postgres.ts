import pg from 'pg';
import { connectionTo } from './database.postgres.ts';
import type { OtherProcesses, Said } from './other-processes.ts';
import { packPayloads, unpackPayload, type Poke } from './line-payload.ts';
import { newId } from './prepare.postgres.ts';

const CHANNEL = 'threefold';
const TRY_AGAIN_AFTER_MS = 1_000;
/** A connection that died without a word is found out by asking now and then. */
const ASK_EVERY_MS = 15_000;
/** Between two notifications, in which more is gathered: each wakes up every other process. */
const GATHER_MS = 25;
/** What could not be passed on by then is not news any more. */
const MAX_WAITING = 1_000;

export interface Line extends OtherProcesses {
  poke(poke: Poke): void;
  close(): Promise<void>;
}

/**
 * What server processes on one database tell each other, on one connection of this process's own: PostgreSQL's
 * notifications, many in one. They come after a commit and not in it, because a transaction that notifies holds up every
 * other that does until it is on the disk. All of it may be lost: pokes are made good by `pokes.postgres.ts`.
 */
export function openLine(
  url: string,
  options: { readonly onPoke: (poke: Poke) => void; readonly onOpen: () => void },
): Line {
  const self = newId();
  const listeners = new Set<(said: Said) => void>();
  const seqByTeam = new Map<string, number>();
  let sayings: Said[] = [];
  let client: pg.Client | null = null;
  let isSending = false;
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;

  async function open() {
    const opening = new pg.Client({ ...connectionTo(url), query_timeout: 5_000 });
    let isLost = false;
    /** However it was lost, and however often that is noticed: once. */
    const lose = () => {
      if (isLost) return;
      isLost = true;
      client = null;
      clearTimeout(timer);
      void opening.end().catch(() => {});
      if (!isClosed) timer = setTimeout(() => void open(), TRY_AGAIN_AFTER_MS).unref();
    };
    opening.on('error', lose);
    opening.on('end', lose);
    opening.on('notification', ({ payload }) => hear(payload ?? ''));
    try {
      await opening.connect();
      // Nothing said here is worth waiting for the disk.
      await opening.query(`SET synchronous_commit = off; LISTEN ${CHANNEL}`);
    } catch {
      return lose();
    }
    if (isClosed) return lose();
    client = opening;
    const ask = () => void opening.query('SELECT 1').then(() => (timer = askLater()), lose);
    const askLater = () => (isLost ? timer : setTimeout(ask, ASK_EVERY_MS).unref());
    timer = askLater();
    options.onOpen();
    void send();
  }

  function hear(payload: string) {
    const { sender, pokes, sayings: heard } = unpackPayload(payload);
    if (sender === self) return;
    for (const poke of pokes) options.onPoke(poke);
    for (const said of heard) for (const listener of listeners) listener(said);
  }

  async function send() {
    if (isSending || !client || (seqByTeam.size === 0 && sayings.length === 0)) return;
    isSending = true;
    const pokes = [...seqByTeam].map(([team, seq]) => ({ team, seq }));
    const payloads = packPayloads({ sender: self, pokes, sayings });
    seqByTeam.clear();
    sayings = [];
    try {
      await client.query('SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS payload', [
        CHANNEL,
        payloads,
      ]);
    } catch {
      // Lost: the connection says so itself when it is gone.
    }
    setTimeout(() => {
      isSending = false;
      void send();
    }, GATHER_MS).unref();
  }

  void open();
  return {
    poke({ team, seq }) {
      if (!client || seqByTeam.size >= MAX_WAITING) return;
      seqByTeam.set(team, Math.max(seq, seqByTeam.get(team) ?? 0));
      void send();
    },
    tell(said) {
      if (!client || sayings.length >= MAX_WAITING) return;
      sayings.push(said);
      void send();
    },
    hear(onSaid) {
      listeners.add(onSaid);
      return () => void listeners.delete(onSaid);
    },
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await client?.end().catch(() => {});
    },
  };
}
