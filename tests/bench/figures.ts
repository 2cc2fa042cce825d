import { writeFileSync } from 'node:fs';

/** One line of the result, as `--json` writes it; nulls where there is none, or where it could not be measured. */
export interface Figure {
  readonly id: FigureId;
  readonly what: string;
  readonly value: number | null;
  readonly unit: string;
  readonly floor: number | null;
  readonly ratio: number | null;
  readonly goal: string;
  readonly met: boolean;
}

interface Asked {
  readonly what: string;
  readonly unit: string;
  readonly goal: string;
  readonly isMet: (value: number, ratio: number) => boolean;
}

const most = (limit: number, unit: string): Pick<Asked, 'unit' | 'goal' | 'isMet'> => ({
  unit,
  goal: `≤ ${limit} ${unit}`,
  isMet: (value) => value <= limit,
});
const times = (limit: number, unit = 'ms'): Pick<Asked, 'unit' | 'goal' | 'isMet'> => ({
  unit,
  goal: `≤ ${limit.toFixed(2)} × floor`,
  isMet: (_value, ratio) => ratio <= limit,
});

/** The budgets of architecture.md section 7. */
const ASKED = {
  'durable-write-4x': { what: 'Enter or tap to note durable, CPU slowed 4×, p95', ...most(50, 'ms') },
  'inp-4x': {
    what: 'slowest interaction in capture (INP), slowed 4×, 500 notes, 50 lessons',
    ...most(100, 'ms'),
  },
  'typing-frame-4x': { what: 'longest frame while a note is typed, slowed 4×', ...most(50, 'ms') },
  'cold-start-4x': { what: 'start offline to usable capture, slowed 4×', ...most(1500, 'ms') },
  'lesson-memory': {
    what: 'JavaScript heap a lesson of 60 minutes gains after its first 10, 300 notes and 30 photos',
    ...most(5, 'MB'),
  },
  'board-paint-4x': {
    what: 'tap on Review together to the first notes of the board, slowed 4×, 3 lessons × 450 notes',
    ...most(500, 'ms'),
  },
  'timeline-paint-4x': { what: 'tap on Timeline to all 450 marks, slowed 4×', ...most(500, 'ms') },
  'search-paint-4x': { what: 'tap on Search to its field, slowed 4×, 1,350 notes', ...most(500, 'ms') },
  'filter-4x': {
    what: 'tap on a filter to all it leaves in sight, in board, timeline and list, slowed 4×, slowest',
    ...most(100, 'ms'),
  },
  'search-key-4x': { what: 'key in the search to what it finds, slowed 4×, slowest', ...most(100, 'ms') },
  'word-report': {
    what: 'tap on Word document to saved, 3 lessons × 450 notes',
    ...most(3000, 'ms'),
  },
  'word-report-4x': { what: 'the same with the page slowed 4×', ...most(3000, 'ms') },
  'board-live': {
    what: 'a colleague’s note durable there to on the open board here, p95',
    ...most(1000, 'ms'),
  },
  'script-first': { what: 'script of the first screen, gzip', ...most(140, 'KB') },
  'script-capture': { what: 'script of capture, all in, gzip', ...most(160, 'KB') },
  'script-sync': { what: "the sync's own script, Dexie not counted, gzip", ...most(15, 'KB') },
  'push-200': { what: '200 offline notes: reconnect to durable on the server', ...times(1) },
  'push-1000': { what: '1,000 offline notes: reconnect to durable on the server', ...times(1) },
  'push-10000': { what: '10,000 offline notes: reconnect to durable on the server', ...times(0.7) },
  'join-200': { what: 'fresh tablet: 200 notes readable', ...times(1.2) },
  'join-1000': { what: 'fresh tablet: 1,000 notes readable', ...times(1.2) },
  'join-10000': { what: 'fresh tablet: 10,000 notes readable', ...times(1.2) },
  'live-3x300': { what: 'three tablets × 300 notes live: all have all', ...times(1.3) },
  'live-lag': { what: 'last live write to all have all', ...most(100, 'ms') },
  'bytes-up-10000': { what: 'bytes up for 10,000 notes, beside plain JSON', ...times(0.4, 'bytes') },
  'requests-10000': {
    what: 'requests for 10,000 notes',
    unit: 'requests',
    goal: '1 a MB, ≤ 1 kB back',
    isMet: () => true,
  },
  'disk-10000': { what: 'server disk for 10,000 notes', ...times(0.15, 'bytes') },
  'pushes-per-second': {
    what: 'durable pushes of one note a second, 50 connections, beside bare SQLite commits',
    unit: '/s',
    goal: '≥ 0.60 × floor',
    isMet: (_value: number, ratio: number) => ratio >= 0.6,
  },
  'pushes-postgres-1': {
    what: 'the same on PostgreSQL, one server process, beside bare single-row inserts by 50 connections',
    unit: '/s',
    goal: '≥ 0.50 × floor',
    isMet: (_value: number, ratio: number) => ratio >= 0.5,
  },
  'pushes-postgres-3': {
    what: 'the same on PostgreSQL, three server processes',
    unit: '/s',
    goal: '≥ 0.50 × floor, 1.5 × one with six cores or more',
    isMet: (_value: number, ratio: number) => ratio >= 0.5,
  },
  'server-memory': { what: 'server memory after 10,000 notes', ...most(20, 'MiB') },
} as const satisfies Record<string, Asked>;

