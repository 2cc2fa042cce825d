import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeStamp } from '../../src/domain/stamp.ts';
import { INVITATION_LIFETIME_MS } from '../../src/protocol/limits.ts';
import { sha256 } from '../../src/server/sha256.ts';
import { startApp, temporaryDir, type RunningApp } from '../support/server.ts';
import { aClaimedTablet, anEnvelope, aTablet, bytes, done, type Tablet } from './tablet.ts';

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

describe('[K9] a box that nobody can use any more leaves the files at once, also on a server that nobody pushes to:', () => {
  let dataDir: string;
  let clock: number;
  let server: RunningApp;
  let maria: Tablet;
  beforeEach(async () => {
    dataDir = temporaryDir();
    clock = 1_800_000_000_000;
    server = await startApp({ dataDir, now: () => clock });
    maria = await aClaimedTablet(server.url);
    // What is folded soon after a push must not be what the test sees.
    done(await maria.push([anEnvelope()]));
    await expect.poll(() => statSync(join(dataDir, 'threefold.sqlite-wal')).size).toBe(0);
  });
  afterEach(async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const isHeld = (box: Uint8Array) =>
    readdirSync(dataDir).some((name) => readFileSync(join(dataDir, name)).includes(Buffer.from(box)));

  test('an invitation that ended, when the next one is made', async () => {
    const invitation = () => ({ id: bytes(16), proofHash: bytes(32), box: bytes(60) });
    const [old, young] = [invitation(), invitation()];
    done(await maria.invite(old));
    expect(isHeld(old.box)).toBe(true);
    clock += INVITATION_LIFETIME_MS;

    done(await maria.invite(young));

    expect(isHeld(old.box)).toBe(false);
    expect(isHeld(young.box)).toBe(true);
  });

  test('that of a recovery sheet, when a newer one takes its place', async () => {
    const sheet = (after: number) => ({
      ...{ id: bytes(16), proofHash: bytes(32), box: bytes(90) },
      at: makeStamp(clock + after, 0, 'dmaria'),
    });
    const [old, young] = [sheet(0), sheet(1)];
    done(await maria.keepRecovery(old));
    expect(isHeld(old.box)).toBe(true);

    done(await maria.keepRecovery(young));

    expect(isHeld(old.box)).toBe(false);
    expect(isHeld(young.box)).toBe(true);
  });

  test('those of open invitations and of the sheet, when a tablet is removed', async () => {
    const sam = await aClaimedTablet(server.url, { team: maria.team, proof: maria.proof });
    const invitation = { id: bytes(16), proofHash: bytes(32), box: bytes(60) };
    const sheet = { ...invitation, box: bytes(90), at: makeStamp(clock, 0, 'dmaria') };
    done(await maria.invite(invitation));
    done(await maria.keepRecovery(sheet));

    done(await maria.remove({ epoch: 2, proofHash: bytes(32), devices: [sam.device] }));

    expect([isHeld(invitation.box), isHeld(sheet.box)]).toEqual([false, false]);
  });
});
