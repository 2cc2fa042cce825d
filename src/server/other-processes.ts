/** A message from one tablet to the others of its team. */
export interface Said {
  readonly team: string;
  readonly device: string;
  readonly bytes: Uint8Array;
}

/**
 * Carries what tablets say to each other to the other server processes on the same database. Kept nowhere, and may be
 * lost.
 */
export interface OtherProcesses {
  tell(said: Said): void;
  /** Answers the function that stops it. */
  hear(onSaid: (said: Said) => void): () => void;
}

/** For a database that only one process uses. */
export const NO_OTHERS: OtherProcesses = { tell() {}, hear: () => () => {} };
