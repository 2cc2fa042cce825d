import { personsIn, type Keyring, type KeyringEntry, type PersonOnTablet } from '../access/keyring.ts';
import type { AccessDeps } from '../access/start-and-join.ts';
import type { Gate, PersonHere, TabletPeople } from '../access/tablet-people.ts';
import type { MemberId } from '../domain/ids.ts';
import { onLanguageChosen } from '../i18n/language.ts';
import type { Notebook } from '../notebook/database.ts';
import { isSomebodys } from '../notebook/read-team.ts';
import { firstScreenStands } from '../worker-link/first-screen-stands.ts';
import { speakAs } from './person-language.ts';
import type { PeopleNow } from './watch-people.ts';

interface TabletPeopleDeps extends AccessDeps {
  readonly window: Window;
  readonly now: () => number;
  readonly deviceLabel: string;
  /** Somebody else has the tablet, or the gate was shut or opened: the page shows it. */
  readonly onChange: (me: MemberId) => void;
  readonly onError: (error: unknown) => void;
}

/** The people of the team that is open, and the lock before it. What only some tablets need is fetched when they do. */
export interface PeopleOfTeam {
  readonly people: () => TabletPeople;
  readonly gate: () => Gate;
  readonly close: () => void;
}

/** Each page that opens a team with a PIN opens it locked, whatever the other pages of this tablet show. */
export async function readGate(
  keyring: Keyring,
  { team, me }: KeyringEntry,
): Promise<PeopleNow & { gate: Gate }> {
  const [persons, turn] = await Promise.all([personsIn(keyring, team), keyring.lockTurns.get(team)]);
  return { persons, turn, me, gate: gateFor(persons, me) };
}

function gateFor(persons: readonly PersonOnTablet[], me: MemberId | undefined): Gate {
  if (isSecured(persons)) return 'locked';
  return isOneOf(persons, me) ? 'open' : 'whoAreYou';
}

function isOneOf(persons: readonly PersonOnTablet[], me: MemberId | undefined): boolean {
  return persons.some(({ member }) => member === me);
}

function isSecured(persons: readonly PersonOnTablet[]): boolean {
  return persons.some(({ pin }) => pin !== undefined);
}

