import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change } from '../../src/domain/change.ts';
import { packBlock, parseBlock } from '../../src/protocol/block.ts';

const someChange: fc.Arbitrary<Change> = fc.record(
  {
    table: fc.constantFrom('notes', 'matches', 'holograms'),
    row: fc.string({ minLength: 1, maxLength: 6 }),
    at: fc.string({ minLength: 1, maxLength: 6 }),
    fields: fc.dictionary(fc.constantFrom('text', 'kind', 'tags'), fc.jsonValue({ maxDepth: 2 }), {
      noNullPrototype: true,
    }),
    base: fc.dictionary(fc.constantFrom('text', 'kind'), fc.array(fc.string({ maxLength: 4 })), {
      noNullPrototype: true,
    }),
  },
  { requiredKeys: ['table', 'row', 'at', 'fields'], noNullPrototype: true },
);

describe('a block', () => {
  test('holds exactly the changes that were put in', () => {
    fc.assert(
      fc.property(fc.array(someChange, { maxLength: 20 }), (changes) => {
        const plain = JSON.parse(JSON.stringify(changes)) as Change[];

        const opened = parseBlock(packBlock(plain));

        const inAnyOrder = (list: readonly Change[]) =>
          list.map((change) => JSON.stringify(sorted(change))).toSorted();
        expect(opened.ok && inAnyOrder(opened.value)).toEqual(inAnyOrder(plain));
      }),
    );
  });

  test.each([
    ['no JSON', 'hello'],
    ['another shape', '{"v":1,"g":{}}'],
    [
      'columns of unequal length',
      '{"v":1,"g":[{"t":"notes","f":["text"],"r":["a","b"],"at":["x"],"c":[["y"]]}]}',
    ],
    ['a missing column', '{"v":1,"g":[{"t":"notes","f":["text","kind"],"r":["a"],"at":["x"],"c":[["y"]]}]}'],
  ])('[M7] %s is refused as malformed', (_what, json) => {
    expect(parseBlock(json)).toEqual({ ok: false, problem: 'malformed' });
  });

  test('[M6] one of a newer version is named so, not called damaged', () => {
    expect(parseBlock('{"v":2,"g":[]}')).toEqual({ ok: false, problem: 'newerVersion' });
  });
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => !(key === 'base' && Object.keys(inner as object).length === 0))
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
