import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { removedTablets, type RemovedTablet } from '../../src/notebook/read-removals.ts';
import { networkTo, type Mishap } from '../support/lossy-network.ts';
import { startApp, temporaryDir, type RunningApp } from '../support/server.ts';
import { seededRandom } from '../support/tablet.ts';
import { TeamTablet } from '../support/team-tablet.ts';

export let maria: TeamTablet;
export let sam: TeamTablet;
export let kim: TeamTablet;
/** The one that stands at present. */
export let server: RunningApp;
export const random = seededRandom(41);

let folder: string;
let time = Date.UTC(2026, 10, 10, 10);
let mishap: Mishap = 'none';
let tablets: TeamTablet[] = [];
const UNLIMITED = { claimsPerAddress: 1e6, acceptsPerAddress: 1e6 };
const serve = (dir: string) => startApp({ dataDir: join(folder, dir), now: () => time, rates: UNLIMITED });

/** Before each test of a file: Maria's team, with Sam and Kim, in step with their server. */
export function withThreeTablets(): void {
  beforeEach(async () => {
    folder = temporaryDir();
    mishap = 'none';
    server = await serve('first');
    [maria, sam, kim] = [aTablet('Maria'), aTablet('Sam'), aTablet('Kim')];
    await maria.start();
    for (const tablet of [sam, kim]) await tablet.join(await maria.inviteCode());
    await rounds(maria, sam, kim);
  });
  afterEach(async () => {
    for (const tablet of tablets) tablet.close();
    tablets = [];
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
}

export function aTablet(name: string): TeamTablet {
  const fetch = networkTo(
    () => server.app,
    () => mishap,
  );
  // A later millisecond at each look: nobody writes twice at once.
  const tablet = new TeamTablet(name, { fetch, random, time: () => ++time });
  tablets.push(tablet);
  return tablet;
}

export async function rounds(...some: readonly TeamTablet[]): Promise<void> {
  for (let count = 0; count < 3; count++) for (const tablet of some) await tablet.round();
}

export function now(): number {
  return time;
}

/** What happens to every request from now on. */
export function letHappen(next: Mishap): void {
  mishap = next;
}

/** In place of the server comes one that has forgotten everything. */
export async function wipeServer(): Promise<void> {
  await server.stop();
  server = await serve('wiped');
}

/** Answers how the server is set back to what it holds now. */
export async function backUpServer(): Promise<() => Promise<void>> {
  await server.stop();
  cpSync(join(folder, 'first'), join(folder, 'backup'), { recursive: true });
  server = await serve('first');
  return async () => {
    await server.stop();
    server = await serve('backup');
  };
}

export async function waitingOf(tablet: TeamTablet): Promise<RemovedTablet> {
  return (await removedTablets(tablet.notebook))[0] as RemovedTablet;
}

/** As if that tablet had an older version and had published none. */
export async function withoutKey({ device }: TeamTablet): Promise<void> {
  for (const { notebook } of [maria, sam, kim]) {
    const row = (await notebook.rows('devices').get(device))!;
    await notebook.rows('devices').put({ ...row, fields: { ...row.fields, publicKey: '' } });
  }
}
