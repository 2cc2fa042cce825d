import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseEnvelope } from '../../src/protocol/envelope.ts';
import { sqliteBlobs } from '../../src/server/blobs.sqlite.ts';
import type { SealedEnvelope } from '../../src/server/change-log.ts';
import { sqliteChangeLog } from '../../src/server/change-log.sqlite.ts';
import { openDatabase, type SqliteDatabase } from '../../src/server/database.sqlite.ts';
import { sqliteMembership } from '../../src/server/membership.sqlite.ts';
import { sha256 } from '../../src/server/sha256.ts';
import { StorageUnavailable } from '../../src/server/store.ts';
import { temporaryDir } from '../support/server.ts';
import { seededRandom } from '../support/tablet.ts';
import { faulty, type FaultyDatabase } from './faulty-database.ts';
import { anEnvelope } from './tablet.ts';

const NOW = 1_800_000_000_000;
let dataDir: string;
let real: SqliteDatabase;
let disk: FaultyDatabase;
let store: ReturnType<typeof storeOver>;
beforeEach(() => {
  dataDir = temporaryDir();
  real = openDatabase(dataDir);
  disk = faulty(real);
  store = storeOver(disk.db);
});
afterEach(() => {
  real.close();
  rmSync(dataDir, { recursive: true, force: true });
});

function storeOver(db: SqliteDatabase) {
  const nothing = { onCommitted: () => undefined, onErased: () => undefined };
  const changeLog = sqliteChangeLog(db, nothing);
  return {
    changeLog,
    blobs: sqliteBlobs(db, nothing),
    membership: sqliteMembership(db, { ...nothing, newLogId: () => 'a-log', log: changeLog }),
  };
}

/** Everything that is in a database, in one text. */
function contentsOf(db: SqliteDatabase): string {
  const tables = db
    .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .all();
  const hash = createHash('sha256');
  for (const { name } of tables) {
    // Where a row lies on the disk is no part of what is in it.
    const rows = db.prepare(`SELECT * FROM ${name}`).all();
    hash.update(
      `${name} ${rows
        .map((row) => JSON.stringify(row))
        .toSorted()
        .join()}`,
    );
  }
  return hash.digest('hex');
}

const random = seededRandom(612);
const bytes = (count: number) => new Uint8Array(random.bytes(count));
const some = (count: number): SealedEnvelope[] =>
  Array.from({ length: count }, () => {
    const whole = anEnvelope({ size: 40 + Math.floor(random.chance() * 4_000), id: bytes(16) });
    const read = parseEnvelope(whole);
    return { id: read.ok ? read.value.header.id : bytes(16), bytes: whole };
  });

const proofHash = sha256(bytes(32));
const invitation = { id: bytes(16), proofHash: sha256(bytes(32)), box: bytes(100) };
const blob = bytes(16);
const held = some(4);

/** Each over a team that has envelopes, an invitation and a photo already. */
const WORKS: readonly (readonly [string, () => Promise<unknown>])[] = [
  [
    'the claim of a new team',
    () =>
      store.membership.claim(
        { team: 'new', device: 'dNew', tokenHash: sha256(new Uint8Array([8])), proofHash },
        NOW,
      ),
  ],
  [
    'a claim that moves a token',
    () =>
      store.membership.claim(
        { team: 'oak', device: 'dRenamed', tokenHash: sha256(new Uint8Array([1])), proofHash },
        NOW,
      ),
  ],
  [
    'an invitation',
    () => store.membership.invite('oak', { ...invitation, id: new Uint8Array(16).fill(7) }, NOW),
  ],
  [
    'accepting one',
    () =>
      store.membership.accept({ ...invitation, device: 'dNia', tokenHash: sha256(new Uint8Array([9])) }, NOW),
  ],
  ['one push', () => store.changeLog.append('oak', fresh)],
  [
    'a push that repeats half of what is there',
    () => store.changeLog.append('oak', [...held.slice(2), ...fresh]),
  ],
  [
    'two pushes in one commit',
    () => Promise.all([store.changeLog.append('oak', fresh), store.changeLog.append('elm', held)]),
  ],
  [
    'erasing',
    () =>
      store.changeLog.erase(
        'oak',
        held.slice(0, 3).map(({ id }) => id),
      ),
  ],
  ['a piece of a photo', () => store.blobs.put({ team: 'oak', blob, chunk: 1 }, chunk, { maxBytes: 1e6 })],
  ['erasing a photo', () => store.blobs.erase('oak', [blob])],
];
const fresh = some(3);
const chunk = bytes(500);

describe('[S1] [S2] whatever statement the disk fails or the server is killed at, there is all of it or nothing:', () => {
  test.each(WORKS)('%s', async (_what, work) => {
    await store.membership.claim(
      { team: 'oak', device: 'dMaria', tokenHash: sha256(new Uint8Array([1])), proofHash },
      NOW,
    );
    await store.membership.claim(
      { team: 'elm', device: 'dSam', tokenHash: sha256(new Uint8Array([2])), proofHash },
      NOW,
    );
    await store.membership.invite('oak', invitation, NOW);
    await store.changeLog.append('oak', held);
    await store.blobs.put({ team: 'oak', blob, chunk: 0 }, chunk, { maxBytes: 1e6 });
    const before = contentsOf(real);
    const found: string[] = [];
    const killed: string[] = [];

    for (let k = 1; ; k++) {
      disk.failAt(k, () => killed.push(contentsOfCopy(k)));
      const outcome = await work().then(
        () => 'answered' as const,
        (error: unknown) => error,
      );
      if (!disk.mend()) break;
      expect(outcome).toBeInstanceOf(StorageUnavailable);
      found.push(contentsOf(real));
    }
    const after = contentsOf(real);

    expect(found.length).toBeGreaterThan(3);
    expect([...new Set([...found, ...killed])].filter((one) => one !== before && one !== after)).toEqual([]);
    // Answered at last, after all those tries; and once more, it is as if it had been asked once.
    expect(before).not.toBe(after);
    await work();
    expect(contentsOf(real)).toBe(after);
  });
});

/** What a server finds that is started on the files as they lie at this moment. */
function contentsOfCopy(k: number): string {
  const copy = join(dataDir, `killed-${k}`);
  mkdirSync(copy);
  for (const name of ['threefold.sqlite', 'threefold.sqlite-wal']) {
    copyFileSync(join(dataDir, name), join(copy, name));
  }
  const db = new Database(join(copy, 'threefold.sqlite'));
  try {
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    return contentsOf(db);
  } finally {
    db.close();
    rmSync(copy, { recursive: true, force: true });
  }
}
