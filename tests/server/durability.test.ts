import { rmSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { startServerProcess, temporaryDir, type ServerProcess } from '../support/server.ts';
import { killUnderLoad } from './kill-under-load.ts';
import { aClaimedTablet, anEnvelope, aTablet, done, type Tablet, whole } from './tablet.ts';

const dataDir = temporaryDir();
let server: ServerProcess | undefined;
afterEach(async () => {
  await server?.kill();
  rmSync(dataDir, { recursive: true, force: true });
});

// Starting a process takes as long as the machine lets it.
/** A handful here; `npm run soak -- kills` does it five hundred times. */
const KILLS = 5;

test('[S1] a server killed at any moment has every acknowledged envelope, in its place', async () => {
  const { acked, lost } = await killUnderLoad(dataDir, KILLS, Math.random);

  expect(lost).toEqual([]);
  expect(acked).toBeGreaterThan(KILLS * 10);
});

/** Remembers what was acknowledged under which number; ends when the connection does. */
async function writeUntilCut(tablet: Tablet, acked: Map<number, string>) {
  for (;;) {
    const envelopes = [anEnvelope(), anEnvelope({ size: 3_000 })];
    const answer = await tablet.push(envelopes);
    if (answer.kind === 'offline') return;
    for (const [index, seq] of done(answer).results.entries()) acked.set(Number(seq), hex(envelopes[index]!));
  }
}

function hex(envelope: Uint8Array): string {
  return Buffer.from(envelope).toString('hex');
}

test('[S3] two server processes on one database give every envelope one place', async () => {
  const shared = temporaryDir();
  server = await startServerProcess({ dataDir: shared });
  const second = await startServerProcess({ dataDir: shared });
  const maria = await aClaimedTablet(server.url);
  const acked = new Map<number, string>();

  const write = async (url: string) => {
    const tablet = aTablet(url, maria);
    for (let count = 0; count < 60; count++) {
      const envelope = anEnvelope();
      const [seq] = done(await tablet.push([envelope])).results;
      expect(acked.has(Number(seq))).toBe(false);
      acked.set(Number(seq), hex(envelope));
    }
  };
  await Promise.all([server.url, second.url, server.url, second.url].map(write));

  const { envelopes } = done(await aTablet(second.url, maria).pull(0));
  expect(whole(envelopes).map(hex)).toEqual(
    [...acked].toSorted(([a], [b]) => a - b).map(([, envelope]) => envelope),
  );
  await second.kill();
  rmSync(shared, { recursive: true, force: true });
});

test('a server asked to stop answers what it has taken; nothing acknowledged is missing afterwards', async () => {
  const fresh = temporaryDir();
  server = await startServerProcess({ dataDir: fresh });
  const tablet = await aClaimedTablet(server.url);
  const acked = new Map<number, string>();

  const writing = Promise.all(Array.from({ length: 8 }, () => writeUntilCut(tablet, acked)));
  while (acked.size < 50) await new Promise((resolve) => setImmediate(resolve));
  const code = await server.stop();
  await writing;

  server = await startServerProcess({ dataDir: fresh });
  const { envelopes } = done(await aTablet(server.url, tablet).pull(0));
  expect(code).toBe(0);
  expect([...acked].filter(([seq, envelope]) => hex(whole(envelopes)[seq - 1]!) !== envelope)).toEqual([]);
  rmSync(fresh, { recursive: true, force: true });
});

test('a server that cannot start says what to set right', async () => {
  const taken = await startServerProcess({ dataDir: temporaryDir() });
  server = taken;
  const port = Number(new URL(taken.url).port);

  const starts = [
    startServerProcess({ dataDir, env: { LOG_LEVEL: 'loud' } }),
    startServerProcess({ dataDir, port }),
    startServerProcess({ dataDir: '/dev/null/nowhere' }),
    startServerProcess({ dataDir: import.meta.filename }),
    // Node's own recursive mkdir spins for ever here.
    startServerProcess({ dataDir: '/proc/nowhere/at/all' }),
    startServerProcess({ dataDir, env: { TLS_CERT: '/nowhere.pem', TLS_KEY: '/nowhere.pem' } }),
    startServerProcess({
      dataDir,
      env: { TLS_CERT: import.meta.filename, TLS_KEY: import.meta.filename },
    }),
  ].map((start) => start.then(String, String));

  const words = await Promise.all(starts);
  const expected = [
    /LOG_LEVEL must be/,
    /PORT cannot be used/,
    /DATA_DIR cannot be used: ENOTDIR.*null/,
    /DATA_DIR cannot be used: .*durability.test.ts is not a folder/,
    /DATA_DIR cannot be used: .*\/proc\/nowhere/,
    /TLS_CERT cannot be read: .*nowhere.pem/,
    /TLS_CERT and TLS_KEY are not a certificate/,
  ];
  for (const [index, pattern] of expected.entries()) expect(words[index]).toMatch(pattern);
});
