import { endInCommonTime, stageBands, type StageBand } from '../../domain/common-time.ts';
import { lastSegment } from '../../domain/ids.ts';
import type { Note, Sitting } from '../../domain/note.ts';
import { type Subject, subjectOf } from '../../domain/study.ts';
import type { Review } from './use-review.ts';

const MINUTE = 60_000;
const SHORTEST_AXIS_MS = 10 * MINUTE;
export const LANE_HEIGHT = 26;
const WATCH_GAP = 16;
const TOP = 8;

/** One line of the picture: what one observer noted about one pupil. `y` is its middle. */
export interface Lane {
  readonly subject: Subject;
  readonly y: number;
}

/** One observer's lanes. Somebody who started twice has two of them, each counted from its own start. */
export interface Watch {
  readonly key: string;
  readonly observer: string;
  /** Which start of this observer's it is, when there are several. */
  readonly number: number | undefined;
  /** Undefined while only notes of it have arrived, and for notes that belong to no start: there is nothing to nudge. */
  readonly sitting: Sitting | undefined;
  readonly count: number;
  readonly top: number;
  readonly lanes: readonly Lane[];
}

export interface Mark {
  readonly note: Note;
  readonly subject: Subject;
  readonly atMs: number;
  readonly y: number;
}

export interface Timeline {
  readonly fromMs: number;
  readonly toMs: number;
  readonly height: number;
  readonly bands: readonly StageBand[];
  readonly watches: readonly Watch[];
  /** Key of the watch of each note. */
  readonly watchOf: ReadonlyMap<string, string>;
}

/** The picture without its marks: it holds room for every note, so that nothing moves when some are chosen. */
export function timelineOf({ plan, notes, sittings, stageMarks, observers }: Review): Timeline {
  const keys = new Map<string, { observer: string; sitting: Sitting | undefined; notes: Note[] }>();
  const byStart = sittings.toSorted((a, b) => (a.startedAt ?? 0) - (b.startedAt ?? 0));
  for (const sitting of byStart) {
    keys.set(lastSegment(sitting.id), { observer: sitting.member, sitting, notes: [] });
  }
  const watchOf = new Map<string, string>();
  for (const note of notes) {
    const key = watchKey(note, byStart);
    const watch = keys.get(key) ?? { observer: note.observer, sitting: undefined, notes: [] };
    watch.notes.push(note);
    keys.set(key, watch);
    watchOf.set(note.id, key);
  }
  const order = new Map(observers.map(({ id }, index) => [id, index]));
  const sorted = [...keys].toSorted(
    ([, a], [, b]) => (order.get(a.observer) ?? 0) - (order.get(b.observer) ?? 0),
  );
  let y = TOP;
  const watches = sorted.map(([key, watch]): Watch => {
    const same = sorted.filter(([, other]) => other.observer === watch.observer);
    const top = y;
    const lanes = subjectsIn(plan, watch.notes).map((subject) => {
      y += LANE_HEIGHT;
      return { subject, y: y - LANE_HEIGHT / 2 };
    });
    y += WATCH_GAP;
    return {
      key,
      observer: watch.observer,
      sitting: watch.sitting,
      number: same.length > 1 ? same.findIndex(([other]) => other === key) + 1 : undefined,
      count: watch.notes.length,
      top,
      lanes,
    };
  });
  const bands = stageBands({ sittings, stageMarks });
  return { ...axisOf(notes, sittings, bands), height: y - WATCH_GAP + TOP, bands, watches, watchOf };
}

/** The marks of the notes that are shown, in their order. */
export function marksOf({ watches, watchOf }: Timeline, shown: readonly Note[]): readonly Mark[] {
  const places = new Map(
    watches.flatMap(({ key, lanes }) => lanes.map(({ subject, y }) => [`${key} ${subject}`, y] as const)),
  );
  return shown.flatMap((note) => {
    const subject = subjectOf(note);
    const y = places.get(`${watchOf.get(note.id)} ${subject}`);
    return y === undefined ? [] : [{ note, subject, atMs: note.atMs ?? 0, y }];
  });
}

/** A note that was added afterwards without an own start stands with its observer's first one. */
function watchKey(note: Note, byStart: readonly Sitting[]): string {
  if (note.sitting !== '') return note.sitting;
  const first = byStart.find(({ member }) => member === note.observer);
  return first === undefined ? `none ${note.observer}` : lastSegment(first.id);
}

/** Every pupil always, so that an empty lane is seen; the class only where something was noted about it. */
function subjectsIn({ pupils }: Review['plan'], notes: readonly Note[]): readonly Subject[] {
  const letters = pupils.map(({ letter }) => letter);
  const isOther = (note: Note) => !letters.some((letter) => letter === subjectOf(note));
  return notes.some(isOther) ? [...letters, 'class'] : letters;
}

function axisOf(notes: readonly Note[], sittings: readonly Sitting[], bands: readonly StageBand[]) {
  let fromMs = 0;
  let toMs = SHORTEST_AXIS_MS;
  const reach = (atMs: number | null | undefined) => {
    fromMs = Math.min(fromMs, atMs ?? 0);
    toMs = Math.max(toMs, atMs ?? 0);
  };
  for (const { atMs } of notes) reach(atMs);
  for (const sitting of sittings) reach(endInCommonTime(sitting));
  for (const band of bands) reach(band.toMs ?? band.fromMs);
  return { fromMs: Math.floor(fromMs / MINUTE) * MINUTE, toMs: Math.ceil(toMs / MINUTE) * MINUTE };
}

const TICKS = [1, 2, 5, 10, 20, 30, 60, 120];

/** Whole minutes along the axis, about so many that their labels do not touch. */
export function ticksOf(
  { fromMs, toMs }: Pick<Timeline, 'fromMs' | 'toMs'>,
  most: number,
): readonly number[] {
  const span = toMs - fromMs;
  const every = (TICKS.find((minutes) => span / (minutes * MINUTE) <= most) ?? 240) * MINUTE;
  const ticks: number[] = [];
  for (let at = Math.ceil(fromMs / every) * every; at <= toMs; at += every) ticks.push(at);
  return ticks;
}
