import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { smallDisk } from '../support/small-disk.ts';
import { startServerProcess, type ServerProcess } from '../support/server.ts';
import { aClaimedTablet, anEnvelope, aTablet, done, whole } from './tablet.ts';

const disk = smallDisk(8);
let server: ServerProcess | undefined;
afterAll(async () => {
  await server?.kill();
  disk?.remove();
});

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

test('[S1] [S9] on a full disk nothing is acknowledged, what was is read on, and the same pushes go when there is room', async (context) => {
  if (disk === undefined) return context.skip('A disk of its own needs a user who may mount one.');
  const dataDir = join(disk.folder, 'data');
  server = await startServerProcess({ dataDir });
  const maria = await aClaimedTablet(server.url);
  const acked: string[] = [];
  disk.fillBut(600 * 1024);

  let refused: Uint8Array | undefined;
  for (let count = 0; refused === undefined && count < 200; count++) {
    const envelope = anEnvelope({ size: 20_000 });
    const answer = await maria.push([envelope]);
    if (answer.kind === 'done') acked.push(hex(envelope));
    else {
      expect(answer).toEqual({ kind: 'later', retryAfterMs: 5_000 });
      refused = envelope;
    }
  }
  const readOn = done(await maria.pull(0));
  // Still of use to who reads: a balancer has nowhere better to send tablets.
  const { status: ready } = await fetch(`${server.url}/readyz`);
  // Killed and started again with no room at all: it serves what it has.
  await server.kill();
  server = await startServerProcess({ dataDir });
  const again = aTablet(server.url, maria);
  const readAgain = done(await again.pull(0));
  disk.makeRoom();
  const taken = done(await again.push([refused!]));

  expect(acked.length).toBeGreaterThan(3);
  expect(ready).toBe(200);
  expect(whole(readOn.envelopes).map(hex)).toEqual(acked);
  expect(whole(readAgain.envelopes).map(hex)).toEqual(acked);
  expect(taken.results).toEqual([acked.length + 1]);
});
