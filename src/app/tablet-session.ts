import Dexie from 'dexie';
import type { KeyringEntry } from '../access/keyring.ts';
import type { AccessDeps } from '../access/start-and-join.ts';
import type { Safekeeping } from '../access/safekeeping.ts';
import type { Gate } from '../access/tablet-people.ts';
import type { TeamAccess } from '../access/team-access.ts';
import type { MemberId } from '../domain/ids.ts';
import { PRACTICE_FLAG } from '../features/observe/practice-flag.ts';
import { Notebook, notebookName } from '../notebook/database.ts';
import type { OpenNotebook } from '../notebook/notebook-context.tsx';
import type { Sync } from '../sync/syncer.ts';
import type { PresenceLine } from '../worker-link/presence.ts';
import { NOTHING_TO_SEND, type SyncStatus } from '../worker-link/sync-status.ts';
import type { HandedBack } from './handed-back.ts';
import { LEAVING_KEY, letGoWhenDeleted } from './leaving-key.ts';
import { openTeam, type OpenTeamDeps } from './open-team.ts';
import type { Session } from './session.tsx';
import { openPeople, readGate, type PeopleOfTeam } from './tablet-people.ts';

export interface TabletSessionDeps extends Omit<OpenTeamDeps, 'onStatus' | 'onPresence'>, AccessDeps {
  /** Remembers which team is open, for the next start. */
  readonly storage: Storage;
  /** What this tablet is called in the list of tablets until somebody names it. */
  readonly deviceLabel: string;
  /** Syncs in this page and says how it ended. */
  readonly sync: Sync;
  /** A team, or everything, goes from this tablet: nothing may be opened again by this page. */
  readonly onHandedBack: (state: HandedBack) => void;
}

const OPEN_KEY = 'threefold-open';
const DEMO = 'demo';
/** Whose eyes the demo is seen through: one of its observers. */
const DEMO_MEMBER = 'm-sam';

