import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deviceOfKeyBox, epochOfKeyBox, FIRST_EPOCH, keyBoxId, nextEpoch } from '../../src/domain/epoch.ts';
import { bytes } from '../server/tablet.ts';

test('a later epoch is always greater, and a number that envelopes can carry', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), (count) => {
      let epoch = FIRST_EPOCH;
      for (let step = 0; step < count; step++) {
        const next = nextEpoch(epoch, bytes);
        expect(next).toBeGreaterThan(epoch);
        epoch = next;
      }
      expect(Number.isSafeInteger(epoch)).toBe(true);
    }),
    { numRuns: 20 },
  );
});

test('two epochs that begin apart after the same one do not share a number', () => {
  expect(nextEpoch(1, () => new Uint8Array([1, 2, 3]))).not.toBe(
    nextEpoch(1, () => new Uint8Array([1, 2, 4])),
  );
});

test('a box’s row says for which epoch and tablet it is', () => {
  const id = keyBoxId(2_000_017, 'dkim');

  expect([epochOfKeyBox(id), deviceOfKeyBox(id)]).toEqual([2_000_017, 'dkim']);
});
