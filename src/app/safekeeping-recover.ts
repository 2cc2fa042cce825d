import { newPerson, personsIn } from '../access/keyring.ts';
import { openSheet, settleRecovered } from '../access/recover.ts';
import type { RecoverOutcome, Safekeeping } from '../access/safekeeping.ts';
import type { AccessProblem } from '../access/team-access.ts';
import type { MemberId } from '../domain/ids.ts';
import type { Member } from '../domain/study.ts';
import { members } from '../notebook/read-team.ts';
import type { Notebook } from '../notebook/database.ts';
import { introduce } from '../notebook/write-team.ts';
import { openCopy, type CopiedRecovery } from '../protocol/copy-file.ts';
import { takeCopy } from '../sealing/copy-in.ts';
import { openMail } from '../sealing/open-mail.ts';
import { withTeam, type SafekeepingDeps } from './safekeeping.ts';
import { syncProblem } from './sync-problem.ts';
import { aloneFor, teamSealing } from './team-sealing.ts';

type Request = Parameters<Safekeeping['recover']>[0];
/** With a problem: not yet. */
type Introduced = { readonly me: MemberId; readonly problem?: AccessProblem };

/**
 * Brings a team back to a tablet that has nothing: its keys by the printed code, its notes from the server, from a sealed
 * copy, or from both. Who brings it back is the member of the name they type, if there was one, and leads the team from now
 * on: somebody has to remove the tablets that were lost.
 */
export async function recoverTeam(deps: SafekeepingDeps, request: Request): Promise<RecoverOutcome> {
  const { code, personName, copy, onStep } = request;
  const box = copy === undefined ? undefined : await boxIn(copy);
  if (box?.kind === 'unreadable') return box;
  const opened = await openSheet(deps, code, box?.recovery);
  if (opened.kind !== 'done') return opened;
  const known = await deps.keyring.teams.get(opened.contents.team);
  const persons = known ? await personsIn(deps.keyring, known.team) : [];
  // A try before this one may have stopped after the keys were kept and before anybody was introduced.
  const isHereAlready = persons.some(({ member }) => member === known?.me);
  const onTablet = await settleRecovered(deps, opened);
  const { team } = onTablet;
  const { me, problem } = await withTeam(deps, team, async (entry, notebook): Promise<Introduced> => {
    const sealing = await teamSealing(deps, entry, notebook);
    const alone = (work: () => Promise<void>) => aloneFor(deps.withLock, team)('sealing', work);
    if (copy) await takeCopy(sealing, copy, { alone, onStep });
    const synced = await deps.sync(team);
    await alone(() => openMail(sealing));
    if (isHereAlready) return { me: entry.me };
    // Who was in the team is known from its people: without them a second one of the same name would be made.
    const notCome = copy === undefined ? syncProblem(synced) : undefined;
    // The sheet itself was not refused.
    if (notCome) return { me: entry.me, problem: notCome === 'refused' ? 'unavailable' : notCome };
    const before = await memberOfName(notebook, personName);
    const me = before?.id ?? entry.me;
    const person = { member: me, name: before?.name ?? personName, role: 'lead' } as const;
    await introduce(notebook, { ...person, device: entry.device, deviceLabel: deps.deviceLabel });
    return { me };
  });
  if (problem !== undefined) return { kind: 'failed', problem };
  const entry = await deps.keyring.teams.get(team);
  if (entry === undefined) throw new Error('The team that was just kept is not in the keyring.');
  await deps.keyring.teams.update(team, { me });
  const isHere = (await personsIn(deps.keyring, team)).some(({ member }) => member === me);
  if (!isHere) await deps.keyring.persons.put(newPerson({ team, member: me, name: personName }));
  await deps.openEntry({ ...entry, me });
  await deps.window.navigator.storage?.persist?.();
  return { kind: 'done', value: { ...onTablet, me } };
}

/** Who somebody was in the team, by the name they type. */
async function memberOfName(notebook: Notebook, name: string): Promise<Member | undefined> {
  const plain = (text: string) => text.trim().toLocaleLowerCase();
  return (await members(notebook)).find(
    (member) => member.role !== 'guest' && !member.removed && plain(member.name) === plain(name),
  );
}

/** The box in a sealed copy; it comes before all envelopes. */
async function boxIn(
  copy: Blob,
): Promise<
  { kind: 'box'; recovery: CopiedRecovery | undefined } | Extract<RecoverOutcome, { kind: 'unreadable' }>
> {
  const opened = await openCopy(copy);
  if (!opened.ok) return { kind: 'unreadable', problem: opened.problem };
  for await (const { frame } of opened.value.frames()) {
    if (frame.kind === 'recovery') return { kind: 'box', recovery: frame.recovery };
    break;
  }
  // The server may have the box, and this file then brings what it lacks.
  return { kind: 'box', recovery: undefined };
}
