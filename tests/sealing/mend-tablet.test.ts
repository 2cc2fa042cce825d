import { afterEach, beforeEach, expect, test } from 'vitest';
import { seal } from '../../src/crypto/seal.ts';
import { deriveTeamKeys, type TeamKeys } from '../../src/crypto/team-key.ts';
import { makeStamp } from '../../src/domain/stamp.ts';
import { commit, type Write } from '../../src/notebook/commit.ts';
import { lessonNotes } from '../../src/notebook/read-lesson.ts';
import { packBlock } from '../../src/protocol/block.ts';
import { encodeEnvelope, envelopeId } from '../../src/protocol/envelope.ts';
import { mendTablet } from '../../src/sealing/mend-tablet.ts';
import { SimulatedTablet, TEAM } from '../simulation/tablet.ts';
import { networkTo } from '../support/lossy-network.ts';
import { startApp, type RunningApp } from '../support/server.ts';
import { seededRandom } from '../support/tablet.ts';

const time = Date.UTC(2026, 10, 10, 10);
const random = seededRandom(81);
let server: RunningApp;
let keys: TeamKeys;
let maria: SimulatedTablet;
let sam: SimulatedTablet;

beforeEach(async () => {
  server = await startApp({ now: () => time });
  keys = await deriveTeamKeys(new Uint8Array(32).fill(4), TEAM);
  [maria, sam] = [await newTablet(), await newTablet()];
  await commit(maria.notebook, [
    { table: 'members', row: 'maria', fields: { name: 'Maria', role: 'lead' } },
    note('oak.1.n1', 'Robin folds'),
  ]);
  await commit(sam.notebook, [
    { table: 'members', row: 'sam', fields: { name: 'Sam', role: 'member' } },
    note('oak.1.n2', 'Wren waits'),
  ]);
  await goRound(maria, sam, maria, sam);
});
afterEach(async () => await server.stop());

async function newTablet(): Promise<SimulatedTablet> {
  const fetch = networkTo(
    () => server.app,
    () => 'none',
  );
  const tablet = new SimulatedTablet({ keys, random, time: () => time, fetch });
  await tablet.settleIn();
  return tablet;
}

async function goRound(...tablets: readonly SimulatedTablet[]): Promise<void> {
  for (const tablet of tablets) {
    await tablet.seal();
    await tablet.sync();
    await tablet.open();
  }
}

async function mend({ notebook, mailbox }: SimulatedTablet, me = 'maria'): Promise<void> {
  await mendTablet({
    notebook,
    mailbox,
    keys: { epoch: 1, oldest: 1, keyOf: () => keys.sealKey },
    random: random.bytes,
    me,
    isGuest: false,
    proof: keys.proof,
  });
}

/** As a browser that runs out of room does it. */
async function evict(database: { delete(): Promise<void>; open(): PromiseLike<unknown> }): Promise<void> {
  await database.delete();
  await database.open();
}

const note = (row: string, text: string): Write => ({
  table: 'notes',
  row,
  fields: { text, pupil: 'A', atMs: 1 },
});
const textsOf = async ({ notebook }: SimulatedTablet) =>
  (await lessonNotes(notebook, 'oak.1')).map(({ text }) => text).toSorted();

test('[N1] a notebook that is gone is put together again from the envelopes, the unsent ones too, and earlier wordings with it', async () => {
  await commit(maria.notebook, [note('oak.1.n1', 'Robin folds in four')]);
  await commit(maria.notebook, [note('oak.1.n3', 'not sent yet')]);
  await maria.seal();
  await evict(maria.notebook);

  await mend(maria);

  expect(await textsOf(maria)).toEqual(['Robin folds in four', 'Wren waits', 'not sent yet']);
  const past = await maria.notebook.history.toArray();
  expect(past.map(({ value }) => value)).toContain('Robin folds');
  expect((await maria.mailbox.postboxes.get(TEAM))?.mended).toBe('notebook');
  await goRound(maria, sam);
  expect(await textsOf(sam)).toEqual(['Robin folds in four', 'Wren waits', 'not sent yet']);
});

test('[N1] a mailbox that is gone is opened anew: what only it held is sent again, and nothing changes for who has it', async () => {
  await commit(sam.notebook, [note('oak.1.n1', 'Robin folds, Sam saw it')]);
  await goRound(sam, maria);
  await commit(maria.notebook, [note('oak.1.n3', 'sealed and not sent')]);
  await maria.seal();
  const before = await textsOf(maria);
  await evict(maria.mailbox);

  await mend(maria);
  await goRound(maria, sam, maria);

  expect(await textsOf(maria)).toEqual(before);
  expect(await textsOf(sam)).toEqual(before);
  for (const { notebook } of [maria, sam]) {
    const shown = await lessonNotes(notebook, 'oak.1');
    expect(shown.filter((one) => 'beside' in one)).toEqual([]);
  }
  const postbox = await maria.mailbox.postboxes.get(TEAM);
  expect(postbox).toMatchObject({ mended: 'mailbox', lastTry: 'synced', isClaimed: true });
});

test('a whole tablet and one that has just joined are left as they are', async () => {
  const nia = await newTablet();

  await mend(maria);
  await mend(nia);

  expect(await maria.notebook.outbox.count()).toBe(0);
  expect(await nia.notebook.rows('notes').count()).toBe(0);
  for (const { mailbox } of [maria, nia]) {
    expect((await mailbox.postboxes.get(TEAM))?.mended).toBeUndefined();
  }
});

test('a tablet whose person has not said yet who they are is told nothing of a mending when it is opened again', async () => {
  const nia = await newTablet();
  await goRound(nia);
  expect(await textsOf(nia)).toEqual(['Robin folds', 'Wren waits']);

  await mend(nia, 'nia');

  expect((await nia.mailbox.postboxes.get(TEAM))?.mended).toBeUndefined();
});

test('[K7] what a guest may not write is not in a notebook that was put together again either', async () => {
  const device = 'dguestAnn1';
  const forged = {
    table: 'notes',
    row: 'oak.1.n1',
    at: makeStamp(time + 5_000, 0, device),
    fields: { text: 'FORGED' },
  };
  const request = { team: TEAM, device, deviceSeq: 1, epoch: 1, text: packBlock([forged]) };
  const envelope = await seal(keys.sealKey, request, random.bytes);
  const [id, bytes] = [envelopeId(envelope.header), encodeEnvelope(envelope)];
  await maria.mailbox.mail.put({
    team: TEAM,
    id,
    bytes,
    seq: 9,
    notes: [],
    sending: 'stored',
    reading: 'opened',
  });
  await evict(maria.notebook);

  await mend(maria);

  expect(await textsOf(maria)).toEqual(['Robin folds', 'Wren waits']);
  expect(await maria.notebook.setAside.toArray()).toMatchObject([{ reason: 'guest', change: forged }]);
});
