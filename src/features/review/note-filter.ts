import { lastSegment } from '../../domain/ids.ts';
import type { Note } from '../../domain/note.ts';
import type { Stage } from '../../domain/study.ts';
import { subjectOf } from './review-rows.ts';

/** What is chosen in each list; nothing chosen in a list means all of it. */
export interface NoteFilter {
  readonly subjects: readonly string[];
  /** Last segments of stage ids; '' is "without a stage". */
  readonly stages: readonly string[];
  readonly observers: readonly string[];
  readonly kinds: readonly string[];
}

export const SHOW_ALL: NoteFilter = { subjects: [], stages: [], observers: [], kinds: [] };

/** Within a list any, across lists all: Robin or Wren, and said. */
export function filterNotes(
  notes: readonly Note[],
  filter: NoteFilter,
  stages: readonly Stage[],
): readonly Note[] {
  const known = new Set(stages.map((stage) => lastSegment(stage.id)));
  const fits = (chosen: readonly string[], value: string) => chosen.length === 0 || chosen.includes(value);
  return notes.filter(
    (note) =>
      fits(filter.subjects, subjectOf(note)) &&
      fits(filter.stages, known.has(note.stage) ? note.stage : '') &&
      fits(filter.observers, note.observer) &&
      fits(filter.kinds, note.kind),
  );
}

export function toggled(chosen: readonly string[], value: string): readonly string[] {
  return chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
}
