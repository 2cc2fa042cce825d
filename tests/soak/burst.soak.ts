import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { percentile } from '../bench/figures.ts';
import { aClaimedTablet, anEnvelope, bytes, done } from '../server/tablet.ts';
import { startServerProcess, temporaryDir } from '../support/server.ts';

/** Many teams come back to the network at one moment, against one SQLite process: npm run soak -- burst. */
const TEAMS = Number(process.env['SOAK_BURST_TEAMS'] ?? 500);
const NOTES = 60;
const ENVELOPE_BYTES = 400;

test(`${TEAMS} teams push ${NOTES} notes each at one moment, and all are taken`, async () => {
  const dataDir = temporaryDir();
  const server = await startServerProcess({ dataDir, env: { CLAIMS_PER_MINUTE: '1000000' } });
  const tablets = await Promise.all(Array.from({ length: TEAMS }, () => aClaimedTablet(server.url)));
  const pushes = tablets.map((tablet) => ({
    tablet,
    envelopes: Array.from({ length: NOTES }, () => anEnvelope({ size: ENVELOPE_BYTES })),
  }));

  const began = performance.now();
  const times = await Promise.all(
    pushes.map(async ({ tablet, envelopes }) => {
      const { results } = done(await tablet.push(envelopes));
      expect(results).toEqual(Array.from({ length: NOTES }, (_, index) => index + 1));
      return performance.now() - began;
    }),
  );
  const total = performance.now() - began;
  await server.stop();
  const bare = bareCommits(dataDir);
  rmSync(dataDir, { recursive: true, force: true });

  console.log(
    `${TEAMS} × ${NOTES} notes: median ${percentile(times, 50).toFixed(0)} ms, p95 ${percentile(times, 95).toFixed(0)} ms, ` +
      `all after ${total.toFixed(0)} ms; bare SQLite, one commit for each team's rows, all after ${bare.toFixed(0)} ms`,
  );
});

/** The same rows with nothing around them: a durable transaction for each team, one after another. */
function bareCommits(dataDir: string): number {
  const db = new Database(join(dataDir, 'bare.sqlite'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE note (seq INTEGER PRIMARY KEY, bytes BLOB NOT NULL)');
  const insert = db.prepare('INSERT INTO note (bytes) VALUES (?)');
  const row = bytes(ENVELOPE_BYTES);
  const commit = db.transaction(() => {
    for (let note = 0; note < NOTES; note++) insert.run(row);
  });
  const began = performance.now();
  for (let team = 0; team < TEAMS; team++) commit.immediate();
  const took = performance.now() - began;
  db.close();
  return took;
}
