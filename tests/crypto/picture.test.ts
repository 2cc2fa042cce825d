import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openPicture, sealPicture } from '../../src/crypto/picture.ts';
import { chunkCount, CHUNK_BYTES, MAX_PHOTO_BYTES } from '../../src/domain/photo.ts';
import { toBase64Url } from '../../src/protocol/bytes.ts';
import { MAX_CHUNK_BYTES } from '../../src/protocol/limits.ts';

const bytes = (count: number) => new Uint8Array(randomBytes(count));
/** Comparing a megabyte byte by byte takes seconds here. */
const digest = (...parts: readonly Uint8Array[]) =>
  parts.map((part) => createHash('sha256').update(part).digest('hex'));
const seal = { team: 'ours', blob: toBase64Url(bytes(16)), key: toBase64Url(bytes(32)) };
const large = bytes(600_000);

describe('sealing a picture', () => {
  test.each([0, 1, 32_764, 32_765, 250_000, 600_000])('%i bytes open to the same bytes', async (length) => {
    const picture = bytes(length);

    const chunks = await sealPicture(picture, seal);

    expect(chunks).toHaveLength(chunkCount(length));
    for (const chunk of chunks) expect(chunk.length).toBeLessThanOrEqual(MAX_CHUNK_BYTES);
    const opened = await openPicture(chunks, seal);
    expect(opened.ok && digest(opened.value)).toEqual(digest(picture));
  });

  test('a photo as it is saved fills one chunk', () => {
    expect(chunkCount(MAX_PHOTO_BYTES)).toBe(1);
  });

  test('tells its length in steps of 32 KB only', async () => {
    const [short, long] = [await sealPicture(bytes(40_000), seal), await sealPicture(bytes(65_000), seal)];

    expect(short[0]?.length).toBe(long[0]?.length);
  });

  test('[S2] the same picture sealed again is the same bytes, so that any tablet can give it back', async () => {
    const [first, again] = [await sealPicture(large, seal), await sealPicture(large, seal)];

    expect(digest(...again)).toEqual(digest(...first));
  });

  test('[K1] words in the picture are nowhere in the chunks', async () => {
    const picture = new Uint8Array(Buffer.from('PLANTED-WORD'.repeat(30_000)));

    const chunks = await sealPicture(picture, seal);

    expect(chunks.length).toBeGreaterThan(1);
    for (const chunk of chunks) expect(Buffer.from(chunk).includes('PLANTED-WORD')).toBe(false);
  });

  test.each<[string, (chunks: readonly Uint8Array[]) => Promise<unknown>]>([
    ['moved to another team', (chunks) => openPicture(chunks, { ...seal, team: 'theirs' })],
    ['moved to another photo', (chunks) => openPicture(chunks, { ...seal, blob: toBase64Url(bytes(16)) })],
    ['with another key', (chunks) => openPicture(chunks, { ...seal, key: toBase64Url(bytes(32)) })],
    ['in another order', (chunks) => openPicture(chunks.toReversed(), seal)],
    ['without its end', (chunks) => openPicture(chunks.slice(0, -1), seal)],
    [
      'with one bit changed',
      (chunks) => {
        const [first, ...rest] = chunks.map((chunk) => chunk.slice());
        first![CHUNK_BYTES - 1]! ^= 1;
        return openPicture([first!, ...rest], seal);
      },
    ],
  ])('[K2] chunks %s do not open', async (_how, open) => {
    expect(await open(await sealPicture(large, seal))).toEqual({ ok: false, problem: 'doesNotOpen' });
  });
});
