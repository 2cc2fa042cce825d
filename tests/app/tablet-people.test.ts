// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Keyring } from '../../src/access/keyring.ts';
import { createTabletSession } from '../../src/app/tablet-session.ts';
import type { Session } from '../../src/app/session.tsx';
import { chooseLanguage, currentLanguage, setLanguage } from '../../src/i18n/language.ts';
import { Mailbox } from '../../src/mailbox/database.ts';
import { commit } from '../../src/notebook/commit.ts';
import { Notebook } from '../../src/notebook/database.ts';
import { devices, members, team } from '../../src/notebook/read-team.ts';
import { seededRandom } from '../support/tablet.ts';

const random = seededRandom(5).bytes;
let tablets = 0;

beforeEach(() => {
  localStorage.clear();
  // Its first screen stands.
  document.body.innerHTML = '<h1>Today</h1>';
  vi.stubGlobal('isSecureContext', true);
});
afterEach(() => vi.unstubAllGlobals());

/** A tablet; each call is one more page of it. */
function newTablet(name = `keyring${++tablets}`) {
  const mailbox = new Mailbox();
  return async (): Promise<Session> =>
    await createTabletSession({
      keyring: new Keyring(name),
      mailbox,
      window,
      fetch: async () => await Promise.reject(new TypeError('Failed to fetch')),
      random,
      now: () => Date.now(),
      withLock: async (_name, work) => await work(),
      requestSync: () => undefined,
      sync: async () => ({ kind: 'offline' }),
      // There is no network here, nor what listens for it.
      onError: () => undefined,
      onBlocked: () => undefined,
      onHandedBack: () => undefined,
      origin: 'https://school.example',
      storage: localStorage,
      deviceLabel: 'iPad',
    });
}

async function mariasPage(openPage = newTablet()): Promise<Session> {
  const page = await openPage();
  await page.access.start({ teamName: 'P5 Maths triad', personName: 'Maria Evans', tags: [] });
  return page;
}

const people = (page: Session) => page.people()!;
const gate = (page: Session) => page.people()?.gate;
const named = (page: Session, name: string) => {
  const found = people(page).here.find((person) => person.name === name);
  if (found === undefined) throw new Error(`${name} is not on this tablet.`);
  return found.member;
};
const until = async (what: () => unknown) => await vi.waitFor(() => expect(what()).toBeTruthy());
const has = async (page: Session, name: string) =>
  await until(() => people(page).here.some((person) => person.name === name));
const hasPin = async (page: Session) => await until(() => people(page).here.some((person) => person.hasPin));

test('a team that was started by a page that was stopped at once has its name, and a lead, as soon as somebody says who they are', async () => {
  const openPage = newTablet();
  const page = await openPage();
  const stop = vi.spyOn(Notebook.prototype, 'transaction').mockRejectedValue(new Error('stopped'));
  const request = { teamName: 'P5 Maths triad', personName: 'Maria Evans', tags: [] };
  await expect(page.access.start(request)).rejects.toThrow('stopped');
  stop.mockRestore();
  const next = await openPage();
  expect(gate(next)).toBe('whoAreYou');

  await people(next).add({ name: 'Maria Evans' });

  const { notebook } = next.current()!;
  expect((await members(notebook)).map(({ name, role }) => `${name} ${role}`)).toEqual(['Maria Evans lead']);
  expect(await team(notebook)).toMatchObject({ name: 'P5 Maths triad' });
});

describe('several people on one tablet', () => {
  test('somebody new is introduced to the team with this tablet, and has it from then on', async () => {
    const page = await mariasPage();
    const maria = page.current()!.me;

    await people(page).add({ name: 'Sam Dale' });

    const { notebook, me } = page.current()!;
    expect(me).not.toBe(maria);
    expect((await members(notebook)).map(({ name, role }) => `${name} ${role}`)).toEqual([
      'Maria Evans lead',
      'Sam Dale member',
    ]);
    expect(await devices(notebook)).toMatchObject([{ member: maria, alsoUsedBy: [me] }]);
  });

  test('who comes back is the same person, and the notebook stays open as it was', async () => {
    const page = await mariasPage();
    const { me: maria, notebook } = page.current()!;
    await people(page).add({ name: 'Sam Dale' });
    await has(page, 'Maria Evans');

    await people(page).switchTo(maria);

    expect(page.current()).toMatchObject({ me: maria });
    expect(page.current()!.notebook).toBe(notebook);
  });

  test('the next page of the tablet opens for who had it last', async () => {
    const openPage = newTablet();
    const page = await mariasPage(openPage);
    await people(page).add({ name: 'Sam Dale' });

    const next = await openPage();

    expect(next.current()!.me).toBe(page.current()!.me);
    await has(next, 'Sam Dale');
    await has(next, 'Maria Evans');
  });

  test('a page that is open follows the person another page changes to', async () => {
    const openPage = newTablet();
    const page = await mariasPage(openPage);
    const other = await openPage();
    await has(other, 'Maria Evans');

    await people(page).add({ name: 'Sam Dale' });

    await until(() => other.current()!.me === page.current()!.me);
  });
});