export type FigureId = keyof typeof ASKED;
export const FIGURE_IDS = Object.keys(ASKED) as readonly FigureId[];

const measured = new Map<FigureId, Figure>();

/** `isMet` is for goals that look at more than value and ratio; `detail` is appended to what was measured. */
export function record(
  id: FigureId,
  value: number,
  { floor, detail, isMet }: { floor?: number; detail?: string; isMet?: boolean } = {},
): void {
  const asked: Asked = ASKED[id];
  const ratio = floor === undefined ? null : value / floor;
  progress(`${id}: ${rounded(value)} ${asked.unit}${ratio === null ? '' : `, ${ratio.toFixed(2)} × floor`}`);
  measured.set(id, {
    id,
    what: detail === undefined ? asked.what : `${asked.what} (${detail})`,
    value: rounded(value),
    unit: asked.unit,
    floor: floor === undefined ? null : rounded(floor),
    ratio: ratio === null ? null : Math.round(ratio * 1000) / 1000,
    goal: asked.goal,
    met: isMet ?? asked.isMet(value, ratio ?? Number.NaN),
  });
}

/** The figures that were wanted, in the order of the budgets; what could not be measured has no value. */
export function writeFigures(file: string, wanted: ReadonlySet<FigureId>): void {
  const figures = FIGURE_IDS.filter((id) => wanted.has(id)).map((id) => measured.get(id) ?? notMeasured(id));
  writeFileSync(file, `${JSON.stringify(figures, null, 2)}\n`);
}

function notMeasured(id: FigureId): Figure {
  const { what, unit, goal }: Asked = ASKED[id];
  return { id, what, value: null, unit, floor: null, ratio: null, goal, met: false };
}

function rounded(value: number): number {
  const digits = Math.abs(value) >= 1000 ? 1 : Math.abs(value) >= 100 ? 10 : 100;
  return Math.round(value * digits) / digits;
}

/** Says on the way what is being done; the run takes minutes. */
export function progress(step: string): void {
  console.error(`${(performance.now() / 1000).toFixed(0).padStart(5)} s  ${step}`);
}

export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** The value that so many per cent do not exceed (nearest rank; the middle of two for an even median). */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  if (sorted.length === 0) throw new Error('Nothing was measured.');
  if (percent === 50 && sorted.length % 2 === 0) {
    const half = sorted.length / 2;
    return ((sorted[half - 1] as number) + (sorted[half] as number)) / 2;
  }
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] as number;
}

/** `12.3–15.0`, for the detail of a median. */
export function spread(values: readonly number[]): string {
  return `${values.length} runs ${rounded(Math.min(...values))}–${rounded(Math.max(...values))}`;
}
