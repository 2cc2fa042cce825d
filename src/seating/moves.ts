import type { Desk, Seat } from '../domain/study.ts';
import type { SeatingPlan } from '../notebook/read-seating.ts';
import type { Move } from '../notebook/write-seating.ts';
import { nearestFree, nextFree, onGrid, SEAT_SIZE, STEP, type Direction, type Place } from './grid.ts';
import { placeOf, sizeOf } from './room.tsx';

const ONE_SEAT = { width: SEAT_SIZE, height: SEAT_SIZE };

/** A seat goes to the free place nearest to where it was wanted. */
export function seatMoves({ seats }: SeatingPlan, seat: Seat, wanted: Place): readonly Move[] {
  const others = seats.filter(({ id }) => id !== seat.id).map(placeOf);
  return seatTo(seat, nearestFree(onGrid(wanted, ONE_SEAT), others));
}

export function seatSteps({ seats }: SeatingPlan, seat: Seat, direction: Direction): readonly Move[] {
  const others = seats.filter(({ id }) => id !== seat.id).map(placeOf);
  return seatTo(seat, nextFree(placeOf(seat), direction, others));
}

/** A desk goes exactly where it was wanted and takes along who sits at it; who was in their way stays. */
export function deskMoves({ seats }: SeatingPlan, desk: Desk, wanted: Place): readonly Move[] {
  const from = placeOf(desk);
  const to = onGrid(wanted, sizeOf(desk));
  if (to.x === from.x && to.y === from.y) return [];
  const riders = seats.filter((seat) => sitsAt(seat, desk));
  const taken = seats.filter((seat) => !riders.includes(seat)).map(placeOf);
  const moves: Move[] = [{ table: 'desks', id: desk.id, ...to }];
  for (const rider of riders) {
    const { x, y } = placeOf(rider);
    const place = nearestFree(onGrid({ x: x + to.x - from.x, y: y + to.y - from.y }, ONE_SEAT), taken);
    if (place === undefined) continue;
    taken.push(place);
    moves.push(...seatTo(rider, place));
  }
  return moves;
}

export function deskSteps(plan: SeatingPlan, desk: Desk, { across, down }: Direction): readonly Move[] {
  const { x, y } = placeOf(desk);
  return deskMoves(plan, desk, { x: x + across * STEP, y: y + down * STEP });
}

function sitsAt(seat: Seat, desk: Desk): boolean {
  const { width, height } = sizeOf(desk);
  const [at, middle] = [placeOf(seat), placeOf(desk)];
  return Math.abs(at.x - middle.x) <= width / 2 && Math.abs(at.y - middle.y) <= height / 2;
}

function seatTo({ id, x, y }: Seat, place: Place | undefined): readonly Move[] {
  if (place === undefined || (place.x === x && place.y === y)) return [];
  return [{ table: 'seats', id, ...place }];
}
