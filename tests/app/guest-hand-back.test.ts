// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { commit } from '../../src/notebook/commit.ts';
import { devices } from '../../src/notebook/read-team.ts';
import { startApp, type RunningApp } from '../support/server.ts';
import { seededRandom } from '../support/tablet.ts';
import { TeamTablet } from '../support/team-tablet.ts';
import { networkTo } from '../support/lossy-network.ts';
import { pageOfSchool } from './page-of-school.ts';

let server: RunningApp;
let maria: TeamTablet;

beforeEach(async () => {
  vi.stubGlobal('isSecureContext', true);
  server = await startApp();
  const fetch = networkTo(
    () => server.app,
    () => 'none',
  );
  maria = new TeamTablet('Maria', { fetch, random: seededRandom(3), time: () => Date.now() });
  await maria.start();
});
afterEach(async () => {
  maria.close();
  await server.stop();
  vi.unstubAllGlobals();
});

test('a guest hands their tablet back, and is struck out of the team’s list', async () => {
  const { session, onHandedBack } = await pageOfSchool(server);
  const code = await maria.inviteCode({ isGuest: true });
  await session.access.join({ code, personName: 'Gwen Jones' });
  const { team, device } = session.current()!.notebook;
  const keep = await session.safekeeping();
  // Its key is published in the background.
  await vi.waitFor(async () => {
    await keep.sendNow();
    await maria.round();
    const tablet = (await devices(maria.notebook)).find(({ id }) => id === device);
    expect(tablet?.publicKey).toBeTruthy();
    expect(await keep.onlyHere(team)).toEqual({ notes: 0, others: 0, photos: 0 });
  });

  expect(await keep.handBack({ scope: team })).toEqual({ kind: 'gone' });

  expect(onHandedBack).toHaveBeenLastCalledWith(expect.objectContaining({ isToldServer: true }));
  await maria.round();
  expect((await devices(maria.notebook)).map(({ id }) => id)).toEqual([maria.device]);
  expect(await maria.notebook.setAside.count()).toBe(0);
});

test('a tablet that stays because something was written while the server was told sends it, and is in the list again', async () => {
  let meanwhile = async () => undefined as void;
  const { session, onHandedBack } = await pageOfSchool(server, { afterSync: () => meanwhile() });
  await session.access.join({ code: await maria.inviteCode(), personName: 'Kim Hall' });
  const { notebook, me } = session.current()!;
  const keep = await session.safekeeping();
  const isSent = async () => {
    await keep.onlyHere(notebook.team);
    await keep.sendNow();
    await maria.round();
    expect(await keep.onlyHere(notebook.team)).toEqual({ notes: 0, others: 0, photos: 0 });
  };
  await vi.waitFor(isSent);
  meanwhile = async () => {
    meanwhile = async () => undefined;
    const fields = { text: 'Folds it in two', pupil: 'A', observer: me };
    await commit(notebook, [{ table: 'notes', row: 'oak.1.n1', fields }]);
  };

  expect(await keep.handBack({ scope: notebook.team })).toMatchObject({
    kind: 'onlyHere',
    left: { notes: 1 },
  });

  await vi.waitFor(isSent);
  expect(await maria.notes()).toEqual(['Folds it in two']);
  expect((await devices(maria.notebook)).map(({ id }) => id)).toContain(notebook.device);
  expect(onHandedBack).not.toHaveBeenCalled();
});
