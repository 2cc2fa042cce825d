import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeStamp } from '../../src/domain/stamp.ts';
import { putRecovery } from '../../src/mailbox/recoveries.ts';
import { takeDelivery } from '../../src/mailbox/delivery.ts';
import { sha256 } from '../../src/server/sha256.ts';
import { aClaimedTablet, anEnvelope, aTablet, bytes } from '../server/tablet.ts';
import { exchange, tabletAt, texts, write } from '../simulation/over-http.ts';
import { SimulatedTablet, TEAM } from '../simulation/tablet.ts';
import {
  startApp,
  startServerProcess,
  temporaryDir,
  type RunningApp,
  type ServerProcess,
} from '../support/server.ts';
import { seededRandom } from '../support/tablet.ts';

const WEEK = 7 * 24 * 60 * 60 * 1000;

const random = seededRandom(83);
let time: number;
let dataDir: string;
let folders: string[];
let server: Pick<ServerProcess, 'url' | 'stop'> | RunningApp;

beforeEach(async () => {
  time = Date.now();
  dataDir = temporaryDir();
  folders = [dataDir];
  server = await startApp({ dataDir });
});
afterEach(async () => {
  await server.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const newTablet = () => tabletAt({ urlNow: () => server.url, random, time: () => time });
const healedAt = async (tablet: SimulatedTablet) =>
  (await tablet.mailbox.postboxes.get(TEAM))?.healedAt ?? null;

/** The server is stopped, what lies on its disk is changed, and it runs again: as a process of its own where that is said. */
async function whileStopped(change: () => void, { asProcess = false } = {}): Promise<void> {
  await server.stop();
  change();
  server = asProcess ? await startServerProcess({ dataDir }) : await startApp({ dataDir });
}

/** Somebody who has the server's disk. */
function onDisk(...statements: readonly string[]): void {
  const db = new Database(join(dataDir, 'threefold.sqlite'));
  for (const statement of statements) db.exec(statement);
  db.close();
}

function backup(): string {
  const folder = temporaryDir();
  folders.push(folder);
  cpSync(dataDir, folder, { recursive: true });
  return folder;
}

function putBack(folder: string): void {
  rmSync(dataDir, { recursive: true });
  cpSync(folder, dataDir, { recursive: true });
}

/** Maria's and Sam's tablets with three notes, all of them at the server. */
async function twoTablets() {
  const [maria, sam] = [await newTablet(), await newTablet()];
  await write(maria, 'maria first');
  await exchange(maria, sam);
  await write(sam, 'sam first');
  await exchange(sam, maria);
  await write(maria, 'maria second');
  await exchange(maria, sam);
  return { maria, sam };
}

const ALL = ['maria first', 'maria second', 'sam first'];

describe('[S7] [K10] a server that is not as the tablets left it', () => {
  test('restored from an old backup, it gets back what it lacks from any one tablet, and the team is told', async () => {
    const { maria, sam } = await twoTablets();
    let old = '';
    await whileStopped(() => (old = backup()), { asProcess: true });
    await write(maria, 'maria late');
    await write(sam, 'sam late');
    await exchange(maria, sam, maria);
    await whileStopped(() => putBack(old), { asProcess: true });

    // Maria's tablet lies in the cupboard: Sam's alone heals.
    await exchange(sam);
    const nia = await newTablet();
    await exchange(nia);

    expect(await texts(nia)).toEqual([...ALL, 'maria late', 'sam late'].toSorted());
    expect(await healedAt(sam)).toBe(time);
    await exchange(maria, sam, nia);
    expect(await texts(maria)).toEqual(await texts(nia));
  });

  test('with the database of another team, it is given this team, and the other keeps its own', async () => {
    const { maria } = await twoTablets();
    const others = temporaryDir();
    folders.push(others);
    const theirs = await startApp({ dataDir: others });
    const oak = await aClaimedTablet(theirs.url);
    await oak.push([anEnvelope(), anEnvelope()]);
    await theirs.stop();

    await whileStopped(() => putBack(others), { asProcess: true });
    await exchange(maria);
    const nia = await newTablet();
    await exchange(nia);

    expect(await texts(nia)).toEqual(ALL);
    expect(await healedAt(maria)).toBe(time);
    const still = await aTablet(server.url, oak).pull(0);
    expect(still.kind === 'done' && still.value.envelopes).toHaveLength(2);
  });

  test('wiped, it gets the box of the recovery sheet back with everything else', async () => {
    const { maria } = await twoTablets();
    const [id, proof, box] = [bytes(16), bytes(32), bytes(300)];
    const at = makeStamp(time, 0, 'dmaria');
    await putRecovery(maria.mailbox, { team: TEAM, id, proofHash: sha256(proof), box, at });
    await exchange(maria);
    const empty = temporaryDir();
    folders.push(empty);

    await whileStopped(() => putBack(empty));
    await exchange(maria);

    const found = await aTablet(server.url).recover(id, proof);
    expect(found.kind === 'done' && Buffer.from(found.value.box).equals(Buffer.from(box))).toBe(true);
  });

  const seqs = 'SELECT max(seq) FROM envelope';
  test.each([
    ['drops the end of the log', [`DELETE FROM envelope WHERE seq = (${seqs})`]],
    [
      'drops from its middle',
      [`DELETE FROM envelope WHERE seq = 2`, `UPDATE envelope SET seq = 2 WHERE seq = 3`],
    ],
    ['changes an envelope’s place in the chain', ['UPDATE envelope SET chain = zeroblob(32) WHERE seq = 3']],
    ['gives the log another name', ["UPDATE team SET log = 'another'"]],
  ])('that %s is found out by the next exchange', async (_what, statements) => {
    const { maria } = await twoTablets();
    await whileStopped(() => onDisk(...statements));

    const outcome = await maria.sync();

    // Either it could be healed, or the tablet goes on saying that this server is not to be trusted.
    expect(await healedAt(maria)).toBe(time);
    if (outcome.kind !== 'synced') expect(outcome).toMatchObject({ trouble: 'logKeepsChanging' });
    expect(await texts(maria)).toEqual(ALL);
  });

  test('that puts what was read into another order is found out by whoever reads it anew', async () => {
    await twoTablets();
    await whileStopped(() =>
      onDisk(
        'UPDATE envelope SET seq = 9 WHERE seq = 1',
        'UPDATE envelope SET seq = 1 WHERE seq = 2',
        'UPDATE envelope SET seq = 2 WHERE seq = 9',
      ),
    );
    const nia = await newTablet();

    expect(await nia.sync()).toEqual({ kind: 'blocked', trouble: 'logKeepsChanging' });
  });

  test('that serves two logs, each tablet its own, is found out when one tablet meets both', async () => {
    const { maria, sam } = await twoTablets();
    let fork = '';
    await whileStopped(() => (fork = backup()));
    await write(maria, 'to the one');
    await exchange(maria);
    await whileStopped(() => putBack(fork));
    await write(sam, 'to the other');
    await exchange(sam);

    await exchange(maria, sam);

    expect(await healedAt(maria)).toBe(time);
    expect(await texts(sam)).toEqual([...ALL, 'to the one', 'to the other'].toSorted());
  });
});

test('[S8] after eight weeks without a network everything arrives, both ways', async () => {
  const { maria, sam } = await twoTablets();
  sam.isOnline = false;
  for (let week = 0; week < 8; week++) {
    time += WEEK;
    await write(sam, `sam in week ${week}`);
    await write(maria, `maria in week ${week}`);
    await exchange(maria);
    expect(await sam.sync()).toEqual({ kind: 'offline' });
  }
  sam.isOnline = true;

  await exchange(sam, maria);

  const late = Array.from({ length: 8 }, (_, week) => [`maria in week ${week}`, `sam in week ${week}`]);
  expect(await texts(maria)).toEqual([...ALL, ...late.flat()].toSorted());
  expect(await texts(sam)).toEqual(await texts(maria));
  expect(await healedAt(sam)).toBeNull();
});

test('a page of the log that was on its way when the tablet left the team leaves nothing behind', async () => {
  const maria = await newTablet();
  await maria.mailbox.postboxes.clear();

  await takeDelivery(maria.mailbox, {
    team: TEAM,
    mails: [
      { team: TEAM, id: 'x', bytes: bytes(9), seq: 1, notes: [], sending: 'stored', reading: 'unopened' },
    ],
    tombstones: new Map(),
    gone: [],
    cursor: { log: 'l', seq: 1, chain: bytes(32) },
    isAtHead: true,
    clockOffsetMs: 0,
  });

  expect(await maria.mailbox.mail.count()).toBe(0);
});

test('[S7] what the server once numbered and has no more is to go again, at the last number of a page too', async () => {
  const maria = await newTablet();
  const mail = (id: string, seq: number) =>
    ({ team: TEAM, id, bytes: bytes(9), seq, notes: [], sending: 'stored', reading: 'own' }) as const;
  await maria.mailbox.mail.bulkPut([mail('a', 1), mail('b', 2), mail('c', 3)]);

  await takeDelivery(maria.mailbox, {
    team: TEAM,
    mails: [mail('a', 1), mail('x', 2)],
    tombstones: new Map(),
    gone: [],
    cursor: { log: 'l', seq: 2, chain: bytes(32) },
    isAtHead: false,
    clockOffsetMs: 0,
  });

  const sending = (await maria.mailbox.mail.toArray()).map(({ id, sending: state }) => `${id} ${state}`);
  expect(sending.toSorted()).toEqual(['a stored', 'b tried', 'c stored', 'x stored']);
});

test('a newer box of the sheet keeps its place when an older one comes late', async () => {
  const maria = await newTablet();
  const box = (of: string) => ({ team: TEAM, id: bytes(16), proofHash: bytes(32), box: bytes(9), at: of });

  expect(await putRecovery(maria.mailbox, box(makeStamp(2, 0, 'dmaria')))).toBe(true);
  expect(await putRecovery(maria.mailbox, box(makeStamp(1, 0, 'dmaria')))).toBe(false);

  expect((await maria.mailbox.recoveries.get(TEAM))?.at).toBe(makeStamp(2, 0, 'dmaria'));
});
