import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { INVITATION_LIFETIME_MS } from '../../src/protocol/limits.ts';
import { sha256 } from '../../src/server/sha256.ts';
import { startApp, temporaryDir } from '../support/server.ts';
import { aClaimedTablet, aTablet, bytes, done } from './tablet.ts';

test('[K9] the box of an invitation that has ended is gone from the files, and one that lasts is still there', async () => {
  const dataDir = temporaryDir();
  let clock = 1_800_000_000_000;
  const server = await startApp({ dataDir, now: () => clock });
  const maria = await aClaimedTablet(server.url);
  const invite = async () => {
    const invitation = { id: bytes(16), proof: bytes(32), box: bytes(60) };
    const { id, proof, box } = invitation;
    done(await maria.invite({ id, proofHash: sha256(proof), box }));
    return invitation;
  };
  const old = await invite();
  clock += INVITATION_LIFETIME_MS / 2;
  const young = await invite();
  const held = (box: Uint8Array) =>
    readdirSync(dataDir).some((name) => readFileSync(join(dataDir, name)).includes(Buffer.from(box)));
  expect(held(old.box)).toBe(true);
  await server.stop();

  clock += INVITATION_LIFETIME_MS / 2;
  const later = await startApp({ dataDir, now: () => clock });

  expect(held(old.box)).toBe(false);
  expect(held(young.box)).toBe(true);
  expect(await aTablet(later.url).accept(old.id, old.proof)).toEqual({ kind: 'refused' });
  expect(done(await aTablet(later.url).accept(young.id, young.proof)).box).toEqual(young.box);
  await later.stop();
  rmSync(dataDir, { recursive: true, force: true });
});
