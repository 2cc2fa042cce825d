import { lastSegment } from '../../domain/ids.ts';
import type { Note } from '../../domain/note.ts';
import { type Stage, type Subject, subjectOf } from '../../domain/study.ts';

export interface ReviewRow {
  /** Undefined for notes without a stage, or whose stage has gone from the plan. */
  readonly stage: Stage | undefined;
  readonly notes: ReadonlyMap<Subject, readonly Note[]>;
}

/** Every note exactly once: in the row of its stage and the column of whom it is about. Their order is kept. */
export function reviewRows(stages: readonly Stage[], notes: readonly Note[]): readonly ReviewRow[] {
  const bySegment = new Map(stages.map((stage) => [lastSegment(stage.id), new Map<Subject, Note[]>()]));
  const elsewhere = new Map<Subject, Note[]>();
  for (const note of notes) {
    const row = bySegment.get(note.stage) ?? elsewhere;
    const subject = subjectOf(note);
    const cell = row.get(subject);
    if (cell) cell.push(note);
    else row.set(subject, [note]);
  }
  const rows: ReviewRow[] = stages.map((stage) => ({
    stage,
    notes: bySegment.get(lastSegment(stage.id)) ?? new Map(),
  }));
  return elsewhere.size > 0 ? [...rows, { stage: undefined, notes: elsewhere }] : rows;
}
