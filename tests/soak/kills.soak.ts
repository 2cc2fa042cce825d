import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { killUnderLoad } from '../server/kill-under-load.ts';
import { temporaryDir } from '../support/server.ts';

/** `KILLS=500 npm run soak -- kills` */
const KILLS = Number(process.env['KILLS'] ?? 500);

test(`[S1] a server killed ${KILLS} times under load has every acknowledged envelope, in its place`, async () => {
  const dataDir = temporaryDir();
  const start = Date.now();
  const seconds = () => Math.round((Date.now() - start) / 1000);

  const { acked, lost } = await killUnderLoad(dataDir, KILLS, Math.random, (round) => {
    if (round % 50 === 0) console.log(`killed ${round} times in ${seconds()} s`);
  });

  console.log(`${KILLS} kills, ${acked} envelopes acknowledged, ${lost.length} lost, ${seconds()} s`);
  expect(lost).toEqual([]);
  expect(acked).toBeGreaterThan(KILLS);
  rmSync(dataDir, { recursive: true, force: true });
});
