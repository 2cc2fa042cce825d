import { rmSync } from 'node:fs';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fromBase64Url } from '../../src/protocol/bytes.ts';
import { startApp, startServerProcess, temporaryDir, type RunningApp } from '../support/server.ts';
import { aBlob, aClaimedTablet, aTablet, bearer, bytes, done, type Tablet } from './tablet.ts';

const hex = (piece: Uint8Array) => Buffer.from(piece).toString('hex');

let server: RunningApp;
let maria: Tablet;
let log = '';
beforeEach(async () => {
  log = '';
  const logger = pino({ level: 'info' }, { write: (line: string) => void (log += line) });
  server = await startApp({ logger, rates: { claimsPerAddress: 1000 }, maxBlobBytes: 1_000_000 });
  maria = await aClaimedTablet(server.url);
});
afterEach(async () => await server.stop());

describe('a piece of a photo', () => {
  test('is given to every tablet of the team, as it came', async () => {
    const sam = await aClaimedTablet(server.url, { team: maria.team, proof: maria.proof });
    const [blob, piece] = [aBlob(), bytes(262_160)];

    done(await maria.putChunk(blob, 0, piece));

    expect(hex(done(await sam.getChunk(blob, 0)).bytes)).toBe(hex(piece));
  });

  test('[S2] may be sent again and again', async () => {
    const [blob, piece] = [aBlob(), bytes(1000)];

    for (let time = 0; time < 3; time++) expect((await maria.putChunk(blob, 0, piece)).kind).toBe('done');
  });

  test('is never replaced by other bytes', async () => {
    const [blob, piece] = [aBlob(), bytes(1000)];
    done(await maria.putChunk(blob, 0, piece));

    const answer = await maria.putChunk(blob, 0, bytes(1000));

    expect(answer).toEqual({ kind: 'unacceptable', error: 'differs' });
    expect(done(await maria.getChunk(blob, 0)).bytes).toEqual(piece);
  });

  test('that would go over the room of the team is refused with its reason', async () => {
    for (let count = 0; count < 4; count++) done(await maria.putChunk(aBlob(), 0, bytes(250_000)));

    const answer = await maria.putChunk(aBlob(), 0, bytes(250_000));

    expect(answer).toEqual({ kind: 'unacceptable', error: 'full' });
  });

  test('[K9] that was on its way when its photo was erased is refused like one that never was', async () => {
    const sam = await aClaimedTablet(server.url, { team: maria.team, proof: maria.proof });
    const blob = aBlob();
    done(await maria.putChunk(blob, 0, bytes(1000)));

    expect(done(await sam.erase([], [fromBase64Url(blob)]))).toEqual({ envelopes: 0, blobs: 1 });
    const answer = await maria.putChunk(blob, 1, bytes(1000));

    expect(answer).toEqual({ kind: 'unacceptable', error: 'notFound' });
    for (const chunk of [0, 1])
      expect(await sam.getChunk(blob, chunk)).toEqual({ kind: 'unacceptable', error: 'notFound' });
  });

  test('[K8] larger than a piece may be is refused', async () => {
    const answer = await maria.putChunk(aBlob(), 0, bytes(262_161));
    const much = await maria.putChunk(aBlob(), 0, bytes(900_000));

    expect(answer).toEqual({ kind: 'unacceptable', error: 'malformed' });
    expect(much).toEqual({ kind: 'unacceptable', error: 'tooLarge' });
  });

  test('[K8] with nothing in it is refused', async () => {
    expect((await maria.putChunk(aBlob(), 0, bytes(16))).kind).toBe('unacceptable');
  });

  test.each([
    ['short', 0],
    ['x'.repeat(23), 0],
    ['..%2F..%2Fetc%2Fpasswd', 0],
    ["' OR 1=1 --", 0],
    // The last character would hold more than 128 bits: a second name for the same blob.
    [`${'A'.repeat(21)}B`, 0],
    ['A'.repeat(22), -1],
    ['A'.repeat(22), 64],
    ['A'.repeat(22), '00'],
    ['A'.repeat(22), '1e1'],
    ['A'.repeat(22), 'NaN'],
  ])('[K8] under the malformed address %s/%s is refused', async (blob, chunk) => {
    const [put, get] = [
      await maria.putChunk(encodeURIComponent(blob), chunk, bytes(100)),
      await maria.getChunk(encodeURIComponent(blob), chunk),
    ];

    for (const answer of [put, get]) expect(answer).toEqual({ kind: 'unacceptable', error: 'malformed' });
  });

  test('of another team looks like one that never was', async () => {
    const stranger = await aClaimedTablet(server.url);
    const blob = aBlob();
    done(await maria.putChunk(blob, 0, bytes(100)));

    expect(await stranger.getChunk(blob, 0)).toEqual(await stranger.getChunk(aBlob(), 0));
    const outside = aTablet(server.url, { team: maria.team });
    const nowhere = aTablet(server.url);
    expect(await outside.getChunk(blob, 0)).toEqual({ kind: 'refused' });
    expect(await nowhere.getChunk(blob, 0)).toEqual({ kind: 'refused' });
    expect(await outside.putChunk(blob, 0, bytes(100))).toEqual({ kind: 'refused' });
  });

  test('[K8] one too many a minute is told to wait', async () => {
    const limited = await startApp({ rates: { chunksPerDevice: 2 } });
    const eager = await aClaimedTablet(limited.url);

    const kinds = [];
    for (let count = 0; count < 3; count++) {
      kinds.push((await eager.putChunk(aBlob(), 0, bytes(100))).kind);
    }

    expect(kinds).toEqual(['done', 'done', 'later']);
    await limited.stop();
  });

  test('[K1] leaves counts in the log and nothing else', async () => {
    const blob = aBlob();

    done(await maria.putChunk(blob, 0, bytes(1234)));
    done(await maria.getChunk(blob, 0));

    expect(log).toContain('"bytes":1234');
    for (const secret of [blob, maria.team, maria.device, bearer(maria.token)['authorization']!]) {
      expect(log).not.toContain(secret);
    }
  });
});

describe('[S1] [S4] a photo whose sending is cut', () => {
  test('is there as far as it was acknowledged when the server is killed, and can be finished', async () => {
    const dataDir = temporaryDir();
    const first = await startServerProcess({ dataDir });
    const tablet = await aClaimedTablet(first.url);
    const [blob, pieces] = [aBlob(), [bytes(262_160), bytes(262_160), bytes(100_000)]];
    for (const chunk of [0, 1]) done(await tablet.putChunk(blob, chunk, pieces[chunk]!));

    const cut = tablet.putChunk(blob, 2, pieces[2]!);
    await first.kill();
    const wasAcknowledged = (await cut).kind === 'done';

    const second = await startServerProcess({ dataDir });
    const again = aTablet(second.url, tablet);
    for (const chunk of [0, 1])
      expect(hex(done(await again.getChunk(blob, chunk)).bytes)).toBe(hex(pieces[chunk]!));
    if (wasAcknowledged) expect(hex(done(await again.getChunk(blob, 2)).bytes)).toBe(hex(pieces[2]!));
    done(await again.putChunk(blob, 2, pieces[2]!));
    expect(hex(done(await again.getChunk(blob, 2)).bytes)).toBe(hex(pieces[2]!));
    await second.kill();
    rmSync(dataDir, { recursive: true, force: true });
  });
});
