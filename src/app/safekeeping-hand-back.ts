import { isNothing, type HandBack, type HandBackOutcome, type OnlyHere } from '../access/safekeeping.ts';
import type { TeamId } from '../domain/ids.ts';
import { fixCopied } from '../mailbox/copies.ts';
import { unsent } from '../mailbox/outgoing.ts';
import { commit } from '../notebook/commit.ts';
import { keepCopied } from '../notebook/copied.ts';
import { parsed } from '../protocol/outcome.ts';
import { exchange } from '../protocol/exchange.ts';
import { onlyHere } from '../sealing/only-here.ts';
import { sealOutbox } from '../sealing/seal-outbox.ts';
import { leave } from './leaving.ts';
import { withTeam, type SafekeepingDeps } from './safekeeping.ts';
import { aloneFor, teamSealing } from './team-sealing.ts';

type Scope = HandBack['scope'];

export async function onlyHereIn(deps: SafekeepingDeps, scope: Scope): Promise<OnlyHere> {
  let all: OnlyHere = { notes: 0, others: 0, photos: 0 };
  for (const team of await teamsIn(deps, scope)) {
    const { notes, others, photos } = await withTeam(deps, team, async (entry, notebook) =>
      onlyHere(await teamSealing(deps, entry, notebook), aloneFor(deps.withLock, team)),
    );
    all = { notes: all.notes + notes, others: all.others + others, photos: all.photos + photos };
  }
  return all;
}

async function teamsIn({ keyring }: SafekeepingDeps, scope: Scope): Promise<readonly TeamId[]> {
  return scope === 'everything' ? await keyring.teams.toCollection().primaryKeys() : [scope];
}

/**
 * Takes a team, or everything, from this tablet: refused while anything of it is nowhere else. Where there is a network, the
 * tablet strikes itself out of the team's list; then all of it goes. Its token is given up last: a tablet that stays after
 * all can still send what kept it.
 */
export async function handBack(deps: SafekeepingDeps, { scope }: HandBack): Promise<HandBackOutcome> {
  const left = await onlyHereIn(deps, scope);
  if (!isNothing(left)) return { kind: 'onlyHere', left };
  const teams = await teamsIn(deps, scope);
  const places: (Place | undefined)[] = [];
  for (const team of teams) places.push(await strikeOut(deps, team));
  // While the server was told, somebody may have written in another tab.
  const since = await onlyHereIn(deps, scope);
  if (!isNothing(since)) {
    for (const place of places) if (place) await writeDevice(deps, place.team, { isStruckOut: false });
    return { kind: 'onlyHere', left: since };
  }
  deps.onHandedBack({ kind: 'working' });
  deps.closeAll();
  // Nothing else is on the screen any more: what breaks off here goes on at the next start, and that is said.
  const isAllGone = await leave(deps, scope === 'everything' ? 'everything' : teams).catch(
    (error: unknown) => {
      deps.onError(error);
      return false;
    },
  );
  const told: boolean[] = [];
  for (const place of places) told.push(place !== undefined && (await giveUp(deps, place)));
  const kind = scope === 'everything' ? 'everything' : 'team';
  deps.onHandedBack({ kind: 'gone', scope: kind, isToldServer: told.every(Boolean), isAllGone });
  return { kind: 'gone' };
}

/** What this tablet had in a team's list of tablets. */
interface Place {
  readonly team: TeamId;
  readonly token: Uint8Array;
  /** The team hears that the tablet struck itself out. */
  readonly isHeard: boolean;
}

/** Undefined without a network: the tablet then stays in the list until somebody removes it there. */
async function strikeOut(deps: SafekeepingDeps, team: TeamId): Promise<Place | undefined> {
  const postbox = await deps.mailbox.postboxes.get(team);
  if (postbox === undefined || !deps.window.navigator.onLine) return undefined;
  await writeDevice(deps, team, { isStruckOut: true });
  const { kind } = await deps.sync(team);
  return { team, token: postbox.token, isHeard: kind === 'synced' };
}

/** An envelope with the farewell and nothing else in it would be missed by nobody, and keeps no tablet from going. */
async function writeDevice(
  deps: SafekeepingDeps,
  team: TeamId,
  { isStruckOut }: { isStruckOut: boolean },
): Promise<void> {
  await withTeam(deps, team, async (entry, notebook) => {
    const sealing = await teamSealing(deps, entry, notebook);
    await aloneFor(deps.withLock, team)('sealing', async () => {
      const before = await unsent(deps.mailbox, team);
      const at = await commit(notebook, [{ table: 'devices', row: entry.device, deleted: isStruckOut }]);
      // One that waits is replaced by a fuller one.
      let isNothingElse = isStruckOut && before.every(({ sending }) => sending !== 'waiting');
      await sealOutbox(sealing, (sealed) => {
        isNothingElse &&= [...sealed].every((stamp) => stamp === at);
      });
      if (!isNothingElse) return;
      const known = new Set(before.map(({ id }) => id));
      const fresh = (await unsent(deps.mailbox, team)).map(({ id }) => id).filter((id) => !known.has(id));
      await fixCopied(deps.mailbox, team, fresh);
      await keepCopied(notebook, fresh);
    });
  });
}

async function giveUp(deps: SafekeepingDeps, { team, token, isHeard }: Place): Promise<boolean> {
  const answer = await exchange(
    deps.fetch,
    { method: 'DELETE', path: `/api/teams/${team}/devices/self`, token },
    () => parsed(undefined),
  );
  return isHeard && answer.kind === 'done';
}