describe('the demo beside a team', () => {
  test('gives way to the team’s own notebook also when the disk does not let go of it', async () => {
    const page = await mariasPage();
    const { me: maria, notebook } = page.current()!;
    await page.access.openDemo();
    vi.spyOn(page.current()!.notebook, 'delete').mockRejectedValue(new DOMException('busy', 'UnknownError'));

    await expect(page.access.removeDemo()).rejects.toThrow('busy');

    expect(page.current()).toMatchObject({ me: maria, isDemo: false });
    expect(page.current()!.notebook.team).toBe(notebook.team);
  });
});

describe('the language of each person on a tablet', () => {
  afterEach(() => setLanguage('en'));

  test('comes with whoever has it, and is nobody else’s', async () => {
    const page = await mariasPage();
    const maria = page.current()!.me;
    await people(page).add({ name: 'Sam Dale' });
    const sam = page.current()!.me;
    await has(page, 'Sam Dale');
    chooseLanguage('cy');

    await people(page).switchTo(maria);
    expect(currentLanguage()).toBe('en');

    await people(page).switchTo(sam);
    expect(currentLanguage()).toBe('cy');
  });

  test('is theirs again when they open the lock', async () => {
    const page = await mariasPage();
    const maria = page.current()!.me;
    await people(page).setPin('1357');
    await people(page).add({ name: 'Sam Dale' });
    await hasPin(page);
    chooseLanguage('cy');
    people(page).lock?.();

    await people(page).openWithPin(maria, '1357');

    expect(currentLanguage()).toBe('en');
    // Chosen before the lock it is nobody's.
    people(page).lock?.();
    chooseLanguage('cy');
    await people(page).openWithPin(maria, '1357');
    expect(currentLanguage()).toBe('en');
  });

  test('comes to a page with who is given the tablet on another', async () => {
    const page = await mariasPage(newTablet('shared'));
    const { me: maria, notebook } = page.current()!;
    await people(page).add({ name: 'Sam Dale' });
    await has(page, 'Sam Dale');
    chooseLanguage('cy');

    const keyring = new Keyring('shared');
    await keyring.teams.update(notebook.team, { me: maria });

    await until(() => page.current()!.me === maria && currentLanguage() === 'en');
    keyring.close();
  });
});

describe('a person who was removed from the team and shares a tablet that stays', () => {
  const remove = async (page: Session, member: string) =>
    await commit(page.current()!.notebook, [{ table: 'members', row: member, fields: { removed: true } }]);

  test('is not to be chosen on it any more', async () => {
    const page = await mariasPage();
    const maria = page.current()!.me;
    await people(page).add({ name: 'Sam Dale' });
    const sam = page.current()!.me;
    await has(page, 'Sam Dale');
    await people(page).switchTo(maria);

    await remove(page, sam);

    await until(() => people(page).here.length === 1);
    expect(gate(page)).toBe('open');
    await people(page).switchTo(sam);
    expect(page.current()!.me).toBe(maria);
  });

  test('hands it over at once where they have it, on every page, also the next', async () => {
    const openPage = newTablet();
    const page = await mariasPage(openPage);
    const maria = page.current()!.me;
    await people(page).add({ name: 'Sam Dale' });
    await has(page, 'Sam Dale');
    const other = await openPage();

    await remove(page, page.current()!.me);

    await until(() => gate(page) === 'whoAreYou' && gate(other) === 'whoAreYou');
    expect(gate(await openPage())).toBe('whoAreYou');
    await people(page).add({ member: maria, name: 'Maria Evans' });
    expect(page.current()!.me).toBe(maria);
    expect(gate(page)).toBe('open');
    await until(() => gate(other) === 'open');
  });

  test('leaves it to whoever else uses it, so that it can be removed as theirs', async () => {
    const openPage = newTablet();
    const page = await mariasPage(openPage);
    const maria = page.current()!.me;
    await people(page).add({ name: 'Sam Dale' });
    const { notebook, me: sam } = page.current()!;
    await has(page, 'Sam Dale');
    await remove(page, maria);
    await until(() => people(page).here.length === 1);

    await openPage();

    await vi.waitFor(async () =>
      expect(await devices(notebook)).toMatchObject([{ member: sam, alsoUsedBy: [] }]),
    );
  });

  test('does not leave their id, and with it their notes, to whoever has the tablet next', async () => {
    const page = await mariasPage();
    const maria = page.current()!.me;
    await has(page, 'Maria Evans');
    await remove(page, maria);
    await until(() => gate(page) === 'whoAreYou');

    await people(page).add({ name: 'Kim Hall' });

    // A look at who has it may have begun before, and comes first.
    await until(() => page.current()!.me !== maria);
    const { notebook, me: kim } = page.current()!;
    expect((await members(notebook)).map(({ name, removed }) => `${name} ${removed}`)).toEqual([
      'Kim Hall false',
      'Maria Evans true',
    ]);
    expect(await devices(notebook)).toMatchObject([{ member: kim, alsoUsedBy: [] }]);
  });

  test('is who they were when they say the same name again', async () => {
    const page = await mariasPage();
    const maria = page.current()!.me;
    await has(page, 'Maria Evans');
    await remove(page, maria);
    await until(() => gate(page) === 'whoAreYou');

    await people(page).add({ name: 'Maria Evans ' });

    expect(page.current()!.me).toBe(maria);
    await until(() => gate(page) === 'open');
    expect(await members(page.current()!.notebook)).toMatchObject([{ id: maria, removed: false }]);
  });

  test('ends the lesson that they are observing first', async () => {
    const page = await mariasPage();
    await people(page).add({ name: 'Robin' });
    const robin = page.current()!.me;
    await people(page).add({ name: 'Sam Dale' });
    await has(page, 'Sam Dale');
    const { notebook, me: sam } = page.current()!;
    const sitting = { table: 'sittings', row: 'oak.1.s1' } as const;
    const fields = { member: sam, device: notebook.device, startedAt: notebook.now() };
    await commit(notebook, [{ ...sitting, fields }]);

    await remove(page, sam);
    await remove(page, robin);
    // Both have been looked at when Robin is gone.
    await until(() => people(page).here.length === 2);
    expect(page.current()!.me).toBe(sam);
    expect(gate(page)).toBe('open');

    await commit(notebook, [{ ...sitting, fields: { endedMs: 60_000 } }]);
    await until(() => gate(page) === 'whoAreYou');
  });

  test('[K11] leaves it locked where another has a PIN, and open to be chosen where they had the only one', async () => {
    const page = await mariasPage();
    await has(page, 'Maria Evans');
    const maria = page.current()!.me;
    await people(page).setPin('4711');
    await hasPin(page);
    await people(page).add({ name: 'Sam Dale' });
    await has(page, 'Sam Dale');

    await remove(page, page.current()!.me);
    await until(() => gate(page) === 'locked');
    await remove(page, maria);
    await until(() => gate(page) === 'whoAreYou');
  });
});

