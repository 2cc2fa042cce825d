import { createContext, useContext } from 'react';
import type { TeamId } from '../domain/ids.ts';
import type { AccessOutcome, TeamOnTablet } from './team-access.ts';

/** What exists on this tablet alone: no server has it, and no sealed copy that was saved. */
export interface OnlyHere {
  readonly notes: number;
  /** Changes to plans, reviews and the like, in envelopes without a note. */
  readonly others: number;
  readonly photos: number;
}

export function isNothing({ notes, others, photos }: OnlyHere): boolean {
  return notes + others + photos === 0;
}

/** A sealed copy, made and not yet saved anywhere. */
export interface MadeCopy {
  readonly file: File;
  readonly photosLeftOut: number;
  /** Somebody has put it away: what is in it is no longer on this tablet alone. */
  readonly saved: () => Promise<void>;
}

export type CopyRefusal =
  'empty' | 'tooLarge' | 'otherProduct' | 'newerVersion' | 'damaged' | 'otherTeam' | 'failed';

/** What came of taking a sealed copy in; `isWhole` is false for one that was cut off or damaged after what is counted. */
export type CopyOutcome =
  | { readonly kind: 'refused'; readonly problem: CopyRefusal }
  | {
      readonly kind: 'taken';
      readonly isWhole: boolean;
      /** New notes on this tablet. */
      readonly notes: number;
      readonly photos: number;
      readonly isNews: boolean;
      readonly isSomethingNotYet: boolean;
    };

/** The team's recovery sheet, as every tablet of the team knows it. */
export interface SheetState {
  readonly printedAt: number;
  /** The member who printed it. */
  readonly printedBy: string;
  /** A tablet was removed since, and nobody: the paper opens the team still, also for who kept a copy of it. */
  readonly isOutdated: boolean;
  /** A person was removed since: the paper opens nothing any more. */
  readonly hasEnded: boolean;
  /** The school server has the box that it opens. */
  readonly isAtServer: boolean;
}

/** For the paper, once. */
export interface PrintedSheet {
  /** 28 letters and digits in groups of four. */
  readonly code: string;
  /** `https://…/recover#…` */
  readonly link: string;
  readonly address: string;
  readonly printedAt: number;
}

export type RecoverProblem = 'slip' | 'otherSheet' | CopyRefusal;
export type RecoverOutcome =
  AccessOutcome<TeamOnTablet> | { readonly kind: 'unreadable'; readonly problem: RecoverProblem };

export interface HandBack {
  /** One team, or all that Threefold keeps on this tablet. */
  readonly scope: TeamId | 'everything';
}

/** `gone`: a screen of its own says what came of it; all others have nothing to show any more. */
export type HandBackOutcome =
  { readonly kind: 'onlyHere'; readonly left: OnlyHere } | { readonly kind: 'gone' };

export interface Steps {
  /** From 0 to 1. */
  readonly onStep: (share: number) => void;
  readonly signal: AbortSignal;
}

/** What keeps a team's notes beyond one tablet, and one tablet free of a team's notes. Fetched when a screen asks for it. */
export interface Safekeeping {
  /** Of one team, or of all teams on this tablet. */
  onlyHere(scope: TeamId | 'everything'): Promise<OnlyHere>;
  sendNow(): Promise<void>;
  /** Undefined when it was given up. */
  makeCopy(team: TeamId, steps: Steps): Promise<MadeCopy | undefined>;
  takeCopy(team: TeamId, file: Blob, onStep: (share: number) => void): Promise<CopyOutcome>;
  sheet(team: TeamId): Promise<SheetState | undefined>;
  printSheet(team: TeamId): Promise<AccessOutcome<PrintedSheet>>;
  /** All tablets are lost: back into the team with the code of its sheet, and with a sealed copy where there is no server. */
  recover(request: {
    readonly code: string;
    readonly personName: string;
    readonly copy: Blob | undefined;
    readonly onStep: (share: number) => void;
  }): Promise<RecoverOutcome>;
  handBack(request: HandBack): Promise<HandBackOutcome>;
}

const SafekeepingContext = createContext<(() => Promise<Safekeeping>) | undefined>(undefined);
export const SafekeepingProvider = SafekeepingContext.Provider;

/** Answers how to get it: what it needs is not on the way to the first screen. */
export function useSafekeeping(): () => Promise<Safekeeping> {
  const load = useContext(SafekeepingContext);
  if (load === undefined) throw new Error('This screen needs safekeeping.');
  return load;
}
