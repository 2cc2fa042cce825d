import { lastSegment } from './ids.ts';
import type { Match, Note, Verdict } from './note.ts';
import { subjectOf, type Stage } from './study.ts';

/** What is chosen in each list; nothing chosen in a list means all of it. */
export interface NoteFilter {
  readonly subjects: readonly string[];
  /** Last segments of stage ids; '' is "without a stage". */
  readonly stages: readonly string[];
  readonly observers: readonly string[];
  readonly kinds: readonly string[];
  readonly tags: readonly string[];
  readonly starred: boolean;
  /** Only where the prediction did not come true: agreed so, or marked so by somebody. */
  readonly surprises: boolean;
  /** Only where observers marked the same prediction differently. */
  readonly disagreements: boolean;
}

export const SHOW_ALL: NoteFilter = {
  subjects: [],
  stages: [],
  observers: [],
  kinds: [],
  tags: [],
  starred: false,
  surprises: false,
  disagreements: false,
};

/** The lists of a filter, and what may only be on or off. */
export type FilterList = 'subjects' | 'stages' | 'observers' | 'kinds' | 'tags';
export type FilterFlag = 'starred' | 'surprises' | 'disagreements';

export function isFiltering(filter: NoteFilter): boolean {
  return Object.values(filter).some((chosen) => (typeof chosen === 'boolean' ? chosen : chosen.length > 0));
}

export function toggled(chosen: readonly string[], value: string): readonly string[] {
  return chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
}

/** What was predicted and marked in one lesson, by `stageSegment.letter`. */
export interface Judged {
  readonly matches: ReadonlyMap<string, readonly Match[]>;
  readonly verdicts: ReadonlyMap<string, Verdict>;
}

/**
 * Within a list any, across lists all: Robin or Wren, and said. The notes keep their order. A stage that was removed is
 * none any more, and its predictions are not on the board: a note in it is no surprise.
 */
export function filterNotes(
  notes: readonly Note[],
  filter: NoteFilter,
  { stages, ...judged }: Judged & { readonly stages: readonly Stage[] },
): readonly Note[] {
  if (!isFiltering(filter)) return notes;
  const known = new Set(stages.map((stage) => lastSegment(stage.id)));
  const predictions = chosenPredictions(filter, judged);
  const stageOf = (note: Note) => (known.has(note.stage) ? note.stage : '');
  return notes.filter(
    (note) =>
      fits(filter.subjects, subjectOf(note)) &&
      fits(filter.stages, stageOf(note)) &&
      fits(filter.observers, note.observer) &&
      fits(filter.kinds, note.kind) &&
      (filter.tags.length === 0 || note.tags.some((tag) => filter.tags.includes(tag))) &&
      (!filter.starred || note.starred) &&
      (predictions === undefined || predictions.has(`${stageOf(note)}.${subjectOf(note)}`)),
  );
}

/**
 * The predictions, as `stageSegment.letter`, that `surprises` and `disagreements` leave; both together leave those that
 * are both. Undefined when neither is asked for.
 */
export function chosenPredictions(
  { surprises, disagreements }: Pick<NoteFilter, FilterFlag>,
  judged: Judged,
): ReadonlySet<string> | undefined {
  if (!surprises && !disagreements) return undefined;
  const keys = [...new Set([...judged.matches.keys(), ...judged.verdicts.keys()])];
  return new Set(
    keys.filter(
      (key) => (!surprises || isSurprise(key, judged)) && (!disagreements || isDisagreement(key, judged)),
    ),
  );
}

/** Not as predicted: the team agreed so, or one observer marked it so. Partly is not yet a surprise. */
export function isSurprise(key: string, { matches, verdicts }: Judged): boolean {
  return verdicts.get(key)?.value === 'not' || (matches.get(key) ?? []).some(({ value }) => value === 'not');
}

/** Two observers marked the same prediction differently. A mark that was taken back is none. */
export function isDisagreement(key: string, { matches }: Pick<Judged, 'matches'>): boolean {
  const marked = (matches.get(key) ?? []).flatMap(({ value }) => (value === '' ? [] : [value]));
  return new Set(marked).size > 1;
}

/** Nothing chosen lets everything through. */
export function fits(chosen: readonly string[], value: string): boolean {
  return chosen.length === 0 || chosen.includes(value);
}
