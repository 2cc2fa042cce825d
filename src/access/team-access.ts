import { createContext, useContext } from 'react';
import type { DeviceId, MemberId, TeamId } from '../domain/ids.ts';

/** A team as this tablet holds it, without its keys. */
export interface TeamOnTablet {
  readonly team: TeamId;
  /** The name it was given when it was started or joined; the notebook has the current one. */
  readonly name: string;
  readonly me: MemberId;
  readonly device: DeviceId;
  /** Invited to read and comment; what is kept of the team's secret then opens and seals envelopes, and nothing else. */
  readonly isGuest?: boolean;
  /** The team was started here: its first page is this tablet's to write. */
  readonly isFounded?: boolean;
}

/** An invitation as the inviting tablet shows it. */
export interface Invitation {
  /** 16 letters and digits, in groups of four: `K7QF 3MVX 9T2H 4RWD`. */
  readonly code: string;
  /** `https://…/join#K7QF3MVX9T2H4RWD`; the secret stands behind #, which no server sees. */
  readonly link: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/**
 * `offline`: try again with Wi-Fi. `refused`: spent, expired or never was. `notACode`: no such code can exist. `tooMany`: wait.
 * `busy`: others wrote all the while; try again.
 */
export type AccessProblem =
  'offline' | 'signInPage' | 'refused' | 'notACode' | 'tooMany' | 'noCrypto' | 'unavailable' | 'busy';
export type AccessOutcome<T> =
  { readonly kind: 'done'; readonly value: T } | { readonly kind: 'failed'; readonly problem: AccessProblem };

/** A tablet as the server knows it. Times in milliseconds since 1970. */
export interface TabletSeen {
  readonly device: DeviceId;
  readonly joinedAt: number;
  readonly lastSeenAt: number;
}

/** Which tablets are to go, and whether the person goes with them. Needs the network. */
export interface TabletsToRemove {
  readonly tablets: readonly DeviceId[];
  readonly person?: MemberId | undefined;
}

/** What screens can do about teams. Built once in `main.tsx`. */
export interface TeamAccess {
  /** Works without a network: the team is made on the tablet and registered when there is one. */
  start(request: {
    teamName: string;
    personName: string;
    tags: readonly string[];
  }): Promise<AccessOutcome<TeamOnTablet>>;
  invite(team: TeamId, options: { readonly isGuest: boolean }): Promise<AccessOutcome<Invitation>>;
  /** Without a name: somebody of the team on one more tablet, who says which of them they are when its people have come. */
  join(request: { code: string; personName?: string }): Promise<AccessOutcome<TeamOnTablet>>;
  tabletsSeen(team: TeamId): Promise<AccessOutcome<readonly TabletSeen[]>>;
  /**
   * Ends tablets of the open team at once, and starts a new key. Answers with the tablets that stay and cannot open the new
   * key yet, because they have not published one of their own: they get it when they next open the app.
   */
  removeTablets(which: TabletsToRemove): Promise<AccessOutcome<readonly DeviceId[]>>;
  /** Envelopes that have arrived and wait for a key that a colleague's tablet has to hand over. */
  waitingForKey(team: TeamId): Promise<number>;
  teams(): Promise<readonly TeamOnTablet[]>;
  /** Makes another team of this tablet the open one; the page shows it at once. */
  open(team: TeamId): Promise<void>;
  /** Somebody has read that the school server was restored or replaced. */
  serverChangeRead(team: TeamId): Promise<void>;
  /** Somebody has read that one of this tablet's databases was gone. */
  mendingRead(team: TeamId): Promise<void>;
  /**
   * Whether this tablet had a team that it can no longer open: `locked` when notes of it are still here and the key to
   * them is gone, `cleared` when nothing is left.
   */
  lostTeam(): Promise<'none' | 'locked' | 'cleared'>;
  openDemo(): Promise<void>;
  /** Removes the demo study from this tablet and closes it. */
  removeDemo(): Promise<void>;
  closeDemo(): Promise<void>;
}

const TeamAccessContext = createContext<TeamAccess | undefined>(undefined);
export const TeamAccessProvider = TeamAccessContext.Provider;

export function useTeamAccess(): TeamAccess {
  const access = useContext(TeamAccessContext);
  if (access === undefined) throw new Error('This screen needs team access.');
  return access;
}
