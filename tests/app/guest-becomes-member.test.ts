// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isGuestDevice } from '../../src/domain/ids.ts';
import { commit } from '../../src/notebook/commit.ts';
import { roleOf } from '../../src/notebook/read-team.ts';
import { networkTo } from '../support/lossy-network.ts';
import { startApp, type RunningApp } from '../support/server.ts';
import { seededRandom } from '../support/tablet.ts';
import { TeamTablet } from '../support/team-tablet.ts';
import { pageOfSchool } from './page-of-school.ts';

let teams = 100;
let server: RunningApp;
let maria: TeamTablet;
let kim: TeamTablet;

beforeEach(async () => {
  vi.stubGlobal('isSecureContext', true);
  server = await startApp();
  const fetch = networkTo(
    () => server.app,
    () => 'none',
  );
  const deps = { fetch, random: seededRandom(++teams), time: () => Date.now() };
  [maria, kim] = [new TeamTablet('Maria', deps), new TeamTablet('Kim', deps)];
  await maria.start();
  await kim.join(await maria.inviteCode());
  await maria.round();
});
afterEach(async () => {
  maria.close();
  kim.close();
  await server.stop();
  vi.unstubAllGlobals();
});

test.each([{ isRemoved: false }, { isRemoved: true }])(
  'a guest who is invited as a colleague writes with the team from then on, removed before: $isRemoved',
  async ({ isRemoved }) => {
    // Two epochs: what a guest has of them is not what a colleague has.
    await maria.remove({ tablets: [kim.device] });
    await maria.round();
    const { session } = await pageOfSchool(server);
    const code = await maria.inviteCode({ isGuest: true });
    await session.access.join({ code, personName: 'Gwen Jones' });
    const keep = await session.safekeeping();
    const send = async () => {
      await keep.onlyHere(session.current()!.notebook.team);
      await keep.sendNow();
      await maria.round();
    };
    await send();
    const guest = session.current()!;
    if (isRemoved) {
      await maria.remove({ tablets: [guest.notebook.device] });
      await vi.waitFor(async () => {
        await send();
        expect(session.status().trouble).toBe('removed');
      });
    }

    await session.access.join({ code: await maria.inviteCode(), personName: 'Gwen Jones' });

    const { notebook, me } = session.current()!;
    expect(isGuestDevice(notebook.device)).toBe(false);
    const fields = { text: 'Folds it in two', pupil: 'A', observer: me };
    await commit(notebook, [{ table: 'notes', row: 'oak.1.n1', fields }]);
    await vi.waitFor(async () => {
      await send();
      expect(await maria.notes()).toEqual(['Folds it in two']);
    });
    expect(await roleOf(maria.notebook, me)).toBe('member');
    expect((await maria.mailbox.mail.toArray()).filter(({ reading }) => reading === 'setAside')).toEqual([]);
  },
);
