import Dexie, { type EntityTable, type Table } from 'dexie';

/**
 * An envelope on this tablet, own or received. The bytes never change once it has been tried, so a retry is the same
 * envelope. `seq` is its number in the server's log, 0 while unknown.
 */
export interface Mail {
  readonly team: string;
  readonly id: string;
  readonly bytes: Uint8Array;
  readonly seq: number;
  /** Ids of the notes in it, for own envelopes: how many notes are still only here. Random ids, no words. */
  readonly notes: readonly string[];
  /** `waiting`: not yet tried. `tried`: sent at least once, answer unknown. `stored`: at the server. `refused`: the server will not have it. */
  readonly sending: 'waiting' | 'tried' | 'stored' | 'refused';
  /**
   * `own`: sealed here. `unopened`: for the page to open. `opened`: in the notebook. `setAside`: does not open; why is in
   * `reason`. `toErase`: holds something that was deleted for everyone; the page puts what else is in it into another.
   */
  readonly reading: 'own' | 'unopened' | 'opened' | 'setAside' | 'toErase';
  readonly reason?: string;
  /** With `toErase`: not before this time, by the tablet's clock, because the tablet that deleted does it first. */
  readonly eraseAfter?: number;
  /** The server says that it was erased there. */
  readonly isGone?: boolean;
}

/**
 * One sealed piece of a photo on its way. Outwards: `waiting` until the server has it (`stored`) or will not have it
 * (`refused`). Inwards: `wanted` until it is fetched (`arrived`), `stored` when the page has opened it, `setAside` when it
 * does not open. `lacking`: a server that lost it is to get it again, and the page seals it anew. Bytes are kept only
 * while `waiting` or `arrived`: the notebook has the picture, and sealing it again gives the same bytes.
 */
export interface Chunk {
  readonly team: string;
  readonly blob: string;
  readonly chunk: number;
  /** The row of the photo: a path of random ids, no words. */
  readonly photo: string;
  readonly state: ChunkState;
  readonly bytes?: Uint8Array;
  readonly reason?: string;
  /** Last asked for in vain, by this tablet's clock: a photo is often announced before it is sent. */
  readonly triedAt?: number;
}
export type ChunkState = 'waiting' | 'stored' | 'refused' | 'wanted' | 'arrived' | 'setAside' | 'lacking';

/**
 * An envelope or a sealed photo that is to go from the server (`waiting`), or has gone (`done`) and is remembered, so that
 * a server restored from an old backup is asked again. It goes only once the envelopes of `after`, which hold what was
 * not deleted of it, are at the server.
 */
export interface Erasing {
  readonly team: string;
  readonly kind: 'envelope' | 'blob';
  readonly id: string;
  readonly after: readonly string[];
  readonly state: 'waiting' | 'done';
}

/**
 * The box that the team's recovery sheet opens, to be given to the server (`waiting`, also again to one that was wiped) and
 * into every sealed copy. `refused`: this server does not know of such boxes, or will not have it.
 */
export interface Recovery {
  readonly team: string;
  readonly id: Uint8Array;
  readonly proofHash: Uint8Array;
  readonly box: Uint8Array;
  /** When it was made or filled again, as a stamp. */
  readonly at: string;
  readonly state: 'waiting' | 'stored' | 'refused';
}

/** What a person must be told; everything else waits and tries again by itself. */
export type Trouble =
  | 'signInPage'
  | 'refused'
  | 'removed'
  | 'newerServer'
  | 'logKeepsChanging'
  | 'envelopeRefused'
  | 'photoRefused'
  | 'tabletFull';

/** One team as the postman knows it: where to send, how far it has read. No key, no name. */
export interface Postbox {
  readonly team: string;
  readonly device: string;
  readonly token: Uint8Array;
  /** Shown to a server that has lost the team, to bring the tablet back. Comes from the team key, cannot open anything. */
  readonly proof: Uint8Array;
  /** The epoch of that proof; 1 while nothing is said. */
  readonly epoch?: number;
  /** Proofs of the epochs before, newest first: a server restored from an old backup knows no other. */
  readonly earlierProofs?: readonly Uint8Array[];
  /** Tablets that the team removed: told again to a server that has lost it. */
  readonly removed?: readonly string[];
  /** The team is registered at the server; false until the first claim went through (started offline, or wiped server). */
  readonly isClaimed: boolean;
  /** Number of the next own envelope. */
  readonly nextDeviceSeq: number;
  /** A guest's tablet: brings its own envelopes only, erases nothing, and is let in by an invitation alone. */
  readonly isGuest?: boolean;
  /** How many of the log's erasures this tablet has heard of. */
  readonly erasures?: number;
  /** How far the log has been read here. */
  readonly log: string | null;
  readonly seq: number;
  readonly chain: Uint8Array;
  /** Time of the last exchange after which nothing was left to send or fetch; by this tablet's clock. */
  readonly settledAt: number | null;
  /** Server's clock minus this tablet's, learned at each exchange. */
  readonly clockOffsetMs: number;
  readonly trouble: Trouble | null;
  /** When the server was last found restored, wiped or changed and was given back what it lacked; null once a person has read it. */
  readonly healedAt: number | null;
  /** One of this tablet's databases was gone and was put together again; null once a person has read it. */
  readonly mended?: 'notebook' | 'mailbox' | null;
  /** How the last try ended, for the status line. */
  readonly lastTry: 'none' | 'synced' | 'offline' | 'later' | 'blocked';
  /** Not before this time, by this tablet's clock, unless a person asks. */
  readonly retryAt: number;
  readonly failures: number;
}

/** Sealed envelopes of all teams of this tablet, shared by page and service worker. Nothing in it can be read without a key. */
export class Mailbox extends Dexie {
  mail!: Table<Mail, [team: string, id: string]>;
  postboxes!: EntityTable<Postbox, 'team'>;
  chunks!: Table<Chunk, [team: string, blob: string, chunk: number]>;
  erasing!: Table<Erasing, [team: string, kind: Erasing['kind'], id: string]>;

  recoveries!: EntityTable<Recovery, 'team'>;

  constructor(name = 'threefold-mailbox') {
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({
      mail: '[team+id], [team+sending], [team+reading], [team+seq]',
      postboxes: 'team',
    });
    this.version(2).stores({ chunks: '[team+blob+chunk], [team+state]' });
    this.version(3).stores({ erasing: '[team+kind+id], [team+state]' });
    this.version(5).stores({ recoveries: 'team' });
  }
}
