/**
 * A stroke of the pen is kept as its points, never as a picture, so that it is sharp at any size. Measures count in
 * ten-thousandths of the page's width, on every page and every photo: the same stroke lies on the same spot everywhere.
 */
export interface StrokePoint {
  readonly x: number;
  readonly y: number;
  /** 0 to 1. */
  readonly pressure: number;
}

/** The page of a note; over a photo the width is the same and the height is the photo's. */
export const PAGE_WIDTH = 10_000;
export const PAGE_HEIGHT = 6_600;

/** What a stroke is drawn with. A colour of a newer version is drawn as ink. */
export const INKS = ['ink', 'green'] as const;
export type Ink = (typeof INKS)[number];

export function inkOf(name: string): Ink {
  return INKS.find((ink) => ink === name) ?? 'ink';
}

/** Nobody can see where a line was straightened by less than this: half a pixel on a page 1,200 pixels wide. */
const TOLERANCE = 4;
/** A stroke of this many points is at most about nine thousand characters. */
export const MAX_STROKE_POINTS = 1500;
/** How much wider the line is at full pressure, so that a change of width counts like a bend. */
const PRESSURE_AS_LENGTH = 60;
/** Straightened together; keeps the work per point bounded, however long somebody scribbles. */
const POINTS_PER_PART = 256;

/** Takes in the points of a stroke while it is drawn, and never holds many of them. */
export interface StrokeCollector {
  readonly add: (point: StrokePoint) => void;
  /** The stroke so far; straight parts have only their ends. */
  readonly points: () => readonly StrokePoint[];
}

export function collectStroke(): StrokeCollector {
  let settled: StrokePoint[] = [];
  let fresh: StrokePoint[] = [];
  let tolerance = TOLERANCE;
  const settle = () => {
    const last = fresh.at(-1);
    if (last === undefined) return;
    settled.push(...simplified(fresh, tolerance).slice(settled.length === 0 ? 0 : 1));
    // The next part begins where this one ends, so that no bend is lost between them.
    fresh = [last];
    while (settled.length > MAX_STROKE_POINTS - POINTS_PER_PART) {
      tolerance *= 2;
      settled = simplified(settled, tolerance);
    }
  };
  return {
    add: (point) => {
      fresh.push(point);
      if (fresh.length >= POINTS_PER_PART) settle();
    },
    points: () => [...settled, ...simplified(fresh, tolerance).slice(settled.length === 0 ? 0 : 1)],
  };
}

/** Ramer–Douglas–Peucker: leaves out every point that lies within the tolerance of the line through its neighbours. */
export function simplified(points: readonly StrokePoint[], tolerance: number): StrokePoint[] {
  const kept = new Set([0, points.length - 1]);
  const spans: [number, number][] = [[0, points.length - 1]];
  for (let span = spans.pop(); span !== undefined; span = spans.pop()) {
    const farthest = farthestFromLine(points, span);
    if (farthest === undefined || farthest.distance <= tolerance) continue;
    kept.add(farthest.index);
    spans.push([span[0], farthest.index], [farthest.index, span[1]]);
  }
  return points.filter((_, index) => kept.has(index));
}

function farthestFromLine(points: readonly StrokePoint[], [from, to]: readonly [number, number]) {
  const start = points[from];
  const end = points[to];
  if (start === undefined || end === undefined) return undefined;
  let index = from;
  let distance = 0;
  for (let each = from + 1; each < to; each++) {
    const away = distanceToLine(points[each] as StrokePoint, start, end);
    if (away <= distance) continue;
    index = each;
    distance = away;
  }
  return { index, distance };
}

/** How far a point is from the line between two others, with pressure as a third direction. Runs for every point of a pen. */
function distanceToLine(point: StrokePoint, start: StrokePoint, end: StrokePoint): number {
  const [alongX, alongY] = [end.x - start.x, end.y - start.y];
  const alongZ = (end.pressure - start.pressure) * PRESSURE_AS_LENGTH;
  const [x, y] = [point.x - start.x, point.y - start.y];
  const z = (point.pressure - start.pressure) * PRESSURE_AS_LENGTH;
  const length = alongX * alongX + alongY * alongY + alongZ * alongZ;
  const dot = x * alongX + y * alongY + z * alongZ;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, dot / length));
  return Math.hypot(x - share * alongX, y - share * alongY, z - share * alongZ);
}

/** How near a stroke comes to a spot, for the eraser. */
export function distanceToStroke(points: readonly StrokePoint[], spot: Pick<StrokePoint, 'x' | 'y'>): number {
  let nearest = Infinity;
  for (const [index, end] of points.entries()) {
    const start = points[index - 1] ?? end;
    const flat = { pressure: 0 };
    const away = distanceToLine({ ...spot, ...flat }, { ...start, ...flat }, { ...end, ...flat });
    nearest = Math.min(nearest, away);
  }
  return nearest;
}
