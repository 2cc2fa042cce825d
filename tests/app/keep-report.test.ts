import { rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { report } from '../../src/app/keep-report.ts';
import { devices } from '../../src/notebook/read-team.ts';
import { networkTo, type Mishap } from '../support/lossy-network.ts';
import { startApp, temporaryDir, type RunningApp } from '../support/server.ts';
import { seededRandom } from '../support/tablet.ts';
import { TeamTablet } from '../support/team-tablet.ts';

let dataDir: string;
let server: RunningApp;
let mishap: Mishap = 'none';
let maria: TeamTablet;
let sam: TeamTablet;
let time = Date.UTC(2026, 10, 10, 10);
const random = seededRandom(7);

function aTablet(name: string): TeamTablet {
  const fetch = networkTo(
    () => server.app,
    () => mishap,
  );
  return new TeamTablet(name, { fetch, random, time: () => ++time });
}

beforeEach(async () => {
  dataDir = temporaryDir();
  mishap = 'none';
  server = await startApp({ dataDir, now: () => time });
  [maria, sam] = [aTablet('Maria'), aTablet('Sam')];
  await maria.start();
  await sam.join(await maria.inviteCode());
});
afterEach(async () => {
  for (const tablet of [maria, sam]) tablet.close();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** What Maria's list of tablets says of Sam's. */
const saidOfSam = async () => {
  await maria.round();
  return (await devices(maria.notebook)).find(({ id }) => id === sam.device)?.unsent;
};

test('colleagues see how many notes a tablet had not sent, until it says that all have gone', async () => {
  await report(sam);
  await sam.round();
  expect(await saidOfSam()).toBe(0);

  mishap = 'lostRequest';
  await sam.note('n1', 'Folds the strip');
  await sam.note('n2', 'Looks at the wall');
  await report(sam);
  await sam.round();
  mishap = 'none';
  expect(await saidOfSam()).toBe(0);
  await sam.round();
  expect(await saidOfSam()).toBe(2);

  await report(sam);
  await sam.round();
  expect(await saidOfSam()).toBe(0);
});

test('what was said already is not said again', async () => {
  await report(sam);
  await sam.round();
  const before = await sam.notebook.outbox.count();

  await report(sam);

  expect(await sam.notebook.outbox.count()).toBe(before);
});
