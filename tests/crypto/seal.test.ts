import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { fold, paddedLength, unfold } from '../../src/crypto/fold.ts';
import { open, seal } from '../../src/crypto/seal.ts';
import { deriveTeamKeys } from '../../src/crypto/team-key.ts';
import { encodeEnvelope, type Envelope } from '../../src/protocol/envelope.ts';
import { seededRandom } from '../support/tablet.ts';

const { bytes: random } = seededRandom(5);
let key: CryptoKey;
beforeAll(async () => {
  key = (await deriveTeamKeys(new Uint8Array(32).fill(7), 'ours')).sealKey;
});
const request = {
  team: 'ours',
  device: 'dmaria',
  deviceSeq: 3,
  epoch: 1,
  text: 'Folds the strip — twice 👀',
};

describe('sealing', () => {
  test('opens to the same text', async () => {
    const envelope = await seal(key, request, random);

    expect(await open(key, 'ours', envelope)).toEqual({ ok: true, value: request.text });
  });

  test('[K1] the same words sealed twice are not the same bytes: no nonce is used again', async () => {
    const [one, again] = [await seal(key, request, random), await seal(key, request, random)];

    expect(Buffer.compare(one.sealed, again.sealed)).not.toBe(0);
    expect(Buffer.compare(one.header.nonce, again.header.nonce)).not.toBe(0);
  });

  test('[K1] the text is nowhere in the envelope', async () => {
    const envelope = await seal(key, { ...request, text: 'PLANTED-WORD' }, random);

    expect(Buffer.from(encodeEnvelope(envelope)).includes('PLANTED-WORD')).toBe(false);
  });

  test.each<[string, string, (envelope: Envelope) => Envelope]>([
    ['to another team', 'theirs', (envelope) => envelope],
    [
      'to another device',
      'ours',
      ({ header, sealed }) => ({ header: { ...header, device: 'dsam1' }, sealed }),
    ],
    ['to another epoch', 'ours', ({ header, sealed }) => ({ header: { ...header, epoch: 2 }, sealed })],
    [
      'to another id',
      'ours',
      ({ header, sealed }) => ({ header: { ...header, id: new Uint8Array(16) }, sealed }),
    ],
    ['to another place', 'ours', ({ header, sealed }) => ({ header: { ...header, deviceSeq: 4 }, sealed })],
    ['to another version', 'ours', ({ header, sealed }) => ({ header: { ...header, version: 2 }, sealed })],
  ])('[K2] an envelope moved %s does not open', async (_where, team, move) => {
    const envelope = await seal(key, request, random);

    expect(await open(key, team, move(envelope))).toEqual({ ok: false, problem: 'doesNotOpen' });
  });

  test('keys cannot be taken out of the browser, and each team has its own', async () => {
    const theirs = await deriveTeamKeys(new Uint8Array(32).fill(7), 'theirs');
    const ours = await deriveTeamKeys(new Uint8Array(32).fill(7), 'ours');

    expect(ours.sealKey.extractable).toBe(false);
    expect(ours.proof).not.toEqual(theirs.proof);
  });
});

describe('folding', () => {
  test('unfolds to the same text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 2_000 }), async (text) => {
        expect(await unfold(await fold(text))).toBe(text);
      }),
    );
  });

  test('a single note is as long as any other single note', async () => {
    expect((await fold('Yes')).length).toBe(
      (await fold('Folds the strip into four equal parts and counts them')).length,
    );
  });

  test('padding costs at most an eighth above the smallest size', () => {
    for (let length = 257; length < 200_000; length += 97) {
      expect(paddedLength(length)).toBeGreaterThanOrEqual(length);
      expect(paddedLength(length)).toBeLessThanOrEqual(length * 1.125);
    }
  });

  test('[K8] a bomb does not unfold', async () => {
    const bomb = await fold('0'.repeat(9 * 1024 * 1024));

    expect(bomb.length).toBeLessThan(20_000);
    expect(await unfold(bomb)).toBeUndefined();
  });

  test('cut or foreign bytes do not unfold', async () => {
    const folded = await fold('Folds the strip');

    expect(await unfold(folded.slice(0, 9))).toBeUndefined();
    expect(await unfold(new Uint8Array(3))).toBeUndefined();
    expect(await unfold(new Uint8Array(300).fill(255))).toBeUndefined();
  });
});
