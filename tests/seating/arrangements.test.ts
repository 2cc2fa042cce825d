import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ARRANGEMENTS, arrange } from '../../src/seating/arrangements.ts';
import {
  isFree,
  MAX_SEATS,
  nearestFree,
  nextFree,
  onGrid,
  ROOM,
  SEAT_SIZE,
  STEP,
  TEACHERS_PLACE,
  type Place,
} from '../../src/seating/grid.ts';

const counts = Array.from({ length: MAX_SEATS }, (_, index) => index + 1);

describe('an arrangement', () => {
  test.each(ARRANGEMENTS)('%s seats any class once, on the grid, nobody on top of another', (name) => {
    for (const count of counts) {
      const { seats } = arrange(name, count);

      expect(seats, `${count}`).toHaveLength(count);
      for (const seat of seats) {
        const others = seats.filter((other) => other !== seat);
        expect(isFree(seat, others), `${count}: ${JSON.stringify(seat)}`).toBe(true);
        expect(onGrid(seat, { width: SEAT_SIZE, height: SEAT_SIZE })).toEqual(seat);
      }
    }
  });

  test.each(ARRANGEMENTS)('%s keeps every table in the room', (name) => {
    for (const desk of arrange(name, MAX_SEATS).desks)
      expect(onGrid(desk, desk)).toEqual({ x: desk.x, y: desk.y });
  });

  test('of more than the room holds stops at what it holds', () => {
    expect(arrange('rows', 400).seats).toHaveLength(MAX_SEATS);
  });
});

describe('the grid', () => {
  const anywhere = fc.record({
    x: fc.double({ min: -50, max: 150, noNaN: true }),
    y: fc.double({ min: -50, max: 150, noNaN: true }),
  });

  test('takes any point to a place in the room, and leaves a place where it is', () => {
    fc.assert(
      fc.property(anywhere, (point) => {
        const size = { width: SEAT_SIZE, height: SEAT_SIZE };
        const place = onGrid(point, size);

        expect(onGrid(place, size)).toEqual(place);
        expect(place.x % STEP).toBe(0);
        expect(place.x).toBeGreaterThanOrEqual(SEAT_SIZE / 2);
        expect(place.y).toBeLessThanOrEqual(ROOM.height - SEAT_SIZE / 2);
      }),
    );
  });

  test('finds the nearest place that is free, until the room is full', () => {
    const taken: Place[] = [];
    for (;;) {
      const place = nearestFree({ x: 50, y: 35 }, taken);
      if (place === undefined) break;
      expect(isFree(place, taken)).toBe(true);
      taken.push(place);
    }

    expect(taken[0]).toEqual({ x: 50, y: 35 });
    expect(taken.length).toBeGreaterThanOrEqual(MAX_SEATS);
    expect(nearestFree(TEACHERS_PLACE, [])).not.toEqual(TEACHERS_PLACE);
  });

  test('steps past who sits in between, and not through the wall', () => {
    const right = { across: 1, down: 0 } as const;

    expect(nextFree({ x: 20, y: 35 }, right, [])).toEqual({ x: 25, y: 35 });
    expect(nextFree({ x: 20, y: 35 }, right, [{ x: 30, y: 35 }])).toEqual({ x: 40, y: 35 });
    expect(nextFree({ x: 95, y: 35 }, right, [])).toBeUndefined();
  });
});
