// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
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
