import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { deriveTeamKeys } from '../../src/crypto/team-key.ts';
import { commit } from '../../src/notebook/commit.ts';
import { addPhoto } from '../../src/notebook/write-photos.ts';
import { keepPictures } from '../../src/sealing/keep-pictures.ts';
import { seededRandom } from '../support/tablet.ts';
import { SimulatedTablet, TEAM } from '../simulation/tablet.ts';

let tablet: SimulatedTablet;
let stop: () => void;

beforeEach(async () => {
  const keys = await deriveTeamKeys(new Uint8Array(32).fill(4), TEAM);
  tablet = new SimulatedTablet({ keys, random: seededRandom(3), time: () => 1, fetch });
  await tablet.settleIn();
  await commit(tablet.notebook, [{ table: 'notes', row: 's.1.n1', fields: { text: 'Two bars' } }]);
  await addPhoto(
    tablet.notebook,
    { note: 's.1.n1', bytes: new Uint8Array(999).fill(7), width: 4, height: 3 },
    { undoScope: 'sitting' },
  );
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

test('[N4] a photo that found no room on the way to the mailbox goes later, though nothing changes meanwhile', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const full = new DOMException('', 'QuotaExceededError');
  const onError = vi.fn();
  let hasRoom = false;
  const alone = (work: () => Promise<void>) => (hasRoom ? work() : Promise.reject(full));
  const onSealed = vi.fn();
  const { notebook, mailbox } = tablet;
  stop = keepPictures({ notebook, mailbox, alone, onSealed, onError });
  await vi.waitFor(() => expect(onError).toHaveBeenCalledWith(full));
  expect(await tablet.mailbox.chunks.count()).toBe(0);

  hasRoom = true;
  await vi.advanceTimersByTimeAsync(10_000);

  await vi.waitFor(() => expect(onSealed).toHaveBeenCalled());
  expect((await tablet.mailbox.chunks.toArray()).map(({ state }) => state)).toEqual(['waiting']);
});
