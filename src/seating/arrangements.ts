import { MAX_SEATS, nearestFree, type Place } from './grid.ts';

/** Furniture by its middle. */
export interface DeskPlace extends Place {
  readonly width: number;
  readonly height: number;
}

export interface Arrangement {
  /** Exactly as many as were asked for, none over another. */
  readonly seats: readonly Place[];
  readonly desks: readonly DeskPlace[];
}

/** Ways to put a class in order that most rooms have. */
export const ARRANGEMENTS = ['rows', 'horseshoe', 'groups'] as const;
export type ArrangementName = (typeof ARRANGEMENTS)[number];

export function arrange(name: ArrangementName, count: number): Arrangement {
  const wanted = Math.min(Math.max(Math.round(count), 1), MAX_SEATS);
  switch (name) {
    case 'rows':
      return rows(wanted);
    case 'horseshoe':
      return horseshoe(wanted);
    case 'groups':
      return groups(wanted);
    default:
      return name satisfies never;
  }
}

/** Two on either side of an aisle. */
const PAIRS = [10, 35, 65, 90];

/** Tables for two, four beside each other, all facing the front. */
function rows(count: number): Arrangement {
  const inRow = PAIRS.length * 2;
  const gap = Math.ceil(count / inRow) <= 4 ? 15 : 10;
  const desks = Array.from({ length: Math.ceil(count / 2) }, (_, index) => ({
    x: PAIRS[index % PAIRS.length] ?? 0,
    y: 15 + Math.floor(index / PAIRS.length) * gap,
    width: 20,
    height: 10,
  }));
  return { desks, seats: desks.flatMap(({ x, y }) => beside(x, y)).slice(0, count) };
}

/** Tables for four, four tables beside each other. */
function groups(count: number): Arrangement {
  const gap = Math.ceil(count / (4 * PAIRS.length)) <= 2 ? 25 : 20;
  const desks = Array.from({ length: Math.ceil(count / 4) }, (_, index) => ({
    x: PAIRS[index % PAIRS.length] ?? 0,
    y: 20 + Math.floor(index / PAIRS.length) * gap,
    width: 20,
    height: 20,
  }));
  const seats = desks.flatMap(({ x, y }) => [...beside(x, y - 5), ...beside(x, y + 5)]);
  return { desks, seats: seats.slice(0, count) };
}

function beside(x: number, y: number): readonly Place[] {
  return [
    { x: x - 5, y },
    { x: x + 5, y },
  ];
}

/** Along three walls, open to the front, from the back inwards; who is left sits in a second one within. */
function horseshoe(count: number): Arrangement {
  const seats = [
    ...horseshoeOf({ left: 5, right: 95, back: 65 }),
    ...horseshoeOf({ left: 25, right: 75, back: 45 }),
  ];
  const chosen = seats.slice(0, count);
  while (chosen.length < count) {
    const place = nearestFree({ x: 50, y: 30 }, chosen);
    if (place === undefined) break;
    chosen.push(place);
  }
  return { seats: chosen, desks: [] };
}

function horseshoeOf({ left, right, back }: { left: number; right: number; back: number }): Place[] {
  const places: Place[] = [];
  for (let x = left; x <= right; x += 10) places.push({ x, y: back });
  for (let y = back - 10; y >= 15; y -= 10) places.push({ x: left, y }, { x: right, y });
  return places;
}
