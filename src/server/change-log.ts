import type { Head, Tombstone } from '../protocol/requests.ts';

/** An envelope as the server sees it: an id and bytes which it cannot open. */
export interface SealedEnvelope {
  readonly id: Uint8Array;
  readonly bytes: Uint8Array;
}

/** The tablet that pushes, and the token it showed. */
export interface Sender {
  readonly device: string;
  readonly tokenHash: Uint8Array;
}

export interface Appended {
  /** One number per envelope given; the number it already had if its id was held. */
  readonly seqs: readonly number[];
  /** How many of them were new. */
  readonly added: number;
  readonly head: Head;
}

export interface LogPage {
  /** The chain up to the cursor asked for; null when the log is shorter than that. */
  readonly after: Uint8Array<ArrayBuffer> | null;
  readonly envelopes: readonly (Uint8Array<ArrayBuffer> | Tombstone)[];
  readonly head: Head;
}

export interface Erasures {
  readonly count: number;
  readonly ids: readonly Uint8Array<ArrayBuffer>[];
}

/**
 * The server's memory: one append-only list of sealed envelopes per team, numbered from 1 without gaps.
 * Asynchronous even for SQLite, so that PostgreSQL can stand behind the same interface. A team that was never
 * claimed has no log: every call answers null for it.
 */
export interface ChangeLog {
  /**
   * Appends what is new and resolves only once it is durable. All envelopes of one call or none. Null also when whoever
   * sends them is none of the team's tablets, or no longer has that token: this is looked at in the transaction that
   * stores them, so that a tablet which was removed meanwhile leaves nothing behind.
   */
  append(team: string, envelopes: readonly SealedEnvelope[], sender?: Sender): Promise<Appended | null>;
  /** Envelopes after the cursor in log order, at least one if there is any, else up to `maxBytes`. */
  readAfter(team: string, after: number, maxBytes: number): Promise<LogPage | null>;
  head(team: string): Promise<Head | null>;
  /**
   * Erases the bytes of these envelopes for good, in one step; number, id and hash stay, so that the chain still checks and
   * the envelope is never taken again. Resolves once no reader gets them any more; when they have left the last file of the
   * database is each database's own matter (README.md). Answers how many it erased. Null also when `by` is a tablet that is none of the
   * team's, or was removed since it began to ask.
   */
  erase(team: string, ids: readonly Uint8Array[], by?: string): Promise<number | null>;
  /**
   * What was erased after the first `count` erasures, oldest first, and how many there have been up to the last of them;
   * fewer than `count` when the reader has heard of more than there were.
   */
  erasedAfter(team: string, count: number, limit: number): Promise<Erasures>;
  /**
   * Calls back after each commit that made the team's log longer or erased something in it, whichever process made it;
   * perhaps more than once. Answers the function which stops it.
   */
  watch(team: string, onGrown: (seq: number) => void): () => void;
}
