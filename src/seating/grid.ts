/** A place in the room: its middle, in hundredths of the room's width. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Where an arrow key leads. */
export interface Direction {
  readonly across: -1 | 0 | 1;
  readonly down: -1 | 0 | 1;
}

export const ROOM = { width: 100, height: 70 } as const;
/** Everything stands on this grid. */
export const STEP = 5;
/** What one seat needs for itself, both ways. */
export const SEAT_SIZE = 10;
/** At the front, in the middle. Never moved. */
export const TEACHERS_PLACE: Place = { x: 50, y: 5 };
export const MAX_SEATS = 48;
export const MAX_DESKS = 30;

/** The nearest point of the grid at which a thing of this size is wholly in the room. */
export function onGrid({ x, y }: Place, size: { width: number; height: number }): Place {
  return {
    x: within(toGrid(x), size.width / 2, ROOM.width - size.width / 2),
    y: within(toGrid(y), size.height / 2, ROOM.height - size.height / 2),
  };
}

export function isFree({ x, y }: Place, others: readonly Place[]): boolean {
  return [TEACHERS_PLACE, ...others].every(
    (other) => Math.abs(other.x - x) >= SEAT_SIZE || Math.abs(other.y - y) >= SEAT_SIZE,
  );
}

/** Where a seat can stand as close to the wanted place as possible; undefined in a room that is full. */
export function nearestFree(wanted: Place, others: readonly Place[]): Place | undefined {
  const distance = ({ x, y }: Place) => (x - wanted.x) ** 2 + (y - wanted.y) ** 2;
  return SEAT_PLACES.filter((place) => isFree(place, others)).toSorted(
    (a, b) => distance(a) - distance(b),
  )[0];
}

/** One key: the next free place in this direction, past whoever sits in between; undefined at the wall. */
export function nextFree(from: Place, { across, down }: Direction, others: readonly Place[]) {
  const isSeatPlace = ({ x, y }: Place) => SEAT_PLACES.some((place) => place.x === x && place.y === y);
  let place = { x: from.x + across * STEP, y: from.y + down * STEP };
  while (isSeatPlace(place)) {
    if (isFree(place, others)) return place;
    place = { x: place.x + across * STEP, y: place.y + down * STEP };
  }
  return undefined;
}

const SEAT_PLACES: readonly Place[] = gridOf(SEAT_SIZE / 2);

function gridOf(margin: number): readonly Place[] {
  const places: Place[] = [];
  for (let y = margin; y <= ROOM.height - margin; y += STEP) {
    for (let x = margin; x <= ROOM.width - margin; x += STEP) places.push({ x, y });
  }
  return places;
}

function toGrid(value: number): number {
  return Math.round(value / STEP) * STEP;
}

function within(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
