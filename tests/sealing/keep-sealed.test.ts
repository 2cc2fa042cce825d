import { afterEach, expect, test } from 'vitest';
import { deriveTeamKeys } from '../../src/crypto/team-key.ts';
import { commit } from '../../src/notebook/commit.ts';
import { keepSealed } from '../../src/sealing/keep-sealed.ts';
import { seededRandom } from '../support/tablet.ts';
import { SimulatedTablet, TEAM } from '../simulation/tablet.ts';

let stop: () => void;
afterEach(() => stop());

test('notes are sealed while more are written without a pause', async () => {
  const keys = await deriveTeamKeys(new Uint8Array(32).fill(4), TEAM);
  const tablet = new SimulatedTablet({ keys, random: seededRandom(3), time: () => 1, fetch });
  await tablet.settleIn();
  let sealedAfter: number | undefined;
  let written = 0;
  const onSealed = () => (sealedAfter ??= written);
  const alone = (work: () => Promise<void>) => work();
  stop = keepSealed({
    ...tablet.sealing,
    alone,
    onSealed,
    onError: (error) => {
      throw error;
    },
  });
  const write = async () => {
    while (written < 300 && sealedAfter === undefined) {
      const row = `s.1.n${++written}`;
      await commit(tablet.notebook, [{ table: 'notes', row, fields: { text: row } }]);
    }
  };

  await Promise.all([write(), write(), write()]);

  expect(sealedAfter).toBeLessThan(300);
});
