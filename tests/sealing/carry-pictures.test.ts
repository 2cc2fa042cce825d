import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deriveTeamKeys } from '../../src/crypto/team-key.ts';
import { unsentBlobs } from '../../src/mailbox/chunks.ts';
import { commit } from '../../src/notebook/commit.ts';
import { lessonPhotos, pictureBytes, photosNotSealed } from '../../src/notebook/read-photos.ts';
import { undo } from '../../src/notebook/undo.ts';
import { deleteNote } from '../../src/notebook/write-lesson.ts';
import { addPhoto, deletePhoto, wantPicture } from '../../src/notebook/write-photos.ts';
import { carryPictures } from '../../src/sealing/carry-pictures.ts';
import { createCarrier } from '../../src/sync/carrier.ts';
import { carryPhotos } from '../../src/sync/carry-photos.ts';
import { SimulatedTablet, TEAM } from '../simulation/tablet.ts';
import { addressOf, networkTo, type Mishap } from '../support/lossy-network.ts';
import { startApp, type RunningApp } from '../support/server.ts';
import { seededRandom } from '../support/tablet.ts';

const NOTE = 's.1.note';
const YEAR = 365 * 24 * 60 * 60_000;
let server: RunningApp;
let mishaps: Mishap[] = [];
let requests: string[] = [];
let time = Date.UTC(2026, 10, 10, 10);
const random = seededRandom(78);

beforeEach(async () => {
  server = await startApp({ now: () => time });
  mishaps = [];
  requests = [];
});
afterEach(async () => await server.stop());

class Tablet extends SimulatedTablet {
  readonly syncDeps;

  constructor(options: ConstructorParameters<typeof SimulatedTablet>[0]) {
    super(options);
    this.syncDeps = {
      mailbox: this.mailbox,
      fetch: options.fetch,
      now: () => time,
      isOnline: () => true,
      chance: () => 0.5,
    };
  }

  /** Seals, sends words and photos, receives, opens: once round. */
  async goRound(): Promise<void> {
    await this.seal();
    await carryPictures(this);
    await this.sync();
    await this.open();
    await carryPictures(this);
    await carryPhotos(this.syncDeps, TEAM);
    await carryPictures(this);
    await this.seal();
  }

  async takePhoto(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
    await commit(this.notebook, [{ table: 'notes', row: NOTE, fields: { text: 'Two bars', atMs: 1 } }]);
    return await addPhoto(
      this.notebook,
      { note: NOTE, bytes, width: 4, height: 3 },
      { undoScope: 'sitting' },
    );
  }

  states = async () => (await this.mailbox.chunks.toArray()).map(({ state }) => state);
  unsent = async () => (await unsentBlobs(this.mailbox, TEAM)).size;
}

async function newTablet(): Promise<Tablet> {
  const network = networkTo(
    () => server.app,
    () => mishaps.shift() ?? 'none',
  );
  const fetch: typeof globalThis.fetch = (input, init) => {
    const path = addressOf(input)
      .replace(TEAM, ':team')
      .replace(/blobs\/[^/]+/, 'blobs/:blob');
    requests.push(`${init?.method} ${path.replace(/\?.*/, '')}`);
    return network(input, init);
  };
  const keys = await deriveTeamKeys(new Uint8Array(32).fill(4), TEAM);
  const tablet = new Tablet({ keys, random, time: () => time, fetch });
  await tablet.settleIn();
  return tablet;
}

const aPicture = (length = 120_000) => new Uint8Array(randomBytes(length));
const same = (a: Uint8Array | undefined, b: Uint8Array) => Buffer.compare(a ?? new Uint8Array(), b) === 0;

