import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { seal } from '../../src/crypto/seal.ts';
import { deriveTeamKeys } from '../../src/crypto/team-key.ts';
import type { Change } from '../../src/domain/change.ts';
import { makeStamp } from '../../src/domain/stamp.ts';
import { commit } from '../../src/notebook/commit.ts';
import { eraseForEveryone } from '../../src/notebook/erase.ts';
import { TABLE_NAMES } from '../../src/domain/tables.ts';
import { packBlock } from '../../src/protocol/block.ts';
import { encodeEnvelope } from '../../src/protocol/envelope.ts';
import { SimulatedTablet, TEAM } from '../simulation/tablet.ts';
import { networkTo } from '../support/lossy-network.ts';
import { startApp, type RunningApp } from '../support/server.ts';
import { seededRandom } from '../support/tablet.ts';
import { aTablet, bytes, done } from '../server/tablet.ts';
import { sha256 } from '../../src/server/sha256.ts';
import { newPostbox } from '../../src/mailbox/new-postbox.ts';

const GUEST = 'dguestAnn1';
let time = Date.UTC(2026, 10, 10, 10);
const random = seededRandom(80);
let server: RunningApp;
let maria: SimulatedTablet;
let sam: SimulatedTablet;

beforeEach(async () => {
  server = await startApp({ now: () => time });
  [maria, sam] = [await newTablet(), await newTablet()];
  await commit(maria.notebook, [
    { table: 'members', row: 'maria', fields: { name: 'Maria', role: 'lead' } },
    { table: 'notes', row: 'oak.1.n1', fields: { text: 'Deri folds', pupil: 'A' } },
    { table: 'comments', row: 'oak.c1', fields: { about: 'notes/oak.1.n1', text: 'Why?', author: 'maria' } },
  ]);
  await goRound(maria, sam);
});
afterEach(async () => await server.stop());

const keys = () => deriveTeamKeys(new Uint8Array(32).fill(4), TEAM);

async function newTablet(): Promise<SimulatedTablet> {
  const fetch = networkTo(
    () => server.app,
    () => 'none',
  );
  const tablet = new SimulatedTablet({ keys: await keys(), random, time: () => time, fetch });
  await tablet.settleIn();
  return tablet;
}

async function goRound(...tablets: readonly SimulatedTablet[]): Promise<void> {
  for (const tablet of tablets) {
    await tablet.seal();
    await tablet.sync();
    await tablet.open();
    await tablet.erase();
    await tablet.sync();
  }
}

/** A guest's program made by hand: it seals what it likes with the key it was given, under the tablet it says it is. */
async function sealed(changes: readonly Change[], device = GUEST): Promise<Uint8Array> {
  const request = { team: TEAM, device, deviceSeq: 1, epoch: 1, text: packBlock(changes) };
  return encodeEnvelope(await seal((await keys()).sealKey, request, bytes));
}

async function guestAtServer() {
  const { token } = (await maria.mailbox.postboxes.get(TEAM))!;
  const lead = aTablet(server.url, { team: TEAM, token: new Uint8Array(token) });
  const [id, proof] = [bytes(16), bytes(32)];
  done(await lead.invite({ id, proofHash: sha256(proof), box: bytes(100), isGuest: true }));
  const guest = aTablet(server.url, { team: TEAM, device: GUEST });
  done(await guest.accept(id, proof));
  return guest;
}

let tick = 0;
function change(table: string, row: string, fields: Change['fields'], device = GUEST): Change {
  return { table, row, fields, at: makeStamp(time + 1000 + ++tick, 0, device) };
}

async function rowsOf(tablet: SimulatedTablet) {
  return await Promise.all(TABLE_NAMES.map((table) => tablet.notebook.rows(table).toArray()));
}

const OWN = [
  change('members', `${GUEST}-m`, { name: 'Ann', role: 'guest' }),
  change('devices', GUEST, { member: `${GUEST}-m`, label: 'iPad', joinedAt: 1 }),
  change('comments', `oak.${GUEST}-c`, { about: 'notes/oak.1.n1', text: 'Ask her.', author: `${GUEST}-m` }),
];

const FORBIDDEN: readonly (readonly [string, Change])[] = [
  ['a note', change('notes', 'oak.1.n9', { text: 'FORGED', pupil: 'A' })],
  ['an edit of a note', change('notes', 'oak.1.n1', { text: 'FORGED' })],
  ['the end of a note', change('notes', 'oak.1.n1', { deleted: {} })],
  ['a deletion for everyone', change('erasures', 'oak', { scope: 'oak' })],
  ['a role for itself', change('members', `${GUEST}-m`, { role: 'lead' })],
  ['a role for another', change('members', 'maria', { role: 'guest' })],
  ['a comment of another', change('comments', 'oak.c1', { text: 'FORGED' })],
  ['a comment in another’s name', change('comments', `oak.${GUEST}-d`, { text: 'FORGED', author: 'maria' })],
  ['a change stamped by a colleague', change('notes', 'oak.1.n1', { text: 'FORGED' }, 'dmaria')],
  ['a comment stamped by a colleague', change('comments', 'oak.c1', { text: 'FORGED' }, 'dmaria')],
  ['a table of tomorrow', change('measures', 'oak.m', { text: 'FORGED' })],
];

