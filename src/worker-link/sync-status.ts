import { createContext, useContext } from 'react';
import type { Trouble } from '../mailbox/database.ts';

/**
 * The truth about the notes of this team on this tablet, in the only four forms there are: saved here, on the way,
 * at the school server, or a person must act.
 */
export interface SyncStatus {
  readonly kind: 'saved' | 'sending' | 'atServer' | 'needsYou';
  /** Notes that exist only on this tablet, by id. Their count is always on screen. */
  readonly unsentNotes: ReadonlySet<string>;
  /** Photos of which some piece exists only on this tablet. */
  readonly unsentPhotos: number;
  /** Anything at all exists only on this tablet: a plan or minutes too, which are neither counted nor named. */
  readonly hasUnsent: boolean;
  /** When everything was last at the server (milliseconds since 1970), if it ever was. */
  readonly settledAt: number | null;
  /** The server's clock minus this tablet's, as learned at the latest exchange. */
  readonly clockOffsetMs: number;
  /** The network is there as far as the browser can tell and the last try did not find it missing. */
  readonly isOnline: boolean;
  readonly trouble: Trouble | null;
  /** When the school server was found restored or wiped and was given back what it lacked; null when nobody needs to know. */
  readonly healedAt: number | null;
  /** Which of this tablet's databases was gone and was put together again; null when nobody needs to know. */
  readonly mended: 'notebook' | 'mailbox' | null;
  /** Envelopes of a newer version of the app, which wait until this tablet has it too. */
  readonly newerMail: number;
  /** The demo study is never sent. */
  readonly isDemo: boolean;
}

export const NOTHING_TO_SEND: SyncStatus = {
  kind: 'saved',
  unsentNotes: new Set(),
  unsentPhotos: 0,
  hasUnsent: false,
  settledAt: null,
  clockOffsetMs: 0,
  isOnline: false,
  trouble: null,
  healedAt: null,
  mended: null,
  newerMail: 0,
  isDemo: false,
};

export const SyncStatusContext = createContext<SyncStatus>(NOTHING_TO_SEND);

export function useSyncStatus(): SyncStatus {
  return useContext(SyncStatusContext);
}
