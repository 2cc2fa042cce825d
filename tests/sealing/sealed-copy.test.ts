import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deriveTeamKeys } from '../../src/crypto/team-key.ts';
import { fixCopied } from '../../src/mailbox/copies.ts';
import { unsent } from '../../src/mailbox/outgoing.ts';
import { keepCopied } from '../../src/notebook/copied.ts';
import { commit } from '../../src/notebook/commit.ts';
import { eraseForEveryone } from '../../src/notebook/erase.ts';
import { lessonNotes } from '../../src/notebook/read-lesson.ts';
import { pictureBytes } from '../../src/notebook/read-photos.ts';
import { addPhoto } from '../../src/notebook/write-photos.ts';
import { newCopy } from '../../src/protocol/copy-file.ts';
import { carryPictures } from '../../src/sealing/carry-pictures.ts';
import { takeCopy } from '../../src/sealing/copy-in.ts';
import { writeCopy } from '../../src/sealing/copy-out.ts';
import { onlyHere } from '../../src/sealing/only-here.ts';
import { carryPhotos } from '../../src/sync/carry-photos.ts';
import { SimulatedTablet, TEAM } from '../simulation/tablet.ts';
import { networkTo } from '../support/lossy-network.ts';
import { startApp, type RunningApp } from '../support/server.ts';
import { seededRandom } from '../support/tablet.ts';

let server: RunningApp;
let time = Date.UTC(2026, 10, 10, 10);
const random = seededRandom(79);

beforeEach(async () => {
  server = await startApp({ now: () => time });
});
afterEach(async () => await server.stop());

const alone = async (work: () => Promise<void>) => await work();

class Tablet extends SimulatedTablet {
  async copy(): Promise<Blob> {
    const options = { recovery: undefined, alone, onStep: () => undefined, isStopped: () => false };
    return (await writeCopy(this.sealing, options))!.file;
  }
  async take(file: Blob) {
    return await takeCopy(this.sealing, file, { alone, onStep: () => undefined });
  }
  async writeNote(name: string): Promise<void> {
    const fields = { text: `wrote ${name}`, atMs: 1 };
    await commit(this.notebook, [{ table: 'notes', row: `s.1.${this.notebook.device}${name}`, fields }]);
  }
  texts = async () => (await lessonNotes(this.notebook, 's.1')).map(({ text }) => text).toSorted();
  mailIds = async () => (await this.mailbox.mail.toArray()).map(({ id }) => id).toSorted();
}

async function newTablet(secret = 4): Promise<Tablet> {
  const keys = await deriveTeamKeys(new Uint8Array(32).fill(secret), TEAM);
  const fetch = networkTo(
    () => server.app,
    () => 'none',
  );
  const tablet = new Tablet({ keys, random, time: () => time, fetch });
  await tablet.settleIn();
  return tablet;
}

/** Maria's tablet with notes in several envelopes, some of them not even sealed yet, some sealed twice. */
async function tabletWithNotes(count = 3): Promise<Tablet> {
  const maria = await newTablet();
  for (let index = 0; index < count; index++) {
    await maria.writeNote(`note ${index}`);
    if (index % 2 === 1) continue;
    await maria.sealAndDie();
    // As after a try: it no longer grows.
    await maria.mailbox.mail.toCollection().modify({ sending: 'tried' });
  }
  return maria;
}

const bytesOf = async (file: Blob) => new Uint8Array(await file.arrayBuffer());

