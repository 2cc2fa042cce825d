import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeStamp } from '../../src/domain/stamp.ts';
import { toBase64Url } from '../../src/protocol/bytes.ts';
import { MAX_BOX_BYTES } from '../../src/protocol/limits.ts';
import { sha256 } from '../../src/server/sha256.ts';
import { startApp, temporaryDir, type RunningApp } from '../support/server.ts';
import { aClaimedTablet, anEnvelope, aTablet, bytes, done, post, type Tablet } from './tablet.ts';

const START = 1_800_000_000_000;
const A_YEAR = 366 * 24 * 60 * 60 * 1000;

let clock = START;
let dataDir: string;
let server: RunningApp;
let maria: Tablet;
beforeEach(async () => {
  clock = START;
  dataDir = temporaryDir();
  server = await startApp({ dataDir, now: () => clock, rates: { acceptsPerAddress: 12 } });
  maria = await aClaimedTablet(server.url);
});
afterEach(async () => {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const at = (minutes: number) => makeStamp(START + minutes * 60_000, 0, 'dmaria');

async function aSheet(minutes = 0, tablet = maria) {
  const [id, proof, box] = [bytes(16), bytes(32), bytes(400)];
  done(await tablet.keepRecovery({ id, proofHash: sha256(proof), box, at: at(minutes) }));
  return { id, proof, box };
}

const theTeamOf = (tablet: Tablet) =>
  aTablet(server.url, { team: maria.team, device: tablet.device, token: tablet.token });

describe('the box of a recovery sheet', () => {
  test('is handed to any tablet that shows the proof, which is then in the team, a year later too', async () => {
    const { id, proof, box } = await aSheet();
    clock = START + A_YEAR;

    for (const tablet of [aTablet(server.url), aTablet(server.url)]) {
      expect(done(await tablet.recover(id, proof))).toEqual({ team: maria.team, box });
      expect(done(await tablet.recover(id, proof))).toEqual({ team: maria.team, box });
      expect((await theTeamOf(tablet).push([anEnvelope()])).kind).toBe('done');
    }
  });

  test('gives way to the box of a newer sheet, and never to that of an older one', async () => {
    const first = await aSheet(1);
    const second = await aSheet(2);
    await aSheet(0);

    expect(await aTablet(server.url).recover(first.id, first.proof)).toEqual({ kind: 'refused' });
    expect((await aTablet(server.url).recover(second.id, second.proof)).kind).toBe('done');
  });

  test('[K3] every refusal looks the same, and guesses are limited', async () => {
    const { id, proof } = await aSheet();
    const bodyOf = (shown: Uint8Array) => ({ proof: shown, device: 'dGuess', token: bytes(32) });
    const path = (sheet: Uint8Array) => `/api/recoveries/${toBase64Url(sheet)}/accept`;

    const unknown = await post(server.url, path(bytes(16)), bodyOf(proof));
    const wrong = await post(server.url, path(id), bodyOf(bytes(32)));
    const guest = await post(server.url, path(id), { ...bodyOf(proof), device: 'dguestAbc123' });
    const texts = await Promise.all([unknown, wrong, guest].map((answer) => answer.text()));

    expect([unknown, wrong, guest].map(({ status }) => status)).toEqual([401, 401, 401]);
    expect(new Set(texts).size).toBe(1);
    for (let guess = 0; guess < 10; guess++) await aTablet(server.url).recover(bytes(16), bytes(32));
    expect((await aTablet(server.url).recover(id, proof)).kind).toBe('later');
  });

  test('is nobody else’s to change: strangers, guests and other teams', async () => {
    const { id, proof, box } = await aSheet();
    const replacement = { id, proofHash: sha256(bytes(32)), box: bytes(10), at: at(9) };
    const stranger = aTablet(server.url, { team: maria.team });
    const guest = aTablet(server.url, { team: maria.team, device: 'dguestAbcdef123456' });
    const [guestsId, guestsProof] = [bytes(16), bytes(32)];
    const invitation = { id: guestsId, proofHash: sha256(guestsProof), box: bytes(10), isGuest: true };
    done(await maria.invite(invitation));
    done(await guest.accept(guestsId, guestsProof));

    expect(await stranger.keepRecovery(replacement)).toEqual({ kind: 'refused' });
    expect(await guest.keepRecovery(replacement)).toEqual({ kind: 'refused' });
    const others = await (await aClaimedTablet(server.url)).keepRecovery(replacement);
    expect(others).toMatchObject({ kind: 'unacceptable' });

    expect(done(await aTablet(server.url).recover(id, proof)).box).toEqual(box);
  });

  test('[K8] is refused when it is too large or its time is none', async () => {
    const recovery = { id: bytes(16), proofHash: bytes(32), box: bytes(10), at: at(1) };

    for (const bent of [{ box: bytes(MAX_BOX_BYTES + 1) }, { at: 'z'.repeat(50) }, { id: bytes(15) }]) {
      expect(await maria.keepRecovery({ ...recovery, ...bent })).toMatchObject({ kind: 'unacceptable' });
    }
  });

  test('[K5] a stolen database holds the proof’s hash only', async () => {
    const { proof } = await aSheet();
    const loot = Buffer.concat(readdirSync(dataDir).map((name) => readFileSync(join(dataDir, name))));

    expect(loot.includes(Buffer.from(sha256(proof)))).toBe(true);
    expect(loot.includes(Buffer.from(proof))).toBe(false);
  });
});

test('a tablet that is handed back gives up its token and is no longer in the list', async () => {
  const { team, proof } = maria;
  const sam = await aClaimedTablet(server.url, { team, proof });

  done(await sam.leave());

  expect(await sam.push([anEnvelope()])).toEqual({ kind: 'refused' });
  expect(await sam.leave()).toEqual({ kind: 'refused' });
  expect(done(await maria.devices()).devices.map(({ device }) => device)).toEqual([maria.device]);
});
