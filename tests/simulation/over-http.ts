import { expect } from 'vitest';
import { deriveTeamKeys } from '../../src/crypto/team-key.ts';
import { commit } from '../../src/notebook/commit.ts';
import { lessonNotes } from '../../src/notebook/read-lesson.ts';
import type { seededRandom } from '../support/tablet.ts';
import { SimulatedTablet, TEAM } from './tablet.ts';

interface OverHttp {
  readonly urlNow: () => string;
  readonly random: ReturnType<typeof seededRandom>;
  readonly time: () => number;
}

/** A whole tablet of the team, with its notebook, its keys and its sync, at whichever server is there when it asks. */
export async function tabletAt({ urlNow, random, time }: OverHttp): Promise<SimulatedTablet> {
  const keys = await deriveTeamKeys(new Uint8Array(32).fill(4), TEAM);
  const fetchThere: typeof fetch = (path, init) => fetch(`${urlNow()}${path as string}`, init);
  const tablet = new SimulatedTablet({ keys, random, time, fetch: fetchThere });
  await tablet.settleIn();
  return tablet;
}

/** One note more in the tablet's envelopes. */
export async function write(tablet: SimulatedTablet, text: string): Promise<void> {
  const row = `s.1.${tablet.notebook.device}${text.replaceAll(' ', '')}`;
  await commit(tablet.notebook, [{ table: 'notes', row, fields: { text, atMs: 1 } }]);
  await tablet.seal();
}

/** One after another, each with success. */
export async function exchange(...tablets: readonly SimulatedTablet[]): Promise<void> {
  for (const tablet of tablets) {
    expect(await tablet.sync()).toEqual({ kind: 'synced' });
    await tablet.open();
  }
}

/** What it can read, sorted. */
export async function texts(tablet: SimulatedTablet): Promise<readonly string[]> {
  return (await lessonNotes(tablet.notebook, 's.1')).map(({ text }) => text).toSorted();
}