describe('a sealed copy', () => {
  test('carries notes between two tablets that have no network, both ways', async () => {
    const [maria, sam] = [await tabletWithNotes(), await newTablet()];
    await sam.writeNote('by Sam');

    const there = await sam.take(await maria.copy());
    const back = await maria.take(await sam.copy());

    expect(there).toMatchObject({ kind: 'taken', taken: { isWhole: true, damaged: 0, notYet: 0 } });
    expect(back).toMatchObject({ kind: 'taken', taken: { isWhole: true } });
    const all = ['wrote by Sam', 'wrote note 0', 'wrote note 1', 'wrote note 2'];
    expect(await sam.texts()).toEqual(all);
    expect(await maria.texts()).toEqual(all);
  });

  test('[S2] taken in again, or older than what is here, brings nothing twice', async () => {
    const [maria, sam] = [await tabletWithNotes(), await newTablet()];
    const older = await maria.copy();
    await maria.writeNote('later');
    const newer = await maria.copy();

    await sam.take(newer);
    const ids = await sam.mailIds();
    const again = await sam.take(newer);
    await sam.take(older);

    expect(again).toMatchObject({ taken: { envelopes: 0 } });
    expect(await sam.texts()).toEqual(await maria.texts());
    for (const id of ids) expect(await sam.mailIds()).toContain(id);
  });

  test('[S7] what came in a copy goes to the server with who has it, and the server keeps it once', async () => {
    const [maria, sam, nia] = [await tabletWithNotes(), await newTablet(), await newTablet()];
    await sam.take(await maria.copy());

    expect(await sam.sync()).toEqual({ kind: 'synced' });
    const stored = (await server.store.changeLog.head(TEAM))!.seq;
    expect(await maria.sync()).toEqual({ kind: 'synced' });
    await nia.sync();
    await nia.open();

    expect(await nia.texts()).toEqual(await maria.texts());
    expect((await server.store.changeLog.head(TEAM))!.seq).toBe(stored);
    expect(await unsent(sam.mailbox, TEAM)).toEqual([]);
    expect((await sam.mailbox.postboxes.get(TEAM))?.healedAt).toBeNull();
  });

  test('cut off anywhere is good up to the cut, and said to be cut', async () => {
    const maria = await tabletWithNotes(6);
    await maria.seal();
    const whole = await maria.copy();
    const all = await maria.mailIds();
    const taken: number[] = [];

    for (let size = 40; size < whole.size; size += Math.ceil(whole.size / 12)) {
      const sam = await newTablet();
      const outcome = await sam.take(whole.slice(0, size));
      expect(outcome).toMatchObject({ kind: 'taken', taken: { isWhole: false, damaged: 0 } });
      const here = await sam.mailIds();
      for (const id of here) expect(all).toContain(id);
      taken.push(here.length);
      sam.close();
    }

    expect(taken).toEqual(taken.toSorted((a, b) => a - b));
    expect(taken.at(-1)).toBeGreaterThan(0);
  });

  test('[M7] with a damaged envelope gives the others, and the damage takes nobody’s place', async () => {
    const maria = await tabletWithNotes(6);
    const file = await maria.copy();
    const bytes = await bytesOf(file);
    // In the middle of the last envelope's sealed part.
    bytes[bytes.length - 60]! ^= 1;
    const sam = await newTablet();

    const outcome = await sam.take(new Blob([bytes]));

    expect(outcome).toMatchObject({ kind: 'taken', taken: { damaged: 1, isWhole: false } });
    expect(await sam.mailIds()).toHaveLength((await maria.mailIds()).length - 1);
    await sam.take(file);
    expect(await sam.texts()).toEqual(await maria.texts());
  });

  test.each([
    ['empty', () => new Blob([])],
    ['otherProduct', () => new Blob(['PK\u0003\u0004 a picture of somebody’s dog'])],
    ['otherTeam', () => newCopy('another-team').finish()],
    ['newerVersion', () => new Blob([Uint8Array.of(0x89, 0x33, 0x46, 0x43, 13, 10, 26, 10, 9)])],
    ['damaged', () => new Blob([Uint8Array.of(0x89, 0x33, 0x46, 0x43, 10, 26, 10, 1)])],
    ['damaged', () => new Blob([Uint8Array.of(0x89, 0x33, 0x46, 0x43, 13, 10, 26, 10, 1, 7)])],
  ] as const)('that is %s is refused, and nothing has changed', async (problem, file) => {
    const sam = await tabletWithNotes();
    const before = [await sam.mailIds(), await sam.texts()];

    expect(await sam.take(file())).toEqual({ kind: 'refused', problem });

    expect([await sam.mailIds(), await sam.texts()]).toEqual(before);
  });

  test('[K2] of a team with another key brings nothing, though it calls itself ours', async () => {
    const stranger = await newTablet(5);
    await stranger.writeNote('planted');
    const sam = await newTablet();

    const outcome = await sam.take(await stranger.copy());

    expect(outcome).toMatchObject({ kind: 'taken', taken: { envelopes: 0, damaged: 1, isWhole: false } });
    expect(await sam.mailIds()).toEqual([]);
  });

  test('[K1] holds no readable word', async () => {
    const maria = await tabletWithNotes();
    await commit(maria.notebook, [{ table: 'members', row: 'm', fields: { name: 'PLANTED-NAME' } }]);

    const text = Buffer.from(await bytesOf(await maria.copy())).toString('latin1');

    expect(text).not.toContain('PLANTED');
    expect(text).not.toContain('wrote');
    // Random ids and ciphertext make no words; nor do names of fields.
    for (const word of ['note', 'photo', 'team', 'bytes', 'blob', 'seal', 'text', 'device'])
      expect(text.replaceAll(TEAM, '').toLowerCase()).not.toContain(`${word}s`);
  });

  test('[K9] brings back nothing that was deleted for everyone', async () => {
    const [maria, sam] = [await newTablet(), await newTablet()];
    await commit(maria.notebook, [{ table: 'studies', row: 's', fields: { title: 'Gone' } }]);
    await maria.writeNote('of a study');
    const old = await maria.copy();
    await sam.take(old);
    await eraseForEveryone(sam.notebook, { scope: 's', erasedBy: 'm-sam' });
    await sam.seal();
    await sam.erase();

    const again = await sam.take(old);

    // Not even for the moment until it would be swept away again.
    expect(again).toMatchObject({ taken: { envelopes: 0 } });
    expect(JSON.stringify(await sam.sealedChanges())).not.toContain('wrote of a study');
    await sam.open();
    await sam.erase();
    expect(await sam.texts()).toEqual([]);
    expect(JSON.stringify(await sam.sealedChanges())).not.toContain('wrote of a study');
  });

  test('[N7] put away, what is in it is no longer on this tablet alone; what is written after it is', async () => {
    const maria = await newTablet();
    const left = () => onlyHere(maria.sealing, (_what, work) => work());
    await maria.writeNote('one');
    expect(await left()).toEqual({ notes: 1, others: 0, photos: 0 });
    const options = { recovery: undefined, alone, onStep: () => undefined, isStopped: () => false };
    const copy = await writeCopy(maria.sealing, options);

    // Made and not put away, it counts for nothing.
    expect(await left()).toEqual({ notes: 1, others: 0, photos: 0 });
    await fixCopied(maria.mailbox, TEAM, copy!.unsent);
    await keepCopied(maria.notebook, copy!.unsent);
    expect(await left()).toEqual({ notes: 0, others: 0, photos: 0 });

    await maria.writeNote('two');
    expect(await left()).toEqual({ notes: 1, others: 0, photos: 0 });
    await maria.sync();
    expect(await left()).toEqual({ notes: 0, others: 0, photos: 0 });
  });

  test('[N7] a photo is on this tablet alone until a copy that holds it is put away', async () => {
    const maria = await newTablet();
    const left = () => onlyHere(maria.sealing, (_what, work) => work());
    await maria.writeNote('one');
    const note = `s.1.${maria.notebook.device}one`;
    const photo = { note, bytes: new Uint8Array(randomBytes(9_000)), width: 4, height: 3 };
    await addPhoto(maria.notebook, photo, { undoScope: 'sitting' });
    expect(await left()).toMatchObject({ notes: 1, photos: 1 });

    const options = { recovery: undefined, alone, onStep: () => undefined, isStopped: () => false };
    await keepCopied(maria.notebook, (await writeCopy(maria.sealing, options))!.unsent);

    expect(await left()).toEqual({ notes: 0, others: 0, photos: 0 });
  });

  test('takes photos along, those that no server has in any case', async () => {
    const [maria, sam] = [await newTablet(), await newTablet()];
    const [early, late] = [new Uint8Array(randomBytes(300_000)), new Uint8Array(randomBytes(90_000))];
    await maria.writeNote('one');
    const note = `s.1.${maria.notebook.device}one`;
    const take = (bytes: Uint8Array<ArrayBuffer>) =>
      addPhoto(maria.notebook, { note, bytes, width: 4, height: 3 }, { undoScope: 'sitting' });
    const [first, second] = [await take(early), await take(late)];
    await carryPictures(maria);

    const outcome = await sam.take(await maria.copy());

    expect(outcome).toMatchObject({ taken: { photos: 2 } });
    for (const [id, bytes] of [
      [first, early],
      [second, late],
    ] as const)
      expect(Buffer.compare((await pictureBytes(sam.notebook, id))!, bytes)).toBe(0);
    // The tablet that got them hands them on to the server.
    await sam.sync();
    await carryPictures(sam);
    const syncDeps = { mailbox: sam.mailbox, now: () => time, isOnline: () => true, chance: () => 0.5 };
    const fetch = networkTo(
      () => server.app,
      () => 'none',
    );
    expect(await carryPhotos({ ...syncDeps, fetch }, TEAM)).toBe(true);
    const row = (await sam.notebook.rows('photos').get(second))!.fields;
    const blob = Buffer.from(row['blob'] as string, 'base64url');
    expect(await server.store.blobs.get({ team: TEAM, blob, chunk: 0 })).not.toBeNull();
  });
});
