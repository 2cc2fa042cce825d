import { newPerson, type Keyring } from '../access/keyring.ts';
import { makePinCheck } from '../access/pin.ts';
import { isGuestDevice, type MemberId } from '../domain/ids.ts';
import type { Notebook } from '../notebook/database.ts';
import { introduce, introduceTablet, shareTablet } from '../notebook/write-team.ts';

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
  const isFirst = (await keyring.persons.where('team').equals(team).count()) === 0;
  const who = member ?? (isFirst ? deps.me : notebook.newId());
  const tablet = { member: who, device, deviceLabel };
  if (!isFirst)
    await shareTablet(notebook, member === undefined ? { member: who, newName: name } : { member: who });
  else if (member !== undefined) await introduceTablet(notebook, tablet);
  else await introduce(notebook, { ...tablet, name, role: isGuestDevice(device) ? 'guest' : 'member' });
  // Last: a tablet that stops before this asks again.
  await keyring.transaction('rw', keyring.persons, async () => {
    const known = await keyring.persons.get([team, who]);
    if (known === undefined) await keyring.persons.put(newPerson({ team, member: who, name }));
  });
  return who;
}

/** Without one: taken away, and with it what wrong ones had cost. */
export async function keepPin({ keyring, notebook, me }: PeopleDeps, pin: string | undefined): Promise<void> {
  const check = pin === undefined ? undefined : await makePinCheck(pin, notebook.random);
  await keyring.persons.update([notebook.team, me], { pin: check, failed: 0, waitMs: 0 });
}
