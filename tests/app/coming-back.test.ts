// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isUsedBy } from '../../src/domain/study.ts';
import { devices, membersNow } from '../../src/notebook/read-team.ts';
import { networkTo } from '../support/lossy-network.ts';
import { startApp, type RunningApp } from '../support/server.ts';
import { seededRandom } from '../support/tablet.ts';
import { TeamTablet } from '../support/team-tablet.ts';
import { pageOfSchool, type PageOfSchool } from './page-of-school.ts';

/** Another team in each test: pages are left open, and would hear what befalls one of the same name. */
let teams = 0;
let server: RunningApp;
let maria: TeamTablet;
let sam: PageOfSchool;

beforeEach(async () => {
  vi.stubGlobal('isSecureContext', true);
  server = await startApp();
  const fetch = networkTo(
    () => server.app,
    () => 'none',
  );
  maria = new TeamTablet('Maria', { fetch, random: seededRandom(++teams), time: () => Date.now() });
  await maria.start();
  sam = await pageOfSchool(server);
  await sam.session.access.join({ code: await maria.inviteCode(), personName: 'Sam Dale' });
});
afterEach(async () => {
  maria.close();
  await server.stop();
  vi.unstubAllGlobals();
});

const open = () => sam.session.current()!;

/** Until this is so, with everybody at the server again and again. */
async function untilAllSee(isSo: () => Promise<void>): Promise<void> {
  const keep = await sam.session.safekeeping();
  await vi.waitFor(
    async () => {
      await keep.onlyHere(open().notebook.team);
      await keep.sendNow();
      await maria.round();
      await isSo();
    },
    { timeout: 20_000, interval: 100 },
  );
}

const tabletsOf = async (person: string) =>
  (await devices(maria.notebook)).filter((device) => isUsedBy(device, person));

test('a removed tablet that comes back is in the list of tablets again, and gets the key of the next epoch', async () => {
  const { me } = open();
  await untilAllSee(async () => expect((await tabletsOf(me))[0]?.publicKey).toBeTruthy());
  const first = open().notebook.device;
  await maria.remove({ tablets: [first] });
  await untilAllSee(async () => expect(sam.session.status().trouble).toBe('removed'));

  await sam.session.access.join({ code: await maria.inviteCode(), personName: 'Sam Dale' });

  const { device } = open().notebook;
  expect(device).not.toBe(first);
  await untilAllSee(async () => {
    expect(await tabletsOf(me)).toContainEqual(
      expect.objectContaining({ id: device, member: me, publicKey: expect.stringMatching(/./) }),
    );
  });
});

test('a person who was removed with it comes back as who they were when they say their name', async () => {
  const { me } = open();
  await untilAllSee(async () => expect((await tabletsOf(me))[0]?.publicKey).toBeTruthy());
  await maria.remove({ tablets: [open().notebook.device], person: me });
  await untilAllSee(async () => expect(sam.session.status().trouble).toBe('removed'));
  await sam.session.access.join({ code: await maria.inviteCode(), personName: 'Sam Dale' });
  const people = () => sam.session.people()!;
  await untilAllSee(async () => expect(people().gate).toBe('whoAreYou'));

  await people().add({ name: 'Sam Dale' });

  expect(open().me).toBe(me);
  await untilAllSee(async () => {
    expect((await tabletsOf(me)).map(({ id }) => id)).toContain(open().notebook.device);
    expect((await membersNow(maria.notebook)).map(({ id }) => id)).toContain(me);
  });
});