export function openPeople(
  deps: TabletPeopleDeps,
  notebook: Notebook,
  first: PeopleNow & { readonly gate: Gate },
): PeopleOfTeam {
  const { keyring, window } = deps;
  const { team } = notebook;
  let { persons, turn, me = '', gate } = first;
  const tell = () => {
    people = peopleNow();
    deps.onChange(me);
  };
  // Whoever cannot be spoken to as they chose has the tablet all the same.
  const speak = async (member: MemberId) => await speakAs(keyring, team, member).catch(deps.onError);
  const follow = (now: PeopleNow) => {
    const turns = (now.turn?.count ?? 0) - (turn?.count ?? 0);
    // Read before this page opened or shut the lock: who has the tablet since comes with the next.
    if (turns < 0) return;
    const isNewTurn = turns > 0;
    const before = { me, gate };
    if (isNewTurn) gate = now.turn?.isLocked ? 'locked' : 'open';
    const isMine = isOneOf(now.persons, now.me);
    if (gate === 'whoAreYou' && isMine) gate = 'open';
    // Somebody was removed from the team: perhaps whoever has the tablet, or the only one with a PIN.
    const isFewer = now.persons.length < persons.length;
    if (isFewer && (gate === 'locked' || !isMine)) gate = gateFor(now.persons, now.me);
    ({ persons, turn, me = me } = now);
    const isHanded = me !== before.me || before.gate === 'locked';
    if (gate === 'open' && isHanded) void speak(me);
    tell();
  };
  /** For all pages of this tablet. */
  const turnLock = async (isLocked: boolean) => {
    turn = await keyring.transaction('rw', keyring.lockTurns, async () => {
      const count = ((await keyring.lockTurns.get(team))?.count ?? 0) + 1;
      await keyring.lockTurns.put({ team, count, isLocked });
      return { team, count, isLocked };
    });
  };
  const shut = () => {
    if (gate !== 'open' || !isSecured(persons)) return false;
    gate = 'locked';
    tell();
    return true;
  };
  const lock = () => {
    if (shut()) turnLock(true).catch(deps.onError);
  };
  const handTo = async (member: MemberId) => {
    await keyring.teams.update(team, { me: member });
    me = member;
    await speak(me);
  };
  const letIn = async (member: MemberId) => {
    await keyring.teams.update(team, { me: member });
    await turnLock(false);
    await speak(member);
    me = member;
    gate = 'open';
    tell();
  };
  const actions = () => import('./people-actions.ts');
  const asNow = () => ({ ...deps, notebook, me });

  const doings = {
    team,
    async openWithPin(member: MemberId, pin: string) {
      const { tryPin } = await import('../access/pin-tries.ts');
      const outcome = await tryPin(keyring, team, member, pin);
      if (outcome === 'right') await letIn(member);
      return outcome;
    },
    async openWithCode(member: MemberId, code: string) {
      const { proveWithCode } = await import('../access/start-and-join.ts');
      const outcome = await proveWithCode(deps, team, code);
      if (outcome.kind === 'failed') return outcome;
      await (await actions()).keepPin({ ...asNow(), me: member }, undefined);
      await letIn(member);
      return outcome;
    },
    async waited({ member, failed }: Pick<PersonHere, 'member' | 'failed'>, leftMs: number) {
      const { passWait } = await import('../access/pin-tries.ts');
      await passWait(keyring, { team, member, failed }, leftMs);
    },
    async switchTo(member: MemberId) {
      const person = persons.find((each) => each.member === member);
      if (gate !== 'open' || person === undefined || person.pin !== undefined) return;
      await handTo(member);
      tell();
    },
    async add(person: { member?: MemberId; name: string }) {
      if (gate === 'locked') return;
      await handTo(await (await actions()).addPerson(asNow(), person));
      gate = 'open';
      tell();
    },
    async setPin(pin: string | undefined) {
      if (gate === 'open') await (await actions()).keepPin(asNow(), pin);
    },
    async lockAfter(lockAfterMinutes: number) {
      await keyring.persons.update([team, me], { lockAfterMinutes });
    },
  };
  const peopleNow = (): TabletPeople => ({
    ...doings,
    gate,
    lock: isSecured(persons) ? lock : undefined,
    here: persons.map(({ pin, ...person }) => ({ ...person, hasPin: pin !== undefined })),
  });
  let people = peopleNow();

  const introduceIfNobodys = async () => {
    if (!isOneOf(persons, me) || (await isSomebodys(notebook))) return;
    await (await actions()).introduceAgain(asNow());
  };

  const stopKeepingLanguage = onLanguageChosen((choice) => {
    // Before a lock nobody knows who chooses.
    if (gate !== 'open') return;
    const now = asNow();
    actions()
      .then(({ keepLanguage }) => keepLanguage(now, choice))
      .catch(deps.onError);
  });
  let isOpen = true;
  let stop: (() => void) | undefined;
  firstScreenStands(window)
    .then(() => introduceIfNobodys().catch(deps.onError))
    .then(() => import('./watch-people.ts'))
    .then(({ watchPeople }) => {
      // A page that slept through its time shuts itself; what it has not heard yet is not for the others to obey.
      const onIdle = () => (window.document.visibilityState === 'visible' ? lock() : shut());
      if (isOpen) stop = watchPeople({ ...deps, notebook, team, onPeople: follow, onIdle });
    })
    .catch(deps.onError);
  return {
    people: () => people,
    gate: () => gate,
    close() {
      isOpen = false;
      stopKeepingLanguage();
      stop?.();
    },
  };
}
