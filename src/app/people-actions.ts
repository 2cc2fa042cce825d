import { newPerson, personsIn, type Keyring } from '../access/keyring.ts';
import { makePinCheck } from '../access/pin.ts';
import type { TeamOnTablet } from '../access/team-access.ts';
import { isGuestDevice, type MemberId } from '../domain/ids.ts';
import type { Language } from '../i18n/language.ts';
import type { Notebook } from '../notebook/database.ts';
import { isSomebodys, members, membersNow, team as readTeam } from '../notebook/read-team.ts';
import { removedIds } from '../notebook/removed-ids.ts';
import { introduce, introduceTablet, shareTablet, writeTeam } from '../notebook/write-team.ts';

interface PeopleDeps {
  readonly keyring: Keyring;
  readonly notebook: Notebook;
  readonly me: MemberId;
  readonly deviceLabel: string;
}

/** Somebody says who they are: the first on a tablet that has joined, or one more on a tablet that is in use. */
export async function addPerson(
  deps: PeopleDeps,
  { name, member }: { readonly member?: MemberId; readonly name: string },
): Promise<MemberId> {
  const { keyring, notebook, deviceLabel } = deps;
  const { team, device } = notebook;
  const before = (await personsIn(keyring, team)).map((person) => person.member);
  // Also one that has come back under another id, or whose person was removed without it.
  const isFirst = before.length === 0 || !(await isSomebodys(notebook));
  const who = member ?? (isFirst && (await isFree(deps, name)) ? deps.me : notebook.newId());
  const others = before.filter((other) => other !== who);
  const founded = before.length === 0 ? await startedOnly(deps) : undefined;
  const tablet = { member: who, device, deviceLabel, ...(others.length > 0 && { alsoUsedBy: others }) };
  if (!isFirst)
    await shareTablet(notebook, member === undefined ? { member: who, newName: name } : { member: who });
  else if (member !== undefined) await introduceTablet(notebook, tablet);
  else if (founded)
    await writeTeam(notebook, { name: founded.name, tags: [], lead: { ...tablet, name, role: 'lead' } });
  else await introduce(notebook, { ...tablet, name, role: isGuestDevice(device) ? 'guest' : 'member' });
  // Last: a tablet that stops before this asks again.
  await keyring.transaction('rw', keyring.persons, async () => {
    const known = await keyring.persons.get([team, who]);
    if (known === undefined) await keyring.persons.put(newPerson({ team, member: who, name }));
  });
  return who;
}

/** A team that was started here, by a page that was stopped before it wrote down the team's name and who leads it. */
async function startedOnly({ keyring, notebook }: PeopleDeps): Promise<TeamOnTablet | undefined> {
  const entry = await keyring.teams.get(notebook.team);
  return entry?.isFounded && (await readTeam(notebook)) === undefined ? entry : undefined;
}

/**
 * Whether the id that the tablet has for whoever holds it may be theirs: nobody in the team has it, or they had it until they
 * were removed, and say the same name again. Under another's id they would be taken for who wrote that person's notes.
 */
async function isFree({ notebook, me }: PeopleDeps, name: string): Promise<boolean> {
  const before = (await members(notebook)).find(({ id }) => id === me);
  const plain = (text: string) => text.trim().toLocaleLowerCase();
  return before === undefined || (before.removed && plain(before.name) === plain(name));
}

/**
 * A tablet that was removed has come back, under another id; or it stayed when its person was removed, because others use it.
 * It says once more whose it is. Colleagues would otherwise look in vain for it in their list, and could not remove it; and
 * nobody would seal the next key for one that came back.
 */
export async function introduceAgain({ keyring, notebook, me, deviceLabel }: PeopleDeps): Promise<void> {
  const { team, device } = notebook;
  // A guest comes back as a new guest.
  if (isGuestDevice(device) || (await removedIds(notebook)).includes(device)) return;
  const here = (await personsIn(keyring, team)).map(({ member }) => member);
  // Whoever was removed themselves is asked who they are.
  const isInTeam = (await membersNow(notebook)).some(({ id }) => id === me);
  if (!here.includes(me) || !isInTeam) return;
  const alsoUsedBy = here.filter((member) => member !== me);
  await introduceTablet(notebook, { member: me, device, deviceLabel, alsoUsedBy });
}

/** Without one: taken away, and with it what wrong ones had cost. */
export async function keepPin({ keyring, notebook, me }: PeopleDeps, pin: string | undefined): Promise<void> {
  const check = pin === undefined ? undefined : await makePinCheck(pin, notebook.random);
  await keyring.persons.update([notebook.team, me], { pin: check, failed: 0, waitMs: 0 });
}

/**
 * Whoever has the tablet chose a language: it is theirs from now on. The others who use it, and never chose, go on in the
 * one there was before.
 */
export async function keepLanguage(
  { keyring, notebook, me }: PeopleDeps,
  { chosen, before }: { readonly chosen: Language; readonly before: Language },
): Promise<void> {
  await keyring.persons
    .where('team')
    .equals(notebook.team)
    .modify((person) => {
      Object.assign(person, { language: person.member === me ? chosen : (person.language ?? before) });
    });
}
