import { rmSync } from 'node:fs';
import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeStamp } from '../../src/domain/stamp.ts';
import { fromBase64Url, toCbor } from '../../src/protocol/bytes.ts';
import { CBOR, type RemoveRequest } from '../../src/protocol/requests.ts';
import { sha256 } from '../../src/server/sha256.ts';
import { startApp, startServerProcess, temporaryDir, type RunningApp } from '../support/server.ts';
import {
  aBlob,
  aClaimedTablet,
  anEnvelope,
  aTablet,
  bearer,
  bytes,
  done,
  idOf,
  post,
  type Tablet,
  whole,
} from './tablet.ts';

let server: RunningApp;
let dataDir: string;
let maria: Tablet;
let sion: Tablet;
let kim: Tablet;
beforeEach(async () => {
  dataDir = temporaryDir();
  server = await startApp({ dataDir });
  maria = await aClaimedTablet(server.url);
  const { team, proof } = maria;
  [sion, kim] = [
    await aClaimedTablet(server.url, { team, proof }),
    await aClaimedTablet(server.url, { team, proof }),
  ];
});
afterEach(async () => {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const NEW_PROOF = bytes(32);
const REMOVED = { kind: 'removed' };
const REFUSED = { kind: 'refused' };
const BEHIND = { kind: 'unacceptable', error: 'behind' };

/** A request whose head is sent and whose body waits; answers the function that sends it and waits for the status. */
function begin(url: string, { team, token }: Tablet, method: string, path: string, body: object) {
  const sealed = toCbor(body);
  const sending = request(`${url}/api/teams/${team}${path}`, {
    method,
    headers: { 'content-type': CBOR, 'content-length': sealed.length, ...bearer(token) },
  });
  const status = new Promise<number | undefined>((resolve, reject) => {
    sending.on('response', (answer) => resolve(answer.resume().statusCode)).on('error', reject);
  });
  sending.flushHeaders();
  return () => {
    sending.end(sealed);
    return status;
  };
}

/** Nobody here could open it; the server only asks whose it is. */
function removal(by: Tablet, ofWhom: readonly Tablet[], after = 0, epoch = 2): RemoveRequest {
  return {
    epoch,
    proofHash: sha256(NEW_PROOF),
    devices: ofWhom.map(({ device }) => device),
    notice: { envelope: anEnvelope({ device: by.device }), after },
  };
}

describe('[K4] a tablet that was removed', () => {
  test('can neither read nor write from that moment, and is told so', async () => {
    const { head } = done(await sion.push([anEnvelope()]));
    const blob = aBlob();
    done(await maria.putChunk(blob, 0, bytes(100)));

    done(await maria.remove(removal(maria, [sion], head.seq)));

    const answers = [
      await sion.pull(0),
      await sion.push([anEnvelope()]),
      await sion.devices(),
      await sion.getChunk(blob, 0),
      await sion.putChunk(aBlob(), 0, bytes(100)),
      await sion.erase([bytes(16)]),
      await sion.invite({ id: bytes(16), proofHash: bytes(32), box: bytes(50) }),
      await sion.remove(removal(sion, [maria], 2, 3)),
    ];
    expect(answers).toEqual(answers.map(() => REMOVED));
    expect((await sion.events(AbortSignal.timeout(5_000))).status).toBe(401);
    expect(done(await kim.devices()).devices).toHaveLength(2);
    expect(done(await kim.pull(0)).head.seq).toBe(2);
  });

  test('hears nothing of the log, whatever it pushes, though it pushed a moment ago', async () => {
    const pushes = [[anEnvelope()], [], [bytes(40)], [anEnvelope({ size: 600_000 })]];
    for (const envelopes of pushes) expect((await sion.push(envelopes)).kind).toBe('done');
    const malformed = () => post(server.url, `/api/teams/${sion.team}/envelopes`, {}, bearer(sion.token));
    expect((await malformed()).status).toBe(400);

    done(await maria.remove(removal(maria, [sion], 1)));

    expect((await malformed()).status).toBe(401);
    for (const envelopes of pushes) expect(await sion.push(envelopes)).toEqual(REMOVED);
    expect(done(await kim.pull(0)).head.seq).toBe(2);
  });

  test('does nothing with a request that it had begun before', async () => {
    const { url, store } = server;
    const note = anEnvelope();
    done(await maria.push([note]));
    const [photo, later] = [aBlob(), aBlob()];
    done(await maria.putChunk(photo, 0, bytes(100)));
    const [sheet, sheetProof] = [bytes(16), bytes(32)];
    const lookUp = vi.spyOn(store.membership, 'deviceByToken');
    const begun = [
      begin(url, sion, 'POST', '/erasures', { envelopes: [idOf(note)], blobs: [] }),
      begin(url, sion, 'POST', '/erasures', { envelopes: [], blobs: [fromBase64Url(photo)] }),
      begin(url, sion, 'PUT', `/blobs/${later}/0`, { bytes: bytes(100) }),
      begin(url, sion, 'PUT', '/recovery', {
        ...{ id: sheet, proofHash: sha256(sheetProof), box: bytes(90) },
        at: makeStamp(Date.now() + 60_000, 0, 'dsion'),
      }),
    ];
    await expect
      .poll(() => lookUp.mock.settledResults.map(({ value }) => value))
      .toEqual(begun.map(() => sion.device));

    done(await maria.remove(removal(maria, [sion], 1)));
    const statuses = await Promise.all(begun.map((finish) => finish()));

    expect(statuses).toEqual([401, 401, 401, 400]);
    expect(whole(done(await kim.pull(0)).envelopes)).toContainEqual(note);
    expect((await kim.getChunk(photo, 0)).kind).toBe('done');
    expect((await kim.getChunk(later, 0)).kind).not.toBe('done');
    expect(await aTablet(url, { device: 'dOther' }).recover(sheet, sheetProof)).toEqual(REFUSED);
  });

  test('loses the streams that it held open', async () => {
    const stream = (await sion.events(AbortSignal.timeout(20_000))).body!.getReader();
    await stream.read();

    done(await maria.remove(removal(maria, [sion])));

    let last = await stream.read();
    while (!last.done) last = await stream.read();
    expect(last.done).toBe(true);
  });

  test('does not come back: not with the old proof, the new one, an older invitation, or after a kill', async () => {
    const [id, proof] = [bytes(16), bytes(32)];
    done(await maria.invite({ id, proofHash: sha256(proof), box: bytes(50) }));

    await server.stop();
    const first = await startServerProcess({ dataDir });

    done(await aTablet(first.url, maria).remove(removal(maria, [sion])));
    await first.kill();
    server = await startApp({ dataDir });

    const again = (proofShown: Uint8Array<ArrayBuffer>, device: string) =>
      aTablet(server.url, { team: maria.team, device, token: sion.token, proof: proofShown });
    expect(await again(maria.proof, sion.device).claim()).toEqual(REFUSED);
    expect(await again(maria.proof, 'dOther').claim()).toEqual(REFUSED);
    expect(await again(NEW_PROOF, sion.device).claim()).toEqual(REFUSED);
    expect(await again(maria.proof, 'dOther').accept(id, proof)).toEqual(REFUSED);
    expect(await again(maria.proof, sion.device).pull(0)).toEqual(REMOVED);
  });

  test('is told to nobody else: a stranger’s token is refused as ever', async () => {
    done(await maria.remove(removal(maria, [sion])));

    expect(await aTablet(server.url, { team: maria.team }).pull(0)).toEqual(REFUSED);
    expect(await aTablet(server.url, { token: sion.token }).pull(0)).toEqual(REFUSED);
  });

  test('takes nobody with it: the others go on, in the old epoch and the new', async () => {
    done(await maria.remove(removal(maria, [sion])));

    expect(done(await kim.push([anEnvelope()])).results).toEqual([2]);
    const at = aTablet(server.url, { ...kim, proof: NEW_PROOF });
    done(await at.claim());
    expect(done(await at.pull(0)).head.seq).toBe(2);
  });
});

describe('[K4] removing', () => {
  test('two tablets that remove each other at once: exactly one wins', async () => {
    const outcomes = await Promise.all([
      maria.remove(removal(maria, [sion])),
      sion.remove(removal(sion, [maria])),
    ]);

    const losers = outcomes.filter(({ kind }) => kind !== 'done');
    expect(losers).toHaveLength(1);
    expect([REMOVED, REFUSED]).toContainEqual(losers[0]);
    expect(done(await kim.devices()).devices).toHaveLength(2);
    expect(done(await kim.pull(0)).head.seq).toBe(1);
  });

  test('two that remove different tablets at once: the slower is told to read on, and nothing of its is done', async () => {
    const team = { team: maria.team, proof: maria.proof };
    const [ann, ben] = [await aClaimedTablet(server.url, team), await aClaimedTablet(server.url, team)];

    const outcomes = await Promise.all([
      maria.remove(removal(maria, [ann])),
      sion.remove(removal(sion, [ben])),
    ]);

    expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(1);
    expect(outcomes).toContainEqual(BEHIND);
    expect(done(await kim.devices()).devices).toHaveLength(4);
  });

  test('must have read all there is, so that what came in before stays', async () => {
    done(await sion.push([anEnvelope()]));

    expect(await maria.remove(removal(maria, [sion]))).toEqual(BEHIND);
    expect((await sion.pull(0)).kind).toBe('done');
  });

  test('an answer lost on the way can be asked for again', async () => {
    const asked = removal(maria, [sion]);

    done(await maria.remove(asked));
    done(await maria.remove(asked));

    expect(done(await maria.pull(0)).head.seq).toBe(1);
  });

  test('several tablets go in one step', async () => {
    done(await maria.remove(removal(maria, [sion, kim])));

    expect(await sion.pull(0)).toEqual(REMOVED);
    expect(await kim.pull(0)).toEqual(REMOVED);
  });

  test('a tablet does not remove itself, nor speak in another’s name', async () => {
    const refusal = { kind: 'unacceptable', error: 'malformed' };

    expect(await maria.remove(removal(maria, [maria, sion]))).toEqual(refusal);
    expect(await maria.remove(removal(kim, [sion]))).toEqual(refusal);
    expect(done(await sion.devices()).devices).toHaveLength(3);
  });

  test('[K7] a guest removes nobody', async () => {
    const [id, proof] = [bytes(16), bytes(32)];
    done(await maria.invite({ id, proofHash: sha256(proof), box: bytes(50), isGuest: true }));
    const guest = aTablet(server.url, { team: maria.team, device: 'dguestAnn1' });
    done(await guest.accept(id, proof));

    expect(await guest.remove(removal(guest, [sion]))).toEqual(REFUSED);
  });

  test('is told again to a server that lost it: a wiped one takes the epoch and the removals', async () => {
    await server.stop();
    server = await startApp();
    const oldest = { team: maria.team, proof: maria.proof };
    const early = await aClaimedTablet(server.url, { ...oldest, device: sion.device, token: sion.token });
    done(await early.push([anEnvelope()]));

    const back = await aClaimedTablet(server.url, { ...oldest, device: maria.device });
    const { notice, ...known } = removal(back, [sion]);
    done(await back.remove(known));
    done(await back.remove(known));

    expect(notice).toBeDefined();
    expect(await early.pull(0)).toEqual(REMOVED);
    expect(await early.claim()).toEqual(REFUSED);
    expect((await back.pull(0)).kind).toBe('done');
  });
});