/** What this tablet holds and which notebook is open: the one place where the page's programs are put together. */
export async function createTabletSession(deps: TabletSessionDeps): Promise<Session> {
  const { keyring, storage } = deps;
  const listeners = new Set<() => void>();
  let open: (OpenNotebook & { readonly close: () => void }) | undefined;
  let status: SyncStatus = NOTHING_TO_SEND;
  let presence: PresenceLine | undefined;
  let people: PeopleOfTeam | undefined;
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const onPresence = (line: PresenceLine | undefined) => {
    presence = line;
    tell();
  };
  const onStatus = (next: SyncStatus) => {
    status = next;
    tell();
  };
  const show = (next: typeof open, key: string | null, nextPeople?: PeopleOfTeam) => {
    open?.close();
    people?.close();
    open = next;
    people = nextPeople;
    if (key === null) storage.removeItem(OPEN_KEY);
    else storage.setItem(OPEN_KEY, key);
    tell();
  };

  async function openEntry(entry: KeyringEntry, gate?: Gate) {
    status = NOTHING_TO_SEND;
    const [{ notebook, close }, found] = await Promise.all([
      openTeam({ ...deps, onStatus, onPresence }, entry),
      readGate(keyring, entry),
    ]);
    letGoWhenDeleted(notebook);
    letGoWhenDeleted(notebook.spare);
    const isLocking = () => people?.gate() === 'locked';
    const onChange = (me: MemberId) => {
      if (open?.notebook === notebook && open.me !== me) open = { ...open, me };
      tell();
    };
    const opened = openPeople({ ...deps, onChange }, notebook, { ...found, ...(gate && { gate }) });
    show({ notebook, me: entry.me, isDemo: false, isLocking, close }, entry.team, opened);
    return notebook;
  }

  async function openDemo() {
    const notebook = new Notebook({ team: DEMO, device: 'ddemo', now: deps.now, random: deps.random });
    notebook.on('blocked', deps.onBlocked);
    if ((await notebook.rows('team').count()) === 0) {
      await (await import('../features/demo/load-demo.ts')).loadDemo(notebook);
    }
    status = { ...NOTHING_TO_SEND, isDemo: true };
    show({ notebook, me: DEMO_MEMBER, isDemo: true, close: () => notebook.close() }, DEMO);
  }

  async function openLast() {
    const last = storage.getItem(OPEN_KEY);
    if (last === DEMO) return await openDemo();
    const entry = last === null ? undefined : await keyring.teams.get(last);
    const any = entry ?? (await keyring.teams.toCollection().first());
    if (any) await openEntry(any);
  }

  const openTeamsNotebook = () => (open?.isDemo ? undefined : open?.notebook);
  const doings = async () =>
    (await import('./team-doings.ts')).createTeamDoings({
      ...deps,
      openNotebook: openTeamsNotebook,
      openEntry,
    });

  const access: TeamAccess = {
    start: async (request) => await (await doings()).start(request),
    join: async (request) => await (await doings()).join(request),
    invite: async (team, options) => await (await doings()).invite(team, options),
    removeTablets: async (which) => await (await doings()).removeTablets(which),
    waitingForKey: async (team) => await (await doings()).waitingForKey(team),
    tabletsSeen: async (team) => await (await doings()).tabletsSeen(team),
    teams: () => keyring.teams.toArray(),
    async open(team) {
      const entry = await keyring.teams.get(team);
      if (entry) await openEntry(entry);
    },
    async serverChangeRead(team) {
      await deps.mailbox.postboxes.update(team, { healedAt: null });
    },
    async mendingRead(team) {
      await deps.mailbox.postboxes.update(team, { mended: null });
    },
    async lostTeam() {
      if ((await keyring.teams.count()) > 0) return 'none';
      const last = storage.getItem(OPEN_KEY);
      const isTeams = (name: string) => name.startsWith(notebookName('')) && name !== notebookName(DEMO);
      const isLocked = (await Dexie.getDatabaseNames()).some(isTeams);
      if (isLocked || (await deps.mailbox.postboxes.count()) > 0) return 'locked';
      return last === null || last === DEMO ? 'none' : 'cleared';
    },
    openDemo,
    async closeDemo() {
      show(undefined, null);
      await openLast();
    },
    async removeDemo() {
      const demo = open?.isDemo ? open.notebook : undefined;
      show(undefined, null);
      try {
        await demo?.delete();
        await demo?.spare.delete();
      } finally {
        // What the disk kept can be removed when the demo is opened again; the team's own notebook does not wait for that.
        await openLast();
      }
    },
  };

  let safekeeping: Promise<Safekeeping> | undefined;
  const loadSafekeeping = () =>
    (safekeeping ??= import('./safekeeping.ts').then(({ createSafekeeping }) =>
      createSafekeeping({
        ...deps,
        openNotebook: openTeamsNotebook,
        openEntry,
        // Without a word to the screens: another takes the place of all of them.
        closeAll: () => open?.close(),
      }),
    ));

  letGoWhenDeleted(keyring);
  letGoWhenDeleted(deps.mailbox);
  await finishLeaving(deps);
  deps.window.addEventListener('storage', ({ key, newValue }) => {
    if (key !== LEAVING_KEY || newValue === null) return;
    const isMine = open !== undefined && newValue.includes(JSON.stringify(open.notebook.team));
    if (newValue !== EVERYTHING && !isMine) return;
    open?.close();
    deps.onHandedBack({ kind: 'elsewhere' });
  });
  await openLast();
  void clearUpPractice(storage).catch(deps.onError);
  // Teams that are not open may still have notes to send. The first screen does not wait for the mailbox, which the worker
  // may be busy with.
  deps.mailbox.postboxes
    .toCollection()
    .primaryKeys()
    .then((teams) => teams.forEach(deps.requestSync), deps.onError);
  return {
    access,
    current: () => open,
    status: () => status,
    presence: () => presence,
    safekeeping: loadSafekeeping,
    people: () => people?.people(),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A practice whose tab was closed in the middle leaves nothing either; where there was none, nothing is fetched for it. */
async function clearUpPractice(storage: Storage): Promise<void> {
  if (storage.getItem(PRACTICE_FLAG) === null) return;
  await (await import('../features/observe/practice-notebook.ts')).clearUpPractice();
}

/** A tablet that was being handed back goes on with it before anything is shown; hardly ever is there anything to fetch for it. */
async function finishLeaving(deps: TabletSessionDeps): Promise<void> {
  if (deps.storage.getItem(LEAVING_KEY) === null) return;
  await (await import('./leaving.ts')).finishLeaving(deps);
  // Closed while they were removed: from here on the tablet begins anew.
  await Promise.all([deps.keyring.open(), deps.mailbox.open()]);
}

const EVERYTHING = JSON.stringify('everything');
