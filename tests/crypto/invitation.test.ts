import { describe, expect, test } from 'vitest';
import {
  deriveInvitation,
  newInvitationCode,
  openBox,
  readCode,
  sealBox,
  spellCode,
} from '../../src/crypto/invitation.ts';
import { seededRandom } from '../support/tablet.ts';

const { bytes: random } = seededRandom(9);
const contents = { team: 'ours', name: 'P5 Maths triad', epoch: 1, secret: new Uint8Array(32).fill(3) };

describe('an invitation code', () => {
  test('is 16 characters without look-alikes, and never the same', () => {
    const codes = Array.from({ length: 200 }, () => newInvitationCode(random, { isGuest: false }));

    for (const code of codes) expect(code).toMatch(/^[2-9A-HJ-NP-Z]{16}$/);
    expect(new Set(codes).size).toBe(200);
  });

  test.each([
    ['as spelt', 'K7QF 3MVX 9T2H 4RWD'],
    ['in small letters with dashes', 'k7qf-3mvx-9t2h-4rwd'],
    ['as the whole link', 'https://school.example/join#K7QF3MVX9T2H4RWD'],
    ['with stray blanks', '  K7QF3MVX 9T2H\n4RWD '],
  ])('is understood %s', (_how, typed) => {
    expect(readCode(typed)).toEqual({ ok: true, value: 'K7QF3MVX9T2H4RWD' });
  });

  test.each(['', 'K7QF', 'K7QF 3MVX 9T2H 4RW0', 'K7QF 3MVX 9T2H 4RWDD', '<script>alert(1)'])(
    '"%s" is not one',
    (typed) => {
      expect(readCode(typed).ok).toBe(false);
    },
  );

  test('is spelt in groups of four', () => {
    expect(spellCode('K7QF3MVX9T2H4RWD')).toBe('K7QF 3MVX 9T2H 4RWD');
  });
});

describe('an invitation box', () => {
  test('opens with the code alone', async () => {
    const box = await sealBox(await deriveInvitation('K7QF3MVX9T2H4RWD'), contents, random);

    expect(await openBox(await deriveInvitation('K7QF3MVX9T2H4RWD'), box)).toEqual({
      ok: true,
      value: contents,
    });
  });

  test('does not open with another code, damaged, or cut', async () => {
    const keys = await deriveInvitation('K7QF3MVX9T2H4RWD');
    const box = await sealBox(keys, contents, random);
    const damaged = box.with(20, (box[20] as number) ^ 1);

    expect((await openBox(await deriveInvitation('K7QF3MVX9T2H4RWE'), box)).ok).toBe(false);
    expect((await openBox(keys, damaged)).ok).toBe(false);
    expect((await openBox(keys, box.slice(0, 5))).ok).toBe(false);
  });

  test('the server sees neither the code nor the box key: id, proof and box key are independent', async () => {
    const { id, proof, boxKey } = await deriveInvitation('K7QF3MVX9T2H4RWD');

    expect(Buffer.from(proof).includes(Buffer.from(id))).toBe(false);
    expect(boxKey.extractable).toBe(false);
  });
});
