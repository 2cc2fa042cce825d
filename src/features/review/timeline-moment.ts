import type { Note } from '../../domain/note.ts';
import type { Mark } from './timeline-lanes.ts';

/** What is chosen on the axis: a note, or only a moment. */
export interface Moment {
  readonly atMs: number;
  readonly note: string | undefined;
}

const MINUTE = 60_000;

/** The two minutes that are looked at: from the full minute before the moment. */
export function minutesAround({ atMs }: Moment): { readonly fromMs: number; readonly toMs: number } {
  const fromMs = Math.floor(atMs / MINUTE) * MINUTE;
  return { fromMs, toMs: fromMs + 2 * MINUTE };
}

export function notesWithin(
  notes: readonly Note[],
  { fromMs, toMs }: { fromMs: number; toMs: number },
): readonly Note[] {
  return notes.filter(({ atMs }) => (atMs ?? 0) >= fromMs && (atMs ?? 0) < toMs);
}

/** A finger is wider than a mark: the nearest one within reach is meant, else the moment under the finger. */
const REACH_PX = 26;

export function momentAt(
  marks: readonly Mark[],
  { x, y, width, fromMs, toMs }: { x: number; y: number; width: number; fromMs: number; toMs: number },
): Moment {
  const perMs = width / (toMs - fromMs);
  let nearest: Mark | undefined;
  let nearestPx = REACH_PX;
  for (const mark of marks) {
    const distance = Math.hypot((mark.atMs - fromMs) * perMs - x, mark.y - y);
    if (distance <= nearestPx) [nearest, nearestPx] = [mark, distance];
  }
  if (nearest) return { atMs: nearest.atMs, note: nearest.note.id };
  const atMs = fromMs + x / perMs;
  return { atMs: Math.max(fromMs, Math.min(toMs - 1, atMs)), note: undefined };
}

/** The mark so many places further in time; from no mark, or a moment, the nearest after it, or before it. */
export function markBeside(marks: readonly Mark[], moment: Moment | undefined, by: number): Mark | undefined {
  if (marks.length === 0) return undefined;
  const last = marks.length - 1;
  const at = marks.findIndex(({ note }) => note.id === moment?.note);
  if (at >= 0) return marks[Math.max(0, Math.min(last, at + by))];
  if (moment === undefined) return by < 0 ? marks[last] : marks[0];
  const after = marks.findIndex(({ atMs }) => atMs >= moment.atMs);
  if (by > 0) return marks[after < 0 ? last : after];
  return marks[Math.max(0, (after < 0 ? marks.length : after) - 1)];
}
