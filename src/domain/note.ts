import type { Entity } from './tables.ts';

export type Note = Entity<'notes'>;
export type Sitting = Entity<'sittings'>;
export type StageMark = Entity<'stageMarks'>;
export type Match = Entity<'matches'>;
export type Verdict = Entity<'verdicts'>;
/** A photo of work below its note. The bytes travel apart, sealed in chunks with this row's key. */
export type Photo = Entity<'photos'>;
/** One stroke of the pen below its note: over one of its photos, or on a page of its own when `photo` is ''. */
export type Stroke = Entity<'strokes'>;
/** Who spoke to whom: from one seat of the seating plan to another. */
export type Interaction = Entity<'interactions'>;

/** `did`, `said` and `work` are evidence; `wonder` is the observer's own thought and never counts as evidence. */
export const KINDS = ['did', 'said', 'work', 'wonder'] as const;
export type Kind = (typeof KINDS)[number];

/** How what was seen compares with the prediction. */
export const MATCH_VALUES = ['as', 'partly', 'not'] as const;
export type MatchValue = (typeof MATCH_VALUES)[number];

export function isEvidence(note: Pick<Note, 'kind'>): boolean {
  return note.kind !== 'wonder';
}

/** Lesson time, then id: the one order everybody sees notes in. Notes are only ever ordered, never merged. */
export function byLessonTime(a: Note, b: Note): number {
  return (a.atMs ?? 0) - (b.atMs ?? 0) || (a.id < b.id ? -1 : 1);
}

/**
 * The stage a sitting is in at a lesson time: the one whose mark is the last at or before it; before any mark, none.
 * Marks are put in order by their time, whatever order they were made or corrected in.
 */
export function stageAt(marks: readonly StageMark[], atMs: number): string | undefined {
  let found: StageMark | undefined;
  for (const mark of marks) {
    const at = mark.atMs ?? 0;
    if (at <= atMs && (found === undefined || at >= (found.atMs ?? 0))) found = mark;
  }
  return found?.stage;
}
