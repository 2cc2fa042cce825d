import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { deriveTeamKeys } from '../../src/crypto/team-key.ts';
import { watchUnsealed } from '../../src/app/watch-unsealed.ts';
import { commit } from '../../src/notebook/commit.ts';
import { addPhoto } from '../../src/notebook/write-photos.ts';
import { carryPictures } from '../../src/sealing/carry-pictures.ts';
import type { SyncStatus } from '../../src/worker-link/sync-status.ts';
import { watchStatus } from '../../src/worker-link/watch-status.ts';
import { seededRandom } from '../support/tablet.ts';
import { SimulatedTablet, TEAM } from '../simulation/tablet.ts';

const window = Object.assign(new EventTarget(), { navigator: { onLine: true } }) as unknown as Window;
const fail = (error: unknown) => {
  throw error;
};
const NOTE = 's.1.n1';

let tablet: SimulatedTablet;
let told: SyncStatus[];
let stop: () => void;

beforeEach(async () => {
  const keys = await deriveTeamKeys(new Uint8Array(32).fill(4), TEAM);
  tablet = new SimulatedTablet({ keys, random: seededRandom(3), time: () => 1, fetch });
  await tablet.settleIn();
  await tablet.mailbox.postboxes.update(TEAM, { settledAt: 1, lastTry: 'synced' });
  told = [];
  stop = watchStatus({
    team: TEAM,
    mailbox: tablet.mailbox,
    followUnsealed: (onUnsealed) => watchUnsealed(tablet.notebook, onUnsealed, fail),
    window,
    onStatus: (status) => void told.push(status),
    onPostbox: () => undefined,
    onError: fail,
  });
  await vi.waitFor(() => expect(told.at(-1)).toMatchObject({ kind: 'atServer' }));
});
afterEach(() => stop());

test('[S9] from the moment a note is saved nothing says that all is at the server, and it is counted before it is sealed', async () => {
  await commit(tablet.notebook, [{ table: 'notes', row: NOTE, fields: { text: 'x' } }]);

  expect(told.at(-1)).toMatchObject({ kind: 'sending' });
  await vi.waitFor(() => expect(told.at(-1)?.unsentNotes).toEqual(new Set([NOTE])));
});

test('a note in an envelope counts as long as the envelope is here, and then all is at the server again', async () => {
  await commit(tablet.notebook, [{ table: 'notes', row: NOTE, fields: { text: 'x' } }]);
  await tablet.seal();
  await vi.waitFor(() => expect(told.at(-1)?.unsentNotes).toEqual(new Set([NOTE])));

  await tablet.mailbox.mail.toCollection().modify({ sending: 'stored', seq: 1 });

  await vi.waitFor(() => expect(told.at(-1)).toMatchObject({ kind: 'atServer', unsentNotes: new Set() }));
});

test('what is no note, a mark or a name, counts as unsent too', async () => {
  await commit(tablet.notebook, [{ table: 'stageMarks', row: 's.1.m1', fields: { stage: 'x' } }]);
  const before = told.length;
  await vi.waitFor(() => expect(told.length).toBeGreaterThan(before));

  expect(told.at(-1)).toMatchObject({ kind: 'sending', unsentNotes: new Set() });
});

test('[S9] a photo counts from the moment it is saved, also while sealing it is held up, and once only when it is sealed', async () => {
  await commit(tablet.notebook, [{ table: 'notes', row: NOTE, fields: { text: 'x' } }]);
  const picture = { note: NOTE, bytes: new Uint8Array(999), width: 4, height: 3 };
  await addPhoto(tablet.notebook, picture, { undoScope: 'sitting' });
  await tablet.seal();
  await tablet.mailbox.mail.toCollection().modify({ sending: 'stored', seq: 1 });
  const onlyThePhoto = { kind: 'sending', unsentNotes: new Set(), unsentPhotos: 1 } as const;
  await vi.waitFor(() => expect(told.at(-1)).toMatchObject(onlyThePhoto));

  await carryPictures(tablet);
  await tablet.notebook.outbox.clear();
  const before = told.length;
  await vi.waitFor(() => expect(told.length).toBeGreaterThan(before));
  expect(told.at(-1)).toMatchObject(onlyThePhoto);

  await tablet.mailbox.chunks.toCollection().modify({ state: 'stored' });
  await carryPictures(tablet);
  await tablet.seal();
  await tablet.mailbox.mail.toCollection().modify({ sending: 'stored', seq: 2 });

  await vi.waitFor(() => expect(told.at(-1)).toMatchObject({ kind: 'atServer', unsentPhotos: 0 }));
});
