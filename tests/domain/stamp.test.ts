import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deviceOf, isStamp, makeStamp, nextStamp, timeOf } from '../../src/domain/stamp.ts';

const someTime = fc.integer({ min: 0, max: Date.UTC(2150, 0) });

describe('stamp', () => {
  test('sorts as text by time, then counter', () => {
    fc.assert(
      fc.property(someTime, someTime, fc.nat(1000), fc.nat(1000), (t1, t2, c1, c2) => {
        const a = makeStamp(t1, c1, 'dmaria');
        const b = makeStamp(t2, c2, 'dmaria');

        expect(a < b).toBe(t1 < t2 || (t1 === t2 && c1 < c2));
      }),
    );
  });

  test('[M5] the next stamp is later than any seen, whatever the clock says', () => {
    fc.assert(
      fc.property(
        someTime,
        fc.nat(36 ** 4 - 1),
        fc.integer({ min: -1e15, max: 4e12 }),
        (time, counter, now) => {
          const latest = makeStamp(time, counter, 'dphone');

          const next = nextStamp(latest, now, 'dlaptop');

          expect(next > latest).toBe(true);
          expect(isStamp(next)).toBe(true);
        },
      ),
      // A counter at its end goes over into the next millisecond.
      { examples: [[2_000, 36 ** 4 - 1, 0]] },
    );
  });

  test('follows the clock again once the clock has caught up', () => {
    const ahead = makeStamp(2_000, 7, 'dphone');

    expect(timeOf(nextStamp(ahead, 5_000, 'dphone'))).toBe(5_000);
  });

  test('names its device', () => {
    expect(deviceOf(makeStamp(1, 2, 'dmaria'))).toBe('dmaria');
  });

  test.each(['', 'x', '000000001.0000.__proto__', '000000001.0000.maria', 5, null])(
    '%o is not a stamp',
    (value) => {
      expect(isStamp(value)).toBe(false);
    },
  );
});
