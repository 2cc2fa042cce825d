import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { strokeOfText, textOfStroke } from '../../src/domain/stroke-text.ts';
import {
  collectStroke,
  distanceToStroke,
  inkOf,
  MAX_STROKE_POINTS,
  simplified,
  type StrokePoint,
} from '../../src/domain/stroke.ts';

const somePoint: fc.Arbitrary<StrokePoint> = fc.record({
  x: fc.double({ min: 0, max: 10_000, noNaN: true }),
  y: fc.double({ min: 0, max: 20_000, noNaN: true }),
  pressure: fc.double({ min: 0, max: 1, noNaN: true }),
});
const somePoints = fc.array(somePoint, { maxLength: 60 });

const collected = (points: readonly StrokePoint[]) => {
  const stroke = collectStroke();
  for (const point of points) stroke.add(point);
  return stroke.points();
};

describe('the text of a stroke', () => {
  test('gives back every point to the nearest unit and pressure step', () => {
    fc.assert(
      fc.property(somePoints, (points) => {
        const back = strokeOfText(textOfStroke(points));

        expect(back).toHaveLength(points.length);
        for (const [index, { x, y, pressure }] of points.entries()) {
          expect(Math.abs((back[index]?.x ?? NaN) - x)).toBeLessThanOrEqual(0.5);
          expect(Math.abs((back[index]?.y ?? NaN) - y)).toBeLessThanOrEqual(0.5);
          expect(Math.abs((back[index]?.pressure ?? NaN) - pressure)).toBeLessThanOrEqual(0.008);
        }
      }),
    );
  });

  test('draws nothing and throws nothing when it is not one', () => {
    const someDigits = fc.array(fc.constantFrom('A', 'C', 'D', '9', '_', '~'), { maxLength: 12 });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          someDigits.map((digits) => `1${digits.join('')}`),
        ),
        (text) => {
          for (const { x, y, pressure } of strokeOfText(text)) {
            expect(Number.isFinite(x) && Number.isFinite(y)).toBe(true);
            expect(pressure >= 0 && pressure <= 1).toBe(true);
          }
        },
      ),
    );
    const whole = textOfStroke([{ x: 5000, y: 3000, pressure: 0.5 }]);
    expect(strokeOfText(whole)).toHaveLength(1);
    expect(strokeOfText(whole.slice(0, -1))).toEqual([]);
    expect(strokeOfText(whole.replace('1', '2'))).toEqual([]);
    expect(strokeOfText(`${whole}<`)).toEqual([]);
    expect(strokeOfText(`1${'_'.repeat(400)}A`)).toEqual([]);
    expect(strokeOfText(`1${'AAA'.repeat(100_000)}`)).toEqual([]);
  });
});

describe('the points of a stroke', () => {
  test('that lie on a straight line of even pressure are its two ends', () => {
    const line = Array.from({ length: 200 }, (_, step) => ({ x: step * 10, y: step * 5, pressure: 0.5 }));

    expect(collected(line)).toEqual([line[0], line.at(-1)]);
  });

  test('keep a bend and a change of pressure', () => {
    const bend = [
      { x: 0, y: 0, pressure: 0.2 },
      { x: 500, y: 0, pressure: 0.9 },
      { x: 1000, y: 0, pressure: 0.2 },
      { x: 1000, y: 500, pressure: 0.2 },
    ];

    expect(collected(bend)).toEqual(bend);
  });

  test('that were left out are within the tolerance of the line that stays', () => {
    fc.assert(
      fc.property(fc.array(somePoint, { minLength: 1, maxLength: 60 }), (points) => {
        const left = simplified(points, 300);

        for (const point of points) expect(distanceToStroke(left, point)).toBeLessThanOrEqual(300.001);
      }),
    );
  });

  test('are few enough for a small row after twenty thousand', () => {
    const scribble = Array.from({ length: 20_000 }, (_, step) => ({
      x: 5000 + 4000 * Math.sin(step / 7) * Math.cos(step / 911),
      y: 3000 + 2800 * Math.cos(step / 5) * Math.sin(step / 703),
      pressure: 0.5 + 0.4 * Math.sin(step / 31),
    }));

    const stroke = collected(scribble);

    expect(stroke.length).toBeLessThanOrEqual(MAX_STROKE_POINTS);
    expect(textOfStroke(stroke).length).toBeLessThan(10_000);
    expect(strokeOfText(textOfStroke(stroke))).toHaveLength(stroke.length);
    expect(stroke.at(-1)).toEqual(scribble.at(-1));
  });

  test('of a careful long line stay within sight of where the pen was', () => {
    const spiral = Array.from({ length: 20_000 }, (_, step) => ({
      x: 5000 + (step / 6) * Math.cos(step / 1500),
      y: 3300 + (step / 6) * Math.sin(step / 1500),
      pressure: 0.5,
    }));

    const stroke = collected(spiral);

    for (let step = 0; step < spiral.length; step += 97) {
      expect(distanceToStroke(stroke, spiral[step] as StrokePoint)).toBeLessThan(12);
    }
  });

  test('of one tap are one point, and of nothing none', () => {
    expect(collected([{ x: 10, y: 20, pressure: 1 }])).toEqual([{ x: 10, y: 20, pressure: 1 }]);
    expect(collected([])).toEqual([]);
  });
});

test('an ink of a newer version is drawn as ink', () => {
  expect(inkOf('green')).toBe('green');
  expect(inkOf('glitter')).toBe('ink');
});