describe('the lock', () => {
  test('is not there until somebody chooses a PIN', async () => {
    const page = await mariasPage();
    await has(page, 'Maria Evans');

    people(page).lock?.();

    expect(gate(page)).toBe('open');
  });

  test('[K11] each page that opens a team with a PIN opens it locked, and leaves the others as they are', async () => {
    const openPage = newTablet();
    const page = await mariasPage(openPage);
    await has(page, 'Maria Evans');
    await people(page).setPin('4711');
    await hasPin(page);

    const next = await openPage();

    expect(gate(next)).toBe('locked');
    expect(gate(page)).toBe('open');
  });

  test('[K11] shuts every page of the tablet, and a right PIN opens them all', async () => {
    const openPage = newTablet();
    const page = await mariasPage(openPage);
    await has(page, 'Maria Evans');
    const other = await openPage();
    await people(page).setPin('4711');
    await hasPin(page);
    await hasPin(other);

    people(page).lock?.();
    expect(gate(page)).toBe('locked');
    expect(page.current()!.isLocking?.()).toBe(true);
    await until(() => gate(other) === 'locked');

    expect(await people(other).openWithPin(page.current()!.me, '4712')).toBe('wrong');
    expect(gate(other)).toBe('locked');
    expect(await people(other).openWithPin(page.current()!.me, '4711')).toBe('right');
    expect(gate(other)).toBe('open');
    await until(() => gate(page) === 'open');
  });

  test('[K11] whoever has no PIN cannot open what is locked, nor add themselves to it', async () => {
    const page = await mariasPage();
    const maria = page.current()!.me;
    await people(page).add({ name: 'Sam Dale' });
    await has(page, 'Maria Evans');
    const sam = named(page, 'Sam Dale');
    await people(page).switchTo(maria);
    await people(page).setPin('4711');
    await hasPin(page);
    people(page).lock?.();

    await people(page).switchTo(sam);
    expect(await people(page).openWithPin(sam, '')).toBe('wait');
    await people(page).add({ name: 'Robin' });

    expect(gate(page)).toBe('locked');
    expect(page.current()!.me).toBe(maria);
  });

  test('nobody becomes a person with a PIN without it', async () => {
    const page = await mariasPage();
    const maria = page.current()!.me;
    await has(page, 'Maria Evans');
    await people(page).setPin('4711');
    await hasPin(page);
    await people(page).add({ name: 'Sam Dale' });

    await people(page).switchTo(maria);
    expect(page.current()!.me).not.toBe(maria);

    await people(page).openWithPin(maria, '4711');
    expect(page.current()!.me).toBe(maria);
  });
});
