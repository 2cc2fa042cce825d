import { isNothing, type HandBack, type HandBackOutcome, type OnlyHere } from '../access/safekeeping.ts';
import type { TeamId } from '../domain/ids.ts';
import { commit } from '../notebook/commit.ts';
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
 * Takes a team, or everything, from this tablet: refused while anything of it is nowhere else. The tablet strikes itself out
 * of the team's list and gives up its token, where there is a network; then all of it goes.
 */
export async function handBack(deps: SafekeepingDeps, { scope }: HandBack): Promise<HandBackOutcome> {
  const left = await onlyHereIn(deps, scope);
  if (!isNothing(left)) return { kind: 'onlyHere', left };
  const teams = await teamsIn(deps, scope);
  const told: boolean[] = [];
  for (const team of teams) told.push(await giveUpPlace(deps, team));
  // While the server was told, somebody may have written in another tab. The farewell itself is none of it.
  const since = await onlyHereIn(deps, scope);
  if (since.notes + since.photos > 0) return { kind: 'onlyHere', left: since };
  deps.onHandedBack({ kind: 'working' });
  deps.closeAll();
  const isAllGone = await leave(deps, scope === 'everything' ? 'everything' : teams);
  const kind = scope === 'everything' ? 'everything' : 'team';
  deps.onHandedBack({ kind: 'gone', scope: kind, isToldServer: told.every(Boolean), isAllGone });
  return { kind: 'gone' };
}

/** False without a network: the tablet then stays in the list until somebody removes it there. */
async function giveUpPlace(deps: SafekeepingDeps, team: TeamId): Promise<boolean> {
  const postbox = await deps.mailbox.postboxes.get(team);
  if (postbox === undefined || !deps.window.navigator.onLine) return false;
  await withTeam(deps, team, async (entry, notebook) => {
    await commit(notebook, [{ table: 'devices', row: entry.device, deleted: true }]);
    const sealing = await teamSealing(deps, entry, notebook);
    await aloneFor(deps.withLock, team)('sealing', () => sealOutbox(sealing));
  });
  await deps.sync(team);
  const answer = await exchange(
    deps.fetch,
    { method: 'DELETE', path: `/api/teams/${team}/devices/self`, token: postbox.token },
    () => parsed(undefined),
  );
  return answer.kind === 'done';
}
