import { lastSegment } from '../domain/ids.ts';
import { TEACHER, type SeatingPlan } from '../notebook/read-seating.ts';
import { ROOM, TEACHERS_PLACE, type Place } from './grid.ts';
import { placeOf } from './room.tsx';
import { letterAt } from './seat-name.ts';
import type { Talk } from './talk.ts';
import styles from './talk-arrows.module.css';

/** From the middle of a seat to its edge; neighbours have no room between their edges, so there it begins further in. */
const EDGE = 5.6;
const SHARE_OF_NEIGHBOURS = 0.2;
/** Of the way; and never so flat that the numbers of two neighbours' two ways lie over each other. */
const BEND = 0.16;
const LEAST_BEND = 4.2;
const HEAD = 2.6;
const WIDEST = 2.2;

/** Who spoke to whom, drawn: as wide as it was often, the number beside it. The table below says the same in words. */
export function TalkArrows({ plan, talk }: { plan: SeatingPlan; talk: readonly Talk[] }) {
  return (
    <svg className={styles['arrows']} viewBox={`0 0 ${ROOM.width} ${ROOM.height}`} aria-hidden="true">
      {talk.map(({ from, to, count }) => {
        const [start, end] = [placeAt(plan, from), placeAt(plan, to)];
        if (start === undefined || end === undefined) return null;
        const { path, head, middle } = arrow(start, end);
        return (
          <g key={`${from} ${to}`} data-subject={subjectOf(plan, from)} className={styles['arrow']}>
            <path d={path} strokeWidth={Math.min(WIDEST, 0.4 + 0.3 * count)} className={styles['line']} />
            <path d={head} className={styles['head']} />
            <circle cx={middle.x} cy={middle.y} r={1.9} className={styles['disc']} />
            <text x={middle.x} y={middle.y + 0.95} className={styles['count']}>
              {count}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

function placeAt({ seats }: SeatingPlan, place: string): Place | undefined {
  if (place === TEACHER) return TEACHERS_PLACE;
  const seat = seats.find(({ id }) => lastSegment(id) === place);
  return seat && placeOf(seat);
}

function subjectOf({ seats }: SeatingPlan, place: string): string | undefined {
  const seat = seats.find(({ id }) => lastSegment(id) === place);
  return seat && letterAt(seat);
}

/** Bent to its own left, so that the two ways between two seats lie beside each other. */
function arrow(from: Place, to: Place): { path: string; head: string; middle: Place } {
  const across = { x: to.x - from.x, y: to.y - from.y };
  const length = Math.hypot(across.x, across.y) || 1;
  const share = Math.max(BEND, LEAST_BEND / length);
  const edge = Math.min(EDGE, length * SHARE_OF_NEIGHBOURS);
  const bend = { x: (from.x + to.x) / 2 + across.y * share, y: (from.y + to.y) / 2 - across.x * share };
  const start = toward(from, bend, edge);
  const tip = toward(to, bend, edge);
  const base = toward(tip, bend, HEAD);
  const side = { x: (tip.y - base.y) * 0.55, y: (base.x - tip.x) * 0.55 };
  const middle = {
    x: start.x / 4 + bend.x / 2 + base.x / 4,
    y: start.y / 4 + bend.y / 2 + base.y / 4,
  };
  return {
    path: `M${at(start)} Q${at(bend)} ${at(base)}`,
    head: `M${at(tip)} L${at({ x: base.x + side.x, y: base.y + side.y })} L${at({ x: base.x - side.x, y: base.y - side.y })}z`,
    middle,
  };
}

function toward(from: Place, to: Place, distance: number): Place {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const share = Math.min(1, distance / length);
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

function at({ x, y }: Place): string {
  return `${x.toFixed(2)} ${y.toFixed(2)}`;
}
