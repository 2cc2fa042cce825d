import { describe, expect, test } from 'vitest';
import { newTabletKeys, openOnTablet, sealForTablet } from '../../src/crypto/key-box.ts';
import { bytes } from '../server/tablet.ts';

const place = { team: 'oak', epoch: 1_000_123, device: 'dkim' };
const secret = bytes(32);

describe('[K4] a new secret sealed for one tablet', () => {
  test('opens there', async () => {
    const kim = await newTabletKeys();

    const box = await sealForTablet(secret, kim.publicKey, place);

    expect(await openOnTablet(box, kim, place)).toEqual({ ok: true, value: secret });
  });

  test('opens on no other tablet', async () => {
    const [kim, sam] = [await newTabletKeys(), await newTabletKeys()];

    const box = await sealForTablet(secret, kim.publicKey, place);

    expect(await openOnTablet(box, sam, place)).toEqual({ ok: false, problem: 'doesNotOpen' });
  });

  test.each([
    ['another team', { ...place, team: 'elm' }],
    ['another epoch', { ...place, epoch: 2 }],
    ['another tablet’s name', { ...place, device: 'dsam' }],
  ])('[K2] does not open when it is moved to %s', async (_, elsewhere) => {
    const kim = await newTabletKeys();

    const box = await sealForTablet(secret, kim.publicKey, place);

    expect((await openOnTablet(box, kim, elsewhere)).ok).toBe(false);
  });

  test('does not open when a byte of it was changed, wherever', async () => {
    const kim = await newTabletKeys();
    const box = await sealForTablet(secret, kim.publicKey, place);

    for (const at of [0, 1, 40, 64, 65, 80, box.length - 1]) {
      const changed = box.slice();
      changed[at]! ^= 1;
      expect((await openOnTablet(changed, kim, place)).ok).toBe(false);
    }
    for (const length of [0, 1, 65, box.length - 1]) {
      expect((await openOnTablet(box.slice(0, length), kim, place)).ok).toBe(false);
    }
  });

  test('is another box each time, and the private key cannot be taken out', async () => {
    const kim = await newTabletKeys();

    const [one, other] = [
      await sealForTablet(secret, kim.publicKey, place),
      await sealForTablet(secret, kim.publicKey, place),
    ];

    expect(one).not.toEqual(other);
    expect(kim.privateKey.extractable).toBe(false);
  });

  test('is not made for what is no public key', async () => {
    await expect(sealForTablet(secret, bytes(65), place)).rejects.toThrow();
  });
});