describe('[K7] a guest whose program was made by hand', () => {
  test('introduces itself and comments', async () => {
    const guest = await guestAtServer();

    done(await guest.push([await sealed(OWN)]));
    await goRound(maria);

    expect(await maria.notebook.rows('comments').count()).toBe(2);
    expect(await maria.notebook.rows('members').get(`${GUEST}-m`)).toMatchObject({
      fields: { role: 'guest' },
    });
  });

  test.each(FORBIDDEN)('cannot write %s: every tablet sets it aside', async (_, forbidden) => {
    const guest = await guestAtServer();
    const before = await rowsOf(maria);

    done(await guest.push([await sealed([forbidden])]));
    await goRound(maria, sam);

    for (const tablet of [maria, sam]) {
      expect(await rowsOf(tablet)).toEqual(before);
      expect(await tablet.notebook.setAside.toArray()).toMatchObject([
        { reason: 'guest', change: forbidden },
      ]);
    }
  });

  test('cannot send an envelope as somebody else', async () => {
    const guest = await guestAtServer();
    const forged = await sealed([change('notes', 'oak.1.n1', { text: 'FORGED' }, 'dmaria')], 'dmaria');

    expect(done(await guest.push([forged])).results).toEqual(['refused']);
  });

  test('is judged the same when a colleague’s tablet brings its envelope back to a wiped server', async () => {
    const guest = await guestAtServer();
    done(await guest.push([await sealed([...OWN, ...FORBIDDEN.map(([, one]) => one)])]));
    await goRound(maria);
    const before = await rowsOf(maria);
    await server.stop();
    server = await startApp({ now: () => time });

    const kim = await newTablet();
    await goRound(maria, kim);

    expect(await rowsOf(kim)).toEqual(before);
  });

  test('is judged the same in an envelope that a colleague’s tablet sealed anew after a deletion', async () => {
    const guest = await guestAtServer();
    const aboutElm = change('notes', 'elm.1.n9', { text: 'FORGED' });
    done(await guest.push([await sealed([...OWN, aboutElm])]));
    await goRound(maria, sam);
    await eraseForEveryone(maria.notebook, { scope: 'oak', erasedBy: 'maria' });
    await goRound(maria, sam);

    const kim = await newTablet();
    await goRound(kim);

    expect(JSON.stringify(await kim.sealedChanges())).not.toContain('FORGED');
    expect(await kim.notebook.rows('members').get(`${GUEST}-m`)).toMatchObject({ fields: { name: 'Ann' } });
  });
});

test('[K7] a guest’s own notebook refuses to save what nobody would take', async () => {
  const visitor = await newTablet();
  Object.assign(visitor.notebook, { device: GUEST });

  const saving = commit(visitor.notebook, [{ table: 'notes', row: 'oak.1.n1', fields: { text: 'FORGED' } }]);

  await expect(saving).rejects.toThrow();
  expect(await visitor.notebook.outbox.count()).toBe(0);
});

test('[K7] a guest’s tablet brings a wiped server its own envelopes and nobody else’s', async () => {
  const visitor = await newTablet();
  const guest = await guestAtServer();
  Object.assign(visitor.notebook, { device: GUEST });
  const { token } = guest;
  const postbox = newPostbox({
    team: TEAM,
    device: GUEST,
    token,
    proof: bytes(32),
    isClaimed: true,
    isGuest: true,
  });
  await visitor.mailbox.postboxes.put(postbox);
  await goRound(visitor);
  await commit(visitor.notebook, [
    { table: 'comments', row: `oak.${GUEST}-c`, fields: { about: 'notes/oak.1.n1', text: 'Ask her.' } },
  ]);
  await goRound(visitor);
  const held = await visitor.mailbox.mail.count();
  expect(held).toBe(2);

  await server.stop();
  server = await startApp({ now: () => time });
  expect(await visitor.sync()).toMatchObject({ kind: 'blocked', trouble: 'refused' });
  await goRound(maria);

  const page = await server.store.changeLog.readAfter(TEAM, 0, Infinity);
  expect(page?.envelopes).toHaveLength(1);
  expect(await visitor.mailbox.mail.where({ team: TEAM, sending: 'stored' }).count()).toBe(held);
});

test('[K7] [K9] a guest’s tablet seals nothing of a colleague’s anew when something is deleted for everyone', async () => {
  const visitor = await newTablet();
  const { token } = await guestAtServer();
  Object.assign(visitor.notebook, { device: GUEST });
  const identity = { team: TEAM, device: GUEST, token, proof: bytes(32), isClaimed: true, isGuest: true };
  await visitor.mailbox.postboxes.put(newPostbox(identity));
  await commit(visitor.notebook, [
    { table: 'comments', row: `oak.${GUEST}-c`, fields: { about: 'notes/oak.1.n1', text: 'Ask her.' } },
    { table: 'comments', row: `elm.${GUEST}-d`, fields: { about: 'notes/elm.1.n2', text: 'And here.' } },
  ]);
  await commit(maria.notebook, [
    { table: 'notes', row: 'elm.1.n2', fields: { text: 'Elin counts', pupil: 'A' } },
  ]);
  await goRound(visitor, maria, visitor);

  await eraseForEveryone(maria.notebook, { scope: 'oak', erasedBy: 'maria' });
  // The guest has heard of it, and the tablet that deleted has not yet put the rest into other envelopes.
  await maria.seal();
  await maria.sync();
  await visitor.sync();
  await visitor.open();
  await visitor.erase();
  time += 11 * 60_000;
  await goRound(visitor, maria, sam);

  const words = JSON.stringify(await visitor.sealedChanges());
  expect(words).not.toContain('Ask her.');
  expect(words).toContain('And here.');
  for (const tablet of [maria, sam]) {
    expect(await tablet.notebook.setAside.toArray()).toEqual([]);
    expect((await tablet.notebook.rows('notes').toArray()).map(({ id }) => id)).toEqual(['elm.1.n2']);
    expect((await tablet.notebook.rows('comments').toArray()).map(({ id }) => id)).toEqual([
      `elm.${GUEST}-d`,
    ]);
  }
});
