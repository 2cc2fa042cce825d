import { lastSegment } from './ids.ts';
import { formatLessonTime } from './lesson-clock.ts';
import { byLessonTime, type Note, type Sitting, type StageMark } from './note.ts';

/**
 * The one place where several observers' lessons are laid on one axis: each counted from its own start, and then
 * shifted by the nudge that the team gave that sitting. Grid, list, timeline, journeys and printouts read a lesson
 * through this, so that they agree on what came first. What is written stays as the observer's own clock had it, and so
 * does the stage of a note: the observer was in it, whenever that was for the others.
 */
export function inCommonTime<R extends CommonRecord>(record: R): R {
  const nudgeMs = new Map(
    record.sittings.flatMap(({ id, nudgeMs }) => (nudgeMs ? [[lastSegment(id), nudgeMs] as const] : [])),
  );
  if (nudgeMs.size === 0) return record;
  const shifted = <T extends { readonly sitting: string; readonly atMs: number | null }>(row: T): T => {
    const by = nudgeMs.get(row.sitting);
    return by === undefined ? row : { ...row, atMs: (row.atMs ?? 0) + by };
  };
  return {
    ...record,
    notes: record.notes.map(shifted).toSorted(byLessonTime),
    stageMarks: record.stageMarks.map(shifted),
  };
}

interface CommonRecord {
  readonly sittings: readonly Sitting[];
  readonly notes: readonly Note[];
  readonly stageMarks: readonly StageMark[];
}

/** When a sitting ended on the common axis; null while it runs. */
export function endInCommonTime({ endedMs, nudgeMs }: Pick<Sitting, 'endedMs' | 'nudgeMs'>): number | null {
  return endedMs === null ? null : endedMs + (nudgeMs ?? 0);
}

/** No observer's start is further than this from the others': a slip of the finger must not push notes out of sight. */
export const FURTHEST_NUDGE_MS = 60 * 60 * 1000;

export function nudgedBy(nudgeMs: number | null, byMs: number): number {
  const moved = Math.round((nudgeMs ?? 0) + byMs);
  return Math.max(-FURTHEST_NUDGE_MS, Math.min(FURTHEST_NUDGE_MS, moved));
}

export interface StageBand {
  /** The last segment of the stage's id. */
  readonly stage: string;
  readonly fromMs: number;
  /** Undefined while the lesson runs. */
  readonly toMs: number | undefined;
}

/**
 * The stages of a lesson on the common axis, by the taps of whoever started observing first: each observer has an own
 * start and own taps, and one of them stands for all. A stage that was gone back to stands twice. Marks and sittings as
 * `inCommonTime` gives them.
 */
export function stageBands({
  sittings,
  stageMarks,
}: Pick<CommonRecord, 'sittings' | 'stageMarks'>): readonly StageBand[] {
  const inOrder = sittings.toSorted((a, b) => (a.startedAt ?? 0) - (b.startedAt ?? 0));
  const isMarked = ({ id }: Sitting) => stageMarks.some(({ sitting }) => sitting === lastSegment(id));
  const first = inOrder.find(isMarked);
  if (first === undefined) return [];
  const marks = stageMarks
    .filter(({ sitting }) => sitting === lastSegment(first.id))
    .toSorted((a, b) => (a.atMs ?? 0) - (b.atMs ?? 0));
  return marks.map(({ stage, atMs }, index) => ({
    stage,
    fromMs: atMs ?? 0,
    toMs: marks[index + 1]?.atMs ?? endInCommonTime(first) ?? undefined,
  }));
}

/** `23:41`; what was nudged to before everybody's start has a minus. */
export function formatCommonTime(atMs: number): string {
  return atMs <= -1000 ? `−${formatLessonTime(-atMs)}` : formatLessonTime(atMs);
}
