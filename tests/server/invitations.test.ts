import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { toBase64Url } from '../../src/protocol/bytes.ts';
import { MAX_BOX_BYTES } from '../../src/protocol/limits.ts';
import { sha256 } from '../../src/server/sha256.ts';
import { startApp, type RunningApp } from '../support/server.ts';
import { aClaimedTablet, anEnvelope, aTablet, bytes, done, post, type Tablet } from './tablet.ts';

const START = 1_800_000_000_000;
const HOURS_72 = 72 * 60 * 60 * 1000;

let clock = START;
let server: RunningApp;
let maria: Tablet;
beforeEach(async () => {
  clock = START;
  server = await startApp({ now: () => clock, rates: { acceptsPerAddress: 15 } });
  maria = await aClaimedTablet(server.url);
});
afterEach(() => server.stop());

async function anInvitation() {
  const [id, proof, box] = [bytes(16), bytes(32), bytes(200)];
  const { expiresAt } = done(await maria.invite({ id, proofHash: sha256(proof), box }));
  return { id, proof, box, expiresAt };
}

describe('an invitation', () => {
  test('hands over the box and lets the tablet into the team', async () => {
    const { id, proof, box } = await anInvitation();
    const sion = aTablet(server.url);

    const accepted = done(await sion.accept(id, proof));

    expect(accepted).toEqual({ team: maria.team, box });
    const joined = aTablet(server.url, { team: accepted.team, device: sion.device, token: sion.token });
    expect(done(await joined.push([anEnvelope()])).results).toEqual([1]);
    expect(done(await maria.devices()).devices.map(({ device }) => device)).toContain(sion.device);
  });

  test('[K3] works once; only the same tablet hears the answer again', async () => {
    const { id, proof } = await anInvitation();
    const sion = aTablet(server.url);
    const first = done(await sion.accept(id, proof));

    const again = await sion.accept(id, proof);
    const stranger = await aTablet(server.url).accept(id, proof);
    const namesake = await aTablet(server.url, { device: sion.device }).accept(id, proof);
    const borrowed = await aTablet(server.url, { token: sion.token }).accept(id, proof);

    const { proof: teamProof, team } = maria;
    const renewed = await aClaimedTablet(server.url, { team, device: sion.device, proof: teamProof });
    const withNewToken = await renewed.accept(id, proof);
    const withOldToken = await sion.accept(id, proof);

    expect(done(again)).toEqual(first);
    expect([stranger, namesake, borrowed]).toEqual(Array(3).fill({ kind: 'refused' }));
    expect([withNewToken, withOldToken]).toEqual(Array(2).fill({ kind: 'refused' }));
  });

  test('[K3] two tablets accepting at the same time: one gets in', async () => {
    const { id, proof } = await anInvitation();

    const answers = await Promise.all([1, 2, 3].map(() => aTablet(server.url).accept(id, proof)));

    expect(answers.map(({ kind }) => kind).toSorted()).toEqual(['done', 'refused', 'refused']);
  });

  test('[K3] lasts 72 hours to the millisecond, for those who accepted too', async () => {
    const [open, taken] = [await anInvitation(), await anInvitation()];
    const sion = aTablet(server.url);
    await sion.accept(taken.id, taken.proof);

    clock = START + HOURS_72;
    const late = await Promise.all([
      aTablet(server.url).accept(open.id, open.proof),
      sion.accept(taken.id, taken.proof),
    ]);
    clock = START + HOURS_72 - 1;
    const justInTime = await aTablet(server.url).accept(open.id, open.proof);

    expect(open.expiresAt).toBe(START + HOURS_72);
    expect(late).toEqual([{ kind: 'refused' }, { kind: 'refused' }]);
    expect(justInTime.kind).toBe('done');
  });

  test('asked for again after a lost answer keeps its first end', async () => {
    const [id, proof, box] = [bytes(16), bytes(32), bytes(200)];
    const invitation = { id, proofHash: sha256(proof), box };
    const first = done(await maria.invite(invitation));

    clock += 60_000;
    const again = done(await maria.invite(invitation));
    const other = await maria.invite({ ...invitation, proofHash: bytes(32) });

    expect(again).toEqual(first);
    expect(other).toEqual({ kind: 'unacceptable', error: 'malformed' });
  });

  test('[K8] a box larger than any invitation needs is refused', async () => {
    const answer = await maria.invite({ id: bytes(16), proofHash: bytes(32), box: bytes(MAX_BOX_BYTES + 1) });

    expect(answer).toEqual({ kind: 'unacceptable', error: 'malformed' });
  });
});

describe('guessing', () => {
  test('[K3] unknown, spent, expired and wrongly proved are refused with the same bytes', async () => {
    const [open, spent] = [await anInvitation(), await anInvitation()];
    await aTablet(server.url).accept(spent.id, spent.proof);
    const guess = (id: Uint8Array, proof: Uint8Array) =>
      post(server.url, `/api/invitations/${toBase64Url(id)}/accept`, {
        proof,
        device: 'dMallory',
        token: bytes(32),
      });

    const now = [
      await guess(bytes(16), bytes(32)),
      await guess(open.id, bytes(32)),
      await guess(spent.id, spent.proof),
    ];
    clock += HOURS_72;
    const later = await guess(open.id, open.proof);
    const oddId = await post(server.url, '/api/invitations/x/accept', {
      proof: bytes(32),
      device: 'dMallory',
      token: bytes(32),
    });

    const looks = await Promise.all([...now, later, oddId].map(lookOf));
    expect(new Set(looks).size).toBe(1);
    expect(now[0]?.status).toBe(401);
  });

  test('[K3] is limited, right or wrong, and says when to come back', async () => {
    const { id, proof } = await anInvitation();
    for (let guess = 0; guess < 15; guess++) await aTablet(server.url).accept(id, bytes(32));

    const wrong = await aTablet(server.url).accept(id, bytes(32));
    const right = await aTablet(server.url).accept(id, proof);

    expect([wrong.kind, right.kind]).toEqual(['later', 'later']);
    const response = await post(server.url, `/api/invitations/${toBase64Url(id)}/accept`, {});
    expect(response.status).toBe(429);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

/** Everything a stranger could compare: status, headers and body, but for the clock. */
async function lookOf(response: Response): Promise<string> {
  const headers = [...response.headers].filter(([name]) => name !== 'date');
  return JSON.stringify([
    response.status,
    headers,
    Buffer.from(await response.arrayBuffer()).toString('hex'),
  ]);
}
