/**
 * Who may speak for a team: its tablets and open invitations. Holds hashes of tokens and proofs only, so that a
 * stolen database lets nobody in. "No" is always the same null or 'refused', whatever the reason.
 */
export interface Membership {
  /** Starts the team with a new empty log, or brings a tablet back to it; the proof of the first claim decides. */
  claim(claim: Claim, now: number): Promise<'started' | 'joined' | 'refused'>;
  /** The tablet this token belongs to. Also remembers, at most once a minute, that the tablet was seen. */
  deviceByToken(team: string, tokenHash: Uint8Array, now: number): Promise<string | null>;
  devices(team: string): Promise<readonly Device[]>;
  /** When the invitation ends; null if its id already stands for another one. Asking again changes nothing. */
  invite(team: string, invitation: Invitation, now: number): Promise<number | null>;
  /** Lets one tablet in. From then on only the same tablet with the same token gets the answer again. */
  accept(acceptance: Acceptance, now: number): Promise<Accepted | null>;
  /** Takes invitations that have ended, and their boxes, out of the database's files. Answers how many there were. */
  forgetExpired(now: number): Promise<number>;
}

export interface Claim {
  readonly team: string;
  readonly device: string;
  readonly tokenHash: Uint8Array;
  readonly proofHash: Uint8Array;
}

export interface Device {
  readonly device: string;
  readonly joinedAt: number;
  readonly lastSeenAt: number;
}

export interface Invitation {
  readonly id: Uint8Array;
  readonly proofHash: Uint8Array;
  readonly box: Uint8Array;
  /** Only a guest's tablet may accept it, and no other invitation lets a guest's tablet in. */
  readonly isGuest?: boolean | undefined;
}

export interface Acceptance {
  readonly id: Uint8Array;
  readonly proofHash: Uint8Array;
  readonly device: string;
  readonly tokenHash: Uint8Array;
}

export interface Accepted {
  readonly team: string;
  readonly box: Uint8Array<ArrayBuffer>;
}
