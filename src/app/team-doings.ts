import { newPerson, type KeyringEntry } from '../access/keyring.ts';
import { invite, joinTeam, startTeam, tabletsSeen } from '../access/start-and-join.ts';
import type { Gate } from '../access/tablet-people.ts';
import type { AccessOutcome, TeamAccess, TeamOnTablet } from '../access/team-access.ts';
import { countWaitingForKey } from '../mailbox/incoming.ts';
import type { Notebook } from '../notebook/database.ts';
import { introduce, writeTeam } from '../notebook/write-team.ts';
import type { Alone } from '../sealing/keep-sealed.ts';
import type { TabletSessionDeps } from './tablet-session.ts';

interface TeamDoingsDeps extends TabletSessionDeps {
  /** Of the team that is open; undefined in the demo, and before any team. */
  readonly openNotebook: () => Notebook | undefined;
  readonly openEntry: (entry: KeyringEntry, gate?: Gate) => Promise<Notebook>;
}

export type TeamDoings = Pick<
  TeamAccess,
  'start' | 'join' | 'invite' | 'removeTablets' | 'waitingForKey' | 'tabletsSeen'
>;

/** What is done to a team once in a while: fetched by the first who asks for any of it. */
export function createTeamDoings(deps: TeamDoingsDeps): TeamDoings {
  const { keyring, deviceLabel } = deps;

  /** Without a name the tablet asks who holds it, once the team's list of people has come. */
  async function settleIn(
    { team, me }: TeamOnTablet,
    name: string | undefined,
    write: (notebook: Notebook, name: string) => Promise<void>,
  ) {
    const entry = await keyring.teams.get(team);
    if (entry === undefined) throw new Error('The team that was just kept is not in the keyring.');
    const isInUse = (await keyring.persons.where('team').equals(team).count()) > 0;
    if (name === undefined || isInUse) await deps.openEntry(entry);
    else {
      await write(await deps.openEntry(entry, 'open'), name);
      await keyring.persons.put(newPerson({ team, member: me, name }));
    }
    // From now on there is something to lose: the browser is asked not to clear it when it runs out of room. Firefox asks
    // the person in its turn, and nobody waits for that answer.
    void deps.window.navigator.storage?.persist?.().catch(deps.onError);
    return { kind: 'done', value: entry } as const;
  }

  return {
    async start({ teamName, personName, tags }) {
      if (!isSecure()) return noCrypto;
      const team = await startTeam(deps, teamName);
      const { me: member, device } = team;
      return await settleIn(team, personName, (notebook, name) => {
        const lead = { member, name, role: 'lead', device, deviceLabel } as const;
        return writeTeam(notebook, { name: teamName, tags, lead });
      });
    },
    async join({ code, personName }) {
      if (!isSecure()) return noCrypto;
      const outcome = await joinTeam(deps, code);
      if (outcome.kind === 'failed') return outcome;
      const { me: member, device, isGuest } = outcome.value;
      const role = isGuest ? 'guest' : 'member';
      return await settleIn(outcome.value, personName, (notebook, name) =>
        introduce(notebook, { member, name, role, device, deviceLabel }),
      );
    },
    async invite(team, options) {
      const postbox = await deps.mailbox.postboxes.get(team);
      // The server must know the team before it keeps a box for it.
      if (postbox?.isClaimed === false) await deps.sync(team);
      return await invite(deps, team, options);
    },
    async removeTablets(which) {
      const notebook = deps.openNotebook();
      const entry = notebook && (await keyring.teams.get(notebook.team));
      if (!entry) return { kind: 'failed', problem: 'unavailable' };
      const [{ removeTablets }, { sealingLock }] = await Promise.all([
        import('./remove-tablets.ts'),
        import('./keep-sending.ts'),
      ]);
      const alone: Alone = (work) => deps.withLock(sealingLock(entry.team), work);
      return await removeTablets({ ...deps, notebook, alone }, entry, which);
    },
    waitingForKey: async (team) => await countWaitingForKey(deps.mailbox, team),
    tabletsSeen: async (team) => await tabletsSeen(deps, team),
  };
}

const noCrypto: AccessOutcome<never> = { kind: 'failed', problem: 'noCrypto' };

/** Browsers lend their cryptography to https and localhost only. */
function isSecure(): boolean {
  return globalThis.isSecureContext;
}
