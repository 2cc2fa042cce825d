import { decodeCBOR, encodeCBOR, type CBORType } from '@levischuck/tiny-cbor';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromCbor, toCbor } from '../../src/protocol/bytes.ts';
import { isWithinBounds } from '../../src/protocol/cbor-bounds.ts';
import { RUNS, SEED, someHostileBytes } from '../support/hostile-bytes.ts';

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

  test('is what another writer of CBOR writes', () => {
    const numbers = [0, 23, 24, 255, 256, 65_535, 65_536, 2 ** 32 - 1, 2 ** 32, Number.MAX_SAFE_INTEGER];
    const edges = [...numbers, ...numbers.map((number) => -1 - number), 0.5, 0.1, 1e300];
    const texts = [23, 24, 64, 65, 70_000].flatMap((length) => ['a'.repeat(length), 'ŵ'.repeat(length)]);
    const long = [new Uint8Array(255), new Uint8Array(70_000), Array.from({ length: 300 }, () => 'x')];

    expect(hex(toCbor([edges, texts, long]))).toBe(hex(encodeCBOR([edges, texts, long])));
    fc.assert(
      fc.property(plain, (value) => {
        expect(hex(toCbor(value))).toBe(hex(encodeCBOR(withMaps(value))));
      }),
    );
  });

  test('is read as another reader of CBOR reads it, or refused as there', () => {
    fc.assert(
      fc.property(fc.oneof(someHostileBytes, plain.map(toCbor)), (bytes) => {
        expect(outcomeOf(() => fromCbor(bytes))).toEqual(outcomeOf(() => readElsewhere(bytes)));
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });

  test('what was read does not hold what it was read from', () => {
    const page = Buffer.from(toCbor([new Uint8Array(40).fill(7)]));

    const [read] = fromCbor(page) as [Uint8Array];
    page.fill(0);

    expect(read.buffer.byteLength).toBe(40);
    expect(read).toEqual(new Uint8Array(40).fill(7));
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
    ['a number longer than it need be', new Uint8Array([0x18, 0x05])],
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

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

function withMaps(value: unknown): CBORType {
  if (Array.isArray(value)) return value.map(withMaps);
  if (value instanceof Uint8Array || typeof value !== 'object' || value === null) return value as CBORType;
  return new Map(Object.entries(value).map(([name, field]) => [name, withMaps(field)]));
}

/** Only plain values, as we have them. */
function readElsewhere(bytes: Uint8Array): unknown {
  if (!isWithinBounds(bytes)) throw new RangeError();
  return withObjects(decodeCBOR(bytes.slice()));
}

function withObjects(value: CBORType): unknown {
  if (Array.isArray(value)) return value.map(withObjects);
  if (value instanceof Map) {
    if ([...value.keys()].some((name) => typeof name !== 'string')) throw new TypeError();
    return Object.fromEntries(Array.from(value, ([name, field]) => [name, withObjects(field)]));
  }
  if (value instanceof Uint8Array || value === null || Number.isFinite(value)) return value;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  throw new TypeError();
}

function outcomeOf(work: () => unknown): unknown {
  try {
    return { value: work() };
  } catch {
    return 'refused';
  }
}
