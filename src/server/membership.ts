import type { SealedEnvelope } from './change-log.ts';

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
  /** Whether this was the token of a tablet that was removed: said only to who still shows it. */
  wasRemoved(team: string, tokenHash: Uint8Array): Promise<boolean>;
  /**
   * Ends tablets and starts the next epoch, in one step and durably: their tokens, the invitations that nobody has taken,
   * the old proof, what the recovery sheet opens; and takes the notice into the log. `behind`: the log ends elsewhere or the epoch has begun already,
   * and nothing was done. Asking again with the same notice changes nothing.
   */
  remove(team: string, removal: Removal, now: number): Promise<'removed' | 'behind' | 'refused'>;
  /**
   * When the invitation ends; null if its id already stands for another one, or its maker was removed meanwhile. Asking
   * again changes nothing.
   */
  invite(team: string, invitation: Invitation, now: number): Promise<number | null>;
  /** Lets one tablet in. From then on only the same tablet with the same token gets the answer again. */
  accept(acceptance: Acceptance, now: number): Promise<Accepted | null>;
  /** Takes invitations that have ended, and their boxes, out of the database's files. Answers how many there were. */
  forgetExpired(now: number): Promise<number>;
  /**
   * Keeps the box that the team's recovery sheet opens, one for each team; one made before the one that is held is let go.
   * False if its id already stands for another team's, or its maker was removed meanwhile.
   */
  keepRecovery(team: string, recovery: Recovery): Promise<boolean>;
  /** Lets a tablet in that shows the proof of the team's sheet; any tablet, as often as it is needed. */
  recover(acceptance: Acceptance, now: number): Promise<Accepted | null>;
  /** A tablet gives up its token; known or not, it is not let in from then on. */
  leave(team: string, device: string): Promise<void>;
}

export interface Recovery {
  readonly id: Uint8Array;
  readonly proofHash: Uint8Array;
  readonly box: Uint8Array;
  /** A stamp, sortable as text. */
  readonly at: string;
  /** The tablet that brings it. */
  readonly by?: string;
}

export interface Claim {
  readonly team: string;
  readonly device: string;
  readonly tokenHash: Uint8Array;
  readonly proofHash: Uint8Array;
  /** The epoch of the proof, for a team that is not here yet; 1 if not said. */
  readonly epoch?: number | undefined;
}

export interface Removal {
  /** The tablet that asks; it cannot remove itself. */
  readonly by: string;
  readonly devices: readonly string[];
  readonly epoch: number;
  readonly proofHash: Uint8Array;
  /** Without it, what was removed before is told again to a server that may have lost it. */
  readonly notice?: { readonly envelope: SealedEnvelope; readonly after: number };
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
  /** The tablet that makes it. */
  readonly by?: string;
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
