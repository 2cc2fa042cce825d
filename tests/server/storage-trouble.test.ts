import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseRefusal } from '../../src/protocol/requests.ts';
import { openDatabase } from '../../src/server/database.sqlite.ts';
import { openSqliteStore } from '../../src/server/store.sqlite.ts';
import { startApp, temporaryDir, type RunningApp } from '../support/server.ts';
import { aClaimedTablet, anEnvelope, bearer, done, post, type Tablet } from './tablet.ts';

let dataDir: string;
let server: RunningApp;
let maria: Tablet;
beforeEach(async () => {
  dataDir = temporaryDir();
  server = await startApp({ dataDir });
  maria = await aClaimedTablet(server.url);
});
afterEach(async () => {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test('[S1] every commit is synced to the disk, against a power cut that no test can make', () => {
  const db = openDatabase(dataDir);

  expect(db.pragma('synchronous', { simple: true })).toBe(2);
  expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
  db.close();
});

test('[S9] a database that cannot write refuses with "unavailable", and takes the same push when it can', async () => {
  const envelope = anEnvelope();
  const path = `/api/teams/${maria.team}/envelopes`;
  const other = new Database(join(dataDir, 'threefold.sqlite'));
  other.exec('BEGIN IMMEDIATE');

  const refused = await post(server.url, path, { envelopes: [envelope] }, bearer(maria.token));
  const reading = await maria.pull(0);
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  other.exec('ROLLBACK');
  other.close();

  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
  expect(parseRefusal(new Uint8Array(await refused.arrayBuffer()))).toEqual({
    ok: true,
    value: { error: 'unavailable', server: server.store.serverId, retryAfterMs: 5_000 },
  });
  expect(reading.kind).toBe('done');
  expect(metrics).toContain('threefold_store_errors_total{code="SQLITE_BUSY"} 1');
  expect(done(await maria.push([envelope])).results).toEqual([1]);
});

test('the write-ahead log does not stay on the disk beside what it has become', async () => {
  for (let count = 0; count < 10; count++) done(await maria.push([anEnvelope({ size: 100_000 })]));

  const logSize = () => statSync(join(dataDir, 'threefold.sqlite-wal')).size;
  await expect.poll(logSize, { timeout: 5_000 }).toBe(0);

  expect(statSync(join(dataDir, 'threefold.sqlite')).size).toBeGreaterThan(1_000_000);
});

test('a database opened again is the same server with the same logs, in one file', async () => {
  const { head } = done(await maria.push([anEnvelope()]));
  const { serverId } = server.store;
  await server.stop();
  expect(readdirSync(dataDir)).toEqual(['threefold.sqlite']);

  const again = openSqliteStore(dataDir);

  expect(again.serverId).toBe(serverId);
  expect(await again.changeLog.head(maria.team)).toMatchObject({ log: head.log, seq: 1 });
  await again.close();
  server = await startApp({ dataDir });
});

test('a database of a newer server is left alone', async () => {
  await server.stop();
  const db = new Database(join(dataDir, 'threefold.sqlite'));
  db.pragma('user_version = 999');
  db.close();

  expect(() => openSqliteStore(dataDir)).toThrow(/newer version/);

  server = await startApp();
});
