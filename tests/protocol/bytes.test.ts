import { encodeCBOR } from '@levischuck/tiny-cbor';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromCbor, toCbor } from '../../src/protocol/bytes.ts';

const { plain } = fc.letrec<{ plain: unknown }>((tie) => ({
  plain: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0)),
    fc.string({ unit: 'grapheme' }),
    fc.uint8Array(),
    fc.array(tie('plain')),
    fc.dictionary(fc.string(), tie('plain'), { noNullPrototype: true }),
  ),
}));

describe('bytes on the wire', () => {
  test('what was written is read again', () => {
    fc.assert(
      fc.property(plain, (value) => {
        expect(fromCbor(toCbor(value))).toEqual(value);
      }),
    );
  });

  test('a value that was cut short is refused, also where other bytes lie behind it in memory', () => {
    const whole = toCbor({ envelopes: [new Uint8Array(40), new Uint8Array(200).fill(7)] });
    const memory = new Uint8Array(whole.length + 500);
    memory.set(whole);

    for (let length = 0; length < whole.length; length++) {
      expect(() => fromCbor(memory.subarray(0, length)), `${length} bytes`).toThrow();
    }
  });

  test.each([
    ['trailing bytes', new Uint8Array([...toCbor(1), 0])],
    ['a field twice', new Uint8Array([0xa2, 0x61, 0x61, 1, 0x61, 0x61, 2])],
    ['a field named by a number', encodeCBOR(new Map([[1, 'one']]))],
    ['a tag', new Uint8Array([0xc1, 0x01])],
    ['NaN', encodeCBOR(Number.NaN)],
    ['a number past 2^53', encodeCBOR(2n ** 60n)],
    ['undefined', encodeCBOR(undefined)],
    ['an indefinite length', new Uint8Array([0x9f, 0x01, 0xff])],
    ['a list that announces four thousand million items', new Uint8Array([0x9a, 0xff, 0xff, 0xff, 0xff])],
    ['a hundred thousand lists within each other', new Uint8Array(100_000).fill(0x81)],
  ])('%s is refused', (_, bytes) => {
    expect(() => fromCbor(bytes)).toThrow();
  });

  test('a field called __proto__ is a field and nothing else', () => {
    const read = fromCbor(encodeCBOR(new Map([['__proto__', 1]]))) as object;

    expect(Object.keys(read)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  });
});
