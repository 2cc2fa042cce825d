import { describe, expect, test } from 'vitest';
import {
  deriveRecovery,
  makeSheet,
  openRecoveryBox,
  refillBox,
  type RecoveryContents,
} from '../../src/crypto/recovery.ts';
import { newSheetCode, readSheetCode, spellSheetCode } from '../../src/crypto/sheet-code.ts';
import { MAX_BOX_BYTES } from '../../src/protocol/limits.ts';
import { seededRandom } from '../support/tablet.ts';

const random = seededRandom(41).bytes;
const secretOf = (byte: number) => new Uint8Array(32).fill(byte);
const first: RecoveryContents = {
  team: 'oak',
  name: 'P5 Maths triad',
  epochs: [{ epoch: 1, secret: secretOf(1) }],
};
const second: RecoveryContents = { ...first, epochs: [...first.epochs, { epoch: 2, secret: secretOf(2) }] };

describe('the code of a sheet', () => {
  test('is read as printed, typed small, and as the link in the picture', () => {
    const code = newSheetCode(random);

    expect(spellSheetCode(code)).toMatch(/^([2-9A-HJ-NP-Z]{4} ){6}[2-9A-HJ-NP-Z]{4}$/);
    for (const typed of [spellSheetCode(code), code.toLowerCase(), `https://school.example/recover#${code}`])
      expect(readSheetCode(typed)).toEqual({ ok: true, value: code });
    expect(readSheetCode(code.slice(4))).toEqual({ ok: false, problem: 'notACode' });
  });

  test('tells a slip: any one character wrong, any two neighbours exchanged', () => {
    const code = newSheetCode(random);
    const slips = Array.from(code).flatMap((character, index) => {
      const wrong = code.slice(0, index) + (character === 'A' ? 'B' : 'A') + code.slice(index + 1);
      const [left, right] = [code[index], code[index + 1] ?? code[index]];
      const exchanged = `${code.slice(0, index)}${right}${left}${code.slice(index + 2)}`.slice(
        0,
        code.length,
      );
      return left === right ? [wrong] : [wrong, exchanged];
    });

    for (const slip of slips) expect(readSheetCode(slip)).toEqual({ ok: false, problem: 'slip' });
  });
});

describe('the box of a sheet', () => {
  test('opens with the printed code and gives back all secrets of the team', async () => {
    const { code, box } = await makeSheet(second, random);

    expect(await openRecoveryBox(await deriveRecovery(code), box)).toEqual({ ok: true, value: second });
    expect(box.length).toBeLessThan(MAX_BOX_BYTES);
  });

  test('filled again for a new epoch by a tablet that has not the code, it opens with the same sheet', async () => {
    const { code, box, filler } = await makeSheet(first, random);

    const refilled = await refillBox({ box, filler }, second, random);

    if (!refilled.ok) throw new Error(refilled.problem);
    expect(await openRecoveryBox(await deriveRecovery(code), refilled.value)).toEqual({
      ok: true,
      value: second,
    });
  });

  test('[K2] does not open with another sheet, bent, or filled by who has no filler', async () => {
    const [ours, other] = [await makeSheet(first, random), await makeSheet(first, random)];
    const forged = await refillBox({ box: ours.box, filler: secretOf(9) }, second, random);
    const keys = await deriveRecovery(ours.code);
    const shut = { ok: false, problem: 'doesNotOpen' };

    expect(await openRecoveryBox(await deriveRecovery(other.code), ours.box)).toEqual(shut);
    expect(await openRecoveryBox(keys, other.box)).toEqual(shut);
    expect(forged.ok && (await openRecoveryBox(keys, forged.value))).toEqual(shut);
    for (let index = 0; index < ours.box.length; index += 7) {
      const bent = ours.box.with(index, ours.box[index]! ^ 1);
      expect((await openRecoveryBox(keys, bent)).ok).toBe(false);
    }
  });

  test('[K1] [K7] neither box nor filler shows a secret or the name, nor opens without the code', async () => {
    const { box, filler } = await makeSheet(first, random);
    const shown = Buffer.concat([box, filler]);

    expect(shown.includes('P5 Maths')).toBe(false);
    expect(shown.includes(Buffer.from(secretOf(1)))).toBe(false);
    expect((await openRecoveryBox(await deriveRecovery(newSheetCode(random)), box)).ok).toBe(false);
  });
});
