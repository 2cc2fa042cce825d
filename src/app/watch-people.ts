import { liveQuery } from 'dexie';
import { personsIn, type Keyring, type LockTurn, type PersonOnTablet } from '../access/keyring.ts';
import type { MemberId, TeamId } from '../domain/ids.ts';
import type { Member } from '../domain/study.ts';
import type { Notebook } from '../notebook/database.ts';
import { isObserving } from '../notebook/read-sitting.ts';
import { members } from '../notebook/read-team.ts';
import { removedIds } from '../notebook/removed-ids.ts';

/** What the pages of a tablet share about one team: who uses it, who has it now, whether it is locked. */
export interface PeopleNow {
  readonly persons: readonly PersonOnTablet[];
  readonly me: MemberId | undefined;
  readonly turn: LockTurn | undefined;
}

interface WatchDeps {
  readonly keyring: Keyring;
  readonly notebook: Notebook;
  readonly team: TeamId;
  readonly window: Window;
  readonly now: () => number;
  readonly onPeople: (people: PeopleNow) => void;
  readonly onIdle: () => void;
  readonly onError: (error: unknown) => void;
}

/** Follows what other pages of this tablet decide, keeps names as the team knows them, and sees when nobody is there. */
export function watchPeople({ keyring, notebook, team, window, now, onPeople, onIdle, onError }: WatchDeps) {
  let idle: { readonly limitMs: number; readonly stop: () => void } | undefined;
  const follow = (people: PeopleNow) => {
    const limitMs = lockAfterMs(people);
    if (limitMs !== idle?.limitMs) {
      idle?.stop();
      idle = limitMs === undefined ? undefined : { limitMs, stop: watchWith(limitMs) };
    }
    onPeople(people);
  };
  /** Both scripts come with the first PIN and before they are wanted: a lock that has to be fetched first is none. */
  const watchWith = (limitMs: number) => {
    import('./locked-tablet.tsx').catch(onError);
    let isStopped = false;
    let stop: (() => void) | undefined;
    import('./watch-idle.ts').then(({ watchIdle }) => {
      if (!isStopped) stop = watchIdle({ window, now, limitMs, onIdle });
    }, onError);
    return () => {
      isStopped = true;
      stop?.();
    };
  };
  const people = liveQuery(() => readPeople(keyring, team)).subscribe(follow, onError);
  const names = liveQuery(() => readKnown(keyring, notebook)).subscribe((known) => {
    keepNames(keyring, team, known).catch(onError);
  }, onError);
  // A page that slept may have missed what the others said.
  const lookAgain = () => {
    if (window.document.visibilityState === 'visible') readPeople(keyring, team).then(follow, onError);
  };
  window.document.addEventListener('visibilitychange', lookAgain);
  window.addEventListener('pageshow', lookAgain);
  return () => {
    people.unsubscribe();
    names.unsubscribe();
    idle?.stop();
    window.document.removeEventListener('visibilitychange', lookAgain);
    window.removeEventListener('pageshow', lookAgain);
  };
}

/** The people of the team, and who of those that were removed is not taken out of this tablet's yet. */
interface Known {
  readonly known: readonly Member[];
  readonly staying: MemberId | undefined;
}

/**
 * Whoever was removed with this tablet keeps it as it is, and is told elsewhere. Where the tablet stays its other people's,
 * a lesson under way is ended first.
 */
async function readKnown(keyring: Keyring, notebook: Notebook): Promise<Known> {
  const [known, entry] = await Promise.all([members(notebook), keyring.teams.get(notebook.team)]);
  const holder = known.find(({ id, removed }) => removed && id === entry?.me)?.id;
  if (holder === undefined) return { known, staying: undefined };
  const isOut = (await removedIds(notebook)).includes(notebook.device);
  return { known, staying: isOut || (await isObserving(notebook, holder)) ? holder : undefined };
}

/** Whoever was removed from the team is not to be chosen here any more. */
async function keepNames(keyring: Keyring, team: TeamId, { known, staying }: Known): Promise<void> {
  const gone = known.filter(({ id, removed }) => removed && id !== staying);
  await keyring.persons.bulkDelete(gone.map(({ id }): [TeamId, string] => [team, id]));
  const names = new Map(known.map(({ id, name }) => [id, name]));
  await keyring.persons
    .where('team')
    .equals(team)
    .filter(({ member, name }) => name !== (names.get(member) ?? name))
    .modify((person) => {
      Object.assign(person, { name: names.get(person.member) });
    });
}

async function readPeople(keyring: Keyring, team: TeamId): Promise<PeopleNow> {
  const [persons, entry, turn] = await Promise.all([
    personsIn(keyring, team),
    keyring.teams.get(team),
    keyring.lockTurns.get(team),
  ]);
  return { persons, me: entry?.me, turn };
}

/** As whoever has the tablet chose; without a PIN of their own, as the most careful of the others did. */
function lockAfterMs({ persons, me }: PeopleNow): number | undefined {
  const careful = persons.filter(({ pin }) => pin !== undefined);
  if (careful.length === 0) return undefined;
  const own = careful.find(({ member }) => member === me);
  const minutes =
    own?.lockAfterMinutes ?? Math.min(...careful.map(({ lockAfterMinutes }) => lockAfterMinutes));
  return minutes * 60_000;
}
