import { createContext, useContext } from 'react';
import type { MemberId, TeamId } from '../domain/ids.ts';
import type { AccessOutcome } from './team-access.ts';

/** Somebody who uses this tablet in the open team. */
export interface PersonHere {
  readonly member: MemberId;
  readonly name: string;
  readonly hasPin: boolean;
  readonly lockAfterMinutes: number;
  /** Wrong PINs since the last right one, and what is left of the wait they cost. */
  readonly failed: number;
  readonly waitMs: number;
}

/**
 * `open`: its screens are shown. `locked`: nothing is shown but the way in. `whoAreYou`: this tablet has joined, and
 * whoever holds it has not said yet which of the team they are; or who had it is not in the team any more.
 */
export type Gate = 'open' | 'locked' | 'whoAreYou';

/** Whoever uses this tablet in the open team, and what can be done about them. */
export interface TabletPeople {
  readonly team: TeamId;
  readonly here: readonly PersonHere[];
  readonly gate: Gate;
  /** Every page of this tablet at once; undefined while nobody here has a PIN. */
  readonly lock: (() => void) | undefined;
  /** Opens the tablet as this person, or changes to them. */
  readonly openWithPin: (member: MemberId, pin: string) => Promise<'right' | 'wrong' | 'wait'>;
  /** A fresh invitation of the team stands for a forgotten PIN: it is taken away, and the tablet opens as this person. */
  readonly openWithCode: (member: MemberId, code: string) => Promise<AccessOutcome<void>>;
  /** Time that has passed on a locked page. */
  readonly waited: (person: Pick<PersonHere, 'member' | 'failed'>, leftMs: number) => Promise<void>;
  /** For whoever has no PIN; nothing happens for others. */
  readonly switchTo: (member: MemberId) => Promise<void>;
  /** Somebody more uses this tablet, and has it now: a member of the team, or somebody who is new in it. */
  readonly add: (person: { readonly member?: MemberId; readonly name: string }) => Promise<void>;
  /** Whoever has the tablet chooses their PIN, or goes without. */
  readonly setPin: (pin: string | undefined) => Promise<void>;
  readonly lockAfter: (minutes: number) => Promise<void>;
}

const TabletPeopleContext = createContext<TabletPeople | undefined>(undefined);
export const TabletPeopleProvider = TabletPeopleContext.Provider;

/** Undefined in the demo and before any team. */
export function useTabletPeopleIfAny(): TabletPeople | undefined {
  return useContext(TabletPeopleContext);
}

export function useTabletPeople(): TabletPeople {
  const people = useContext(TabletPeopleContext);
  if (people === undefined) throw new Error('This screen needs the people of this tablet.');
  return people;
}
