import { expect, test } from 'vitest';
import { textOfStroke } from '../../src/domain/stroke-text.ts';
import { drawnStroke, drawnStrokes } from '../../src/media/drawn-stroke.ts';
import { strokeOutline } from '../../src/media/stroke-outline.ts';

const row = (id: string, points: string, ink = 'ink') => ({ id, photo: '', ink, points, drawnAt: 1 });
const line = textOfStroke([
  { x: 1000, y: 1000, pressure: 0.5 },
  { x: 3000, y: 1500, pressure: 0.9 },
]);

test('a stroke has an outline of whole numbers, also one of a single tap', () => {
  expect(strokeOutline([{ x: 1000, y: 1000, pressure: 0.5 }])).toMatch(/^M[-\d Q]+Z$/);
  expect(drawnStroke(row('a', line)).outline).toMatch(/^M[-\d Q]+Z$/);
});

test('more pressure makes a wider line', () => {
  const heightAt = (pressure: number) => {
    const points = [0, 2000, 4000, 6000].map((x) => ({ x, y: 5000, pressure }));
    const numbers = [...strokeOutline(points).matchAll(/-?\d+ (-?\d+)/g)].map(([, y]) => Number(y));
    return Math.max(...numbers) - Math.min(...numbers);
  };

  expect(heightAt(0.9)).toBeGreaterThan(heightAt(0.2) * 1.5);
});

test('a damaged stroke is not drawn, not counted, and disturbs no other', () => {
  const strokes = drawnStrokes()([row('a', line), row('b', '1!!'), row('c', ''), row('d', line, 'green')]);

  expect(strokes.map(({ id, ink }) => [id, ink])).toEqual([
    ['a', 'ink'],
    ['d', 'green'],
  ]);
});

test('a stroke read again is the same stroke and is not made ready twice', () => {
  const ready = drawnStrokes();

  const [first] = ready([row('a', line)]);
  const [again] = ready([row('a', line), row('b', line)]);

  expect(again).toBe(first);
});
