import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addBlur,
  addBlurAt,
  chooseBlur,
  growBlur,
  moveBlur,
  NO_BLURS,
  removeBlur,
  type Blurs,
} from '../../src/media/blurs.ts';

const unit = fc.double({ min: -2, max: 2, noNaN: true });
const someChange = fc.oneof(
  fc.tuple(unit, unit).map(
    ([x, y]) =>
      (blurs: Blurs) =>
        addBlurAt(blurs, x, y, 4 / 3),
  ),
  fc.tuple(unit, unit, unit, unit).map(
    ([x, y, width, height]) =>
      (blurs: Blurs) =>
        addBlur(blurs, { x, y, width, height }),
  ),
  fc.tuple(unit, unit).map(
    ([x, y]) =>
      (blurs: Blurs) =>
        moveBlur(blurs, x, y),
  ),
  fc.double({ min: 0.1, max: 9, noNaN: true }).map((factor) => (blurs: Blurs) => growBlur(blurs, factor)),
  fc.constant(removeBlur),
);

describe('blurred parts', () => {
  test('stay inside the picture and can be seen, whatever is dragged or pressed', () => {
    fc.assert(
      fc.property(fc.array(someChange, { maxLength: 12 }), (changes) => {
        const { list, chosen } = changes.reduce((blurs, change) => change(blurs), NO_BLURS);

        for (const { x, y, width, height } of list) {
          expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
          expect(Math.max(x + width, y + height)).toBeLessThanOrEqual(1 + 1e-9);
          expect(Math.min(width, height)).toBeGreaterThanOrEqual(0.04);
        }
        expect(chosen).toBe(list.length === 0 ? -1 : Math.max(0, chosen));
      }),
    );
  });

  test('the one that is chosen moves, the others stay', () => {
    const two = addBlurAt(addBlurAt(NO_BLURS, 0.2, 0.2, 1), 0.8, 0.8, 1);

    const moved = moveBlur(chooseBlur(two, 0), 0.1, 0);

    expect(moved.list[0]!.x).toBeCloseTo(two.list[0]!.x + 0.1);
    expect(moved.list[1]).toEqual(two.list[1]);
  });

  test('a tap makes one that looks square in a wide picture too', () => {
    const [blur] = addBlurAt(NO_BLURS, 0.5, 0.5, 2).list;

    expect(blur!.height).toBeCloseTo(blur!.width * 2);
  });
});
