import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fromBase64Url } from '../../src/protocol/bytes.ts';
import { chainInput, EMPTY_CHAIN } from '../../src/protocol/chain.ts';
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
} from './tablet.ts';

let server: RunningApp;
let maria: Tablet;
let dataDir: string;
beforeEach(async () => {
  dataDir = temporaryDir();
  server = await startApp({ dataDir, rates: { erasuresPerDevice: 8 } });
  maria = await aClaimedTablet(server.url);
});
afterEach(async () => {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Everything that lies in the files of the database. */
function filesOf(folder: string): Buffer {
  return Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
}

/** How many samples of these bytes, one of twelve in every hundred, are anywhere in the database's files. */
function leftOf(sealed: Uint8Array): number {
  const files = filesOf(dataDir);
  // Not from the beginning: the id of an envelope is in the clear, and stays.
  const starts = Array.from({ length: Math.floor((sealed.length - 60) / 100) }, (_, at) => 60 + at * 100);
  return starts.filter((at) => files.includes(Buffer.from(sealed.slice(at, at + 12)))).length;
}

describe('erasing', () => {
  test('[K9] leaves a tombstone with which every reader can still check the chain', async () => {
    const envelopes = [anEnvelope(), anEnvelope(), anEnvelope()];
    const before = done(await maria.push(envelopes)).head;

    expect(done(await maria.erase([idOf(envelopes[1]!)]))).toEqual({ envelopes: 1, blobs: 0 });

    const page = done(await maria.pull(0));
    const hashes = page.envelopes.map((one) => (one instanceof Uint8Array ? sha256(one) : one.hash));
    const chain = hashes.reduce<Uint8Array>(
      (so, hash, index) => sha256(chainInput(so, index + 1, hash)),
      EMPTY_CHAIN,
    );
    expect(page.envelopes[1]).toEqual({ id: idOf(envelopes[1]!), hash: sha256(envelopes[1]!) });
    expect(chain).toEqual(page.head.chain);
    expect(page.head).toEqual(before);
  });

  test('[K9] is heard of by who has read past it long ago', async () => {
    const envelope = anEnvelope();
    done(await maria.push([envelope, anEnvelope()]));
    done(await maria.erase([idOf(envelope)]));

    const page = done(await maria.pull(2, 0));

    expect(page).toMatchObject({ envelopes: [], erased: { count: 1, ids: [idOf(envelope)] } });
    expect(done(await maria.pull(2, 1)).erased).toEqual({ count: 1, ids: [] });
  });

  test('[K9] an old tablet that brings the envelope again gets its number, and the server keeps nothing of it', async () => {
    const envelope = anEnvelope();
    done(await maria.push([envelope]));
    done(await maria.erase([idOf(envelope)]));

    expect(done(await maria.push([envelope])).results).toEqual([1]);

    expect(done(await maria.pull(0)).envelopes).toEqual([{ id: idOf(envelope), hash: sha256(envelope) }]);
    expect(filesOf(dataDir).includes(Buffer.from(envelope.slice(-100)))).toBe(false);
  });

  test('[K9] takes the bytes out of the database and its log, at the moment of the answer', async () => {
    const [small, large] = [anEnvelope({ size: 180 }), anEnvelope({ size: 60_000 })];
    const kept = anEnvelope({ size: 5_000 });
    const [blob, piece] = [aBlob(), bytes(200_000)];
    done(await maria.push([small, large, kept]));
    done(await maria.putChunk(blob, 0, piece));
    expect(leftOf(piece)).toBeGreaterThan(1900);

    done(await maria.erase([idOf(small), idOf(large)], [fromBase64Url(blob)]));

    expect([small, large, piece].map(leftOf)).toEqual([0, 0, 0]);
    expect(leftOf(kept)).toBeGreaterThan(45);
    expect(await maria.getChunk(blob, 0)).toEqual({ kind: 'unacceptable', error: 'notFound' });
  });

  test('[K9] while a backup reads, the bytes leave the log soon after it has ended', async () => {
    const envelope = anEnvelope({ size: 3_000 });
    done(await maria.push([envelope]));
    const planted = Buffer.from(envelope.slice(-60));
    const backup = new Database(join(dataDir, 'threefold.sqlite'), { readonly: true });
    backup.exec('BEGIN');
    backup.prepare('SELECT count(*) FROM envelope').get();

    done(await maria.erase([idOf(envelope)]));
    backup.exec('COMMIT');
    backup.close();

    await vi.waitFor(() => expect(filesOf(dataDir).includes(planted)).toBe(false), { timeout: 20_000 });
  });

  test('[K9] outlives a server that is killed right after its answer', async () => {
    const folder = temporaryDir();
    const first = await startServerProcess({ dataDir: folder });
    const sam = await aClaimedTablet(first.url);
    const envelope = anEnvelope({ size: 3_000 });
    done(await sam.push([envelope]));
    done(await sam.erase([idOf(envelope)]));
    await first.kill();

    expect(filesOf(folder).includes(Buffer.from(envelope.slice(-60)))).toBe(false);
    const second = await startServerProcess({ dataDir: folder });
    expect(done(await aTablet(second.url, sam).pull(0)).envelopes).toEqual([
      { id: idOf(envelope), hash: sha256(envelope) },
    ]);
    await second.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('is refused to strangers, to other teams and to nonsense, and limited', async () => {
    const envelope = anEnvelope();
    done(await maria.push([envelope]));
    const sam = await aClaimedTablet(server.url);
    const path = `/api/teams/${maria.team}/erasures`;

    const stranger = await post(server.url, path, { envelopes: [], blobs: [] }, bearer(bytes(32)));
    const foreign = await post(server.url, path, { envelopes: [], blobs: [] }, bearer(sam.token));
    const nonsense = await post(server.url, path, { envelopes: [bytes(3)], blobs: [] }, bearer(maria.token));
    const many = await maria.erase(Array.from({ length: 501 }, () => bytes(16)));
    const ofOthers = done(await sam.erase([idOf(envelope)]));

    expect([stranger.status, foreign.status, nonsense.status]).toEqual([401, 401, 400]);
    expect(many).toEqual({ kind: 'unacceptable', error: 'malformed' });
    expect(ofOthers).toEqual({ envelopes: 0, blobs: 0 });
    expect(done(await maria.pull(0)).envelopes).toEqual([envelope]);
    const answers = [];
    for (let time = 0; time < 9; time++) answers.push((await maria.erase([])).kind);
    expect(answers).toContain('later');
  });
});

describe('[K7] a guest’s tablet', () => {
  const device = 'dguestAnn1';

  async function aGuest(): Promise<Tablet> {
    const [id, proof] = [bytes(16), bytes(32)];
    const invitation = { id, proofHash: sha256(proof), box: bytes(100), isGuest: true };
    done(await maria.invite(invitation));
    const guest = aTablet(server.url, { team: maria.team, device });
    done(await guest.accept(id, proof));
    return guest;
  }

  test('reads all and pushes its own envelopes, and no envelope of another tablet', async () => {
    const guest = await aGuest();
    done(await maria.push([anEnvelope()]));

    const results = done(
      await guest.push([anEnvelope({ device }), anEnvelope({ device: maria.device })]),
    ).results;

    expect(results).toEqual([2, 'refused']);
    expect(done(await guest.pull(0)).envelopes).toHaveLength(2);
  });

  test('erases nothing, invites nobody and brings no photos', async () => {
    const guest = await aGuest();
    const envelope = anEnvelope();
    done(await maria.push([envelope]));

    const answers = [
      await guest.erase([idOf(envelope)]),
      await guest.invite({ id: bytes(16), proofHash: bytes(32), box: bytes(100) }),
      await guest.putChunk(aBlob(), 0, bytes(1000)),
    ];

    expect(answers).toEqual(Array(3).fill({ kind: 'refused' }));
    expect(done(await maria.pull(0)).envelopes).toEqual([envelope]);
  });

  test('gets in by a guest’s invitation only, and nobody else gets in by one', async () => {
    const [id, proof] = [bytes(16), bytes(32)];
    done(await maria.invite({ id, proofHash: sha256(proof), box: bytes(100), isGuest: true }));
    const [otherId, otherProof] = [bytes(16), bytes(32)];
    done(await maria.invite({ id: otherId, proofHash: sha256(otherProof), box: bytes(100) }));

    const answers = [
      await aTablet(server.url).accept(id, proof),
      await aTablet(server.url, { device }).accept(otherId, otherProof),
      await aTablet(server.url, { team: maria.team, proof: maria.proof, device }).claim(),
    ];

    expect(answers).toEqual(Array(3).fill({ kind: 'refused' }));
    expect(done(await aTablet(server.url, { device }).accept(id, proof)).team).toBe(maria.team);
  });
});
