import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { deriveTeamKeys } from '../../src/crypto/team-key.ts';
import { commit } from '../../src/notebook/commit.ts';
import { keepSealed } from '../../src/sealing/keep-sealed.ts';
import { seededRandom } from '../support/tablet.ts';
import { SimulatedTablet, TEAM } from '../simulation/tablet.ts';

let tablet: SimulatedTablet;
let stop: () => void;

beforeEach(async () => {
  const keys = await deriveTeamKeys(new Uint8Array(32).fill(4), TEAM);
  tablet = new SimulatedTablet({ keys, random: seededRandom(3), time: () => 1, fetch });
  await tablet.settleIn();
});
afterEach(() => stop());

const alone = (work: () => Promise<void>) => work();
const onError = (error: unknown) => {
  throw error;
};
const note = (row: string) => commit(tablet.notebook, [{ table: 'notes', row, fields: { text: row } }]);

test('notes are sealed while more are written without a pause', async () => {
  let sealedAfter: number | undefined;
  let written = 0;
  const onSealed = () => (sealedAfter ??= written);
  stop = keepSealed({ ...tablet.sealing, alone, onSealed, onError });
  const write = async () => {
    while (written < 300 && sealedAfter === undefined) {
      await note(`s.1.n${++written}`);
    }
  };

  await Promise.all([write(), write(), write()]);

  expect(sealedAfter).toBeLessThan(300);
});

test('what was sealed is not looked for again, and what is saved next is sealed', async () => {
  stop = keepSealed({ ...tablet.sealing, alone, onSealed: () => undefined, onError });
  await runsAreOver();
  const reading = vi.spyOn(tablet.notebook.outbox, 'orderBy');

  for (const reads of [1, 2]) {
    await note(`s.1.n${reads}`);
    await vi.waitFor(async () => expect(await tablet.notebook.outbox.count()).toBe(0));
    await runsAreOver();
    expect(reading).toHaveBeenCalledTimes(reads);
  }
});

/** Several times as long as it is from one run to the next. */
async function runsAreOver(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 200));
}