describe('a photo on its way', () => {
  test('reaches a colleague who looks at it, after all words, and is then said to be at the server', async () => {
    const [maria, sam] = [await newTablet(), await newTablet()];
    const picture = aPicture();
    const photo = await maria.takePhoto(picture);
    expect(await photosNotSealed(maria.notebook)).toEqual([photo]);

    await maria.goRound();
    expect(requests.filter((each) => !each.includes('GET'))).toEqual([
      'POST /api/teams',
      'POST /api/teams/:team/envelopes',
      'PUT /api/teams/:team/blobs/:blob/0',
    ]);
    await maria.goRound();
    await sam.goRound();
    const [row] = (await lessonPhotos(sam.notebook, 's.1')).byNote.get(NOTE) ?? [];
    expect(row).toMatchObject({ id: photo, atServer: true, width: 4, height: 3, bytes: 120_000 });
    expect(await pictureBytes(sam.notebook, photo)).toBeUndefined();

    await wantPicture(sam.notebook, photo);
    await sam.goRound();

    expect(same(await pictureBytes(sam.notebook, photo), picture)).toBe(true);
    expect(await sam.states()).toEqual(['stored']);
    expect(await maria.states()).toEqual(['stored']);
    expect((await sam.mailbox.chunks.toArray())[0]?.bytes).toBeUndefined();
  });

  test('that is looked at before it was sent is asked for again, and not at every sync', async () => {
    const [maria, sam] = [await newTablet(), await newTablet()];
    const photo = await maria.takePhoto(aPicture());
    await maria.seal();
    await maria.sync();
    await sam.goRound();
    await wantPicture(sam.notebook, photo);
    requests = [];
    for (let times = 0; times < 4; times++) await sam.goRound();
    expect(requests.filter((each) => each.startsWith('GET') && each.includes('blobs'))).toHaveLength(1);

    await maria.goRound();
    time += 3000;
    await sam.goRound();

    expect(await pictureBytes(sam.notebook, photo)).toBeDefined();
  });

  test('[M5] that was asked for in vain while the clock was years ahead is asked for when it is right again', async () => {
    const [maria, sam] = [await newTablet(), await newTablet()];
    const photo = await maria.takePhoto(aPicture());
    await maria.seal();
    await maria.sync();
    await sam.goRound();
    await wantPicture(sam.notebook, photo);
    time += 73 * YEAR;
    await sam.goRound();
    time -= 73 * YEAR;
    await maria.goRound();

    await sam.goRound();

    expect(await pictureBytes(sam.notebook, photo)).toBeDefined();
  });

  test('[M5] pauses no longer for a failure from before its clock was set back', async () => {
    const maria = await newTablet();
    await maria.takePhoto(aPicture());
    await maria.seal();
    await carryPictures(maria);
    await maria.sync();
    const carry = createCarrier(maria.syncDeps, (_name, work) => Promise.resolve().then(work));
    time += 73 * YEAR;
    mishaps = ['lostRequest'];
    expect(await carry(TEAM)).toBe(false);
    time -= 73 * YEAR;

    expect(await carry(TEAM)).toBe(true);
    expect(await maria.states()).toEqual(['stored']);
  });

  test.each<Mishap>(['lostRequest', 'lostReply', 'twice', 'cutReply', 'signInPage', 'proxyError'])(
    '[S4] [S2] whose sending ends with %s is sent again as it was and is there once',
    async (mishap) => {
      const [maria, sam] = [await newTablet(), await newTablet()];
      const picture = aPicture(600_000);
      const photo = await maria.takePhoto(picture);
      await maria.seal();
      await carryPictures(maria);
      await maria.sync();
      mishaps = ['none', mishap];
      await carryPhotos(maria.syncDeps, TEAM);
      mishaps = [];
      if (mishap !== 'twice') expect(await maria.unsent()).toBe(1);

      await maria.goRound();
      expect(await maria.unsent()).toBe(0);
      await maria.goRound();
      await sam.goRound();
      await wantPicture(sam.notebook, photo);
      mishaps = mishap === 'twice' ? [] : ['none', 'none', mishap];
      await sam.goRound();
      mishaps = [];
      time += 3000;
      await sam.goRound();

      expect(same(await pictureBytes(sam.notebook, photo), picture)).toBe(true);
    },
  );

  test('[S7] is given back to a server that lost everything, by whichever tablet has it', async () => {
    const [maria, sam] = [await newTablet(), await newTablet()];
    const picture = aPicture();
    const photo = await maria.takePhoto(picture);
    for (let times = 0; times < 2; times++) await maria.goRound();
    await sam.goRound();
    await wantPicture(sam.notebook, photo);
    await sam.goRound();

    await server.stop();
    server = await startApp({ now: () => time });
    for (let times = 0; times < 3; times++) await sam.goRound();

    const nia = await newTablet();
    await nia.goRound();
    await wantPicture(nia.notebook, photo);
    await nia.goRound();
    expect(same(await pictureBytes(nia.notebook, photo), picture)).toBe(true);
    // Maria's tablet comes later and seals the same bytes: nothing differs, nothing is refused.
    for (let times = 0; times < 3; times++) await maria.goRound();
    expect(await maria.states()).toEqual(['stored']);
  });

  test('that was deleted before it was sent is not sent, and Undo sends it after all', async () => {
    const maria = await newTablet();
    const photo = await maria.takePhoto(aPicture());
    await carryPictures(maria);
    await deletePhoto(maria.notebook, photo, { undoScope: 'sitting' });

    await maria.goRound();
    expect(requests.some((each) => each.startsWith('PUT'))).toBe(false);
    expect(await maria.unsent()).toBe(0);

    await undo(maria.notebook, 'sitting');
    await maria.goRound();
    expect(await maria.states()).toEqual(['stored']);
  });

  test('goes with its note when that is deleted, stays gone, and comes back with it', async () => {
    const [maria, sam] = [await newTablet(), await newTablet()];
    await maria.takePhoto(aPicture());
    for (let times = 0; times < 2; times++) await maria.goRound();
    await deleteNote(maria.notebook, NOTE, { undoScope: 'sitting' });
    for (let times = 0; times < 2; times++) await maria.goRound();
    await sam.goRound();
    for (const { notebook } of [maria, sam]) {
      expect((await lessonPhotos(notebook, 's.1')).byNote.size).toBe(0);
    }

    await undo(maria.notebook, 'sitting');
    await maria.goRound();
    await sam.goRound();

    for (const { notebook } of [maria, sam]) {
      expect((await lessonPhotos(notebook, 's.1')).byNote.get(NOTE)).toHaveLength(1);
    }
  });

  test('[S9] that the server has no room for stays, with its reason, and goes when there is room', async () => {
    await server.stop();
    server = await startApp({ now: () => time, maxBlobBytes: 1000 });
    const maria = await newTablet();
    await maria.takePhoto(aPicture());
    await maria.goRound();
    expect(await maria.mailbox.chunks.toArray()).toMatchObject([{ state: 'refused', reason: 'full' }]);
    expect(await maria.unsent()).toBe(1);
  });

  test('[S6] several askers carry it once, and after a failure they pause', async () => {
    const maria = await newTablet();
    await maria.takePhoto(aPicture());
    await maria.seal();
    await carryPictures(maria);
    await maria.sync();
    requests = [];
    let last: Promise<unknown> = Promise.resolve();
    const carry = createCarrier(maria.syncDeps, (_name, work) => {
      const run = last.then(work);
      last = run.catch(() => undefined);
      return run;
    });
    mishaps = ['lostRequest'];

    expect(await Promise.all([carry(TEAM), carry(TEAM)])).toEqual([false, false]);
    expect(await carry(TEAM)).toBe(false);
    expect(requests).toHaveLength(1);

    time += 2500;
    expect(await Promise.all([carry(TEAM), carry(TEAM), carry(TEAM)])).toEqual([true, true, true]);
    expect(requests).toHaveLength(2);
  });
});
