import { lastSegment } from '../../domain/ids.ts';
import type { Note } from '../../domain/note.ts';
import { chosenPredictions, fits, type NoteFilter } from '../../domain/note-filter.ts';
import { PUPIL_LETTERS, subjectOf, type Subject } from '../../domain/study.ts';
import { predictionKey } from '../../notebook/read-study.ts';
import { reviewRows, type ReviewRow } from './review-rows.ts';
import type { Review } from './use-review.ts';

/** What stands on the board, and what of it the filter leaves. */
export interface Board {
  readonly review: Review;
  readonly rows: readonly ReviewRow[];
  /** The columns there are without a filter, and those it leaves. */
  readonly present: readonly Subject[];
  readonly subjects: readonly Subject[];
  readonly filter: NoteFilter;
  readonly left: ReadonlySet<Note>;
  /** The predictions it leaves; undefined when it leaves all. */
  readonly chosen: ReadonlySet<string> | undefined;
}

export function boardOf(review: Review, filter: NoteFilter, shown: readonly Note[]): Board {
  const { plan, notes } = review;
  const isAbout = (subject: Subject) => (note: Note) => subjectOf(note) === subject;
  const all: readonly Subject[] = [...plan.pupils.map(({ letter }) => letter), 'class'];
  const present = all.filter((subject) => subject !== 'class' || notes.some(isAbout(subject)));
  return {
    review,
    rows: reviewRows(plan.stages, notes),
    present,
    subjects: present.filter(
      (subject) => fits(filter.subjects, subject) && (subject !== 'class' || shown.some(isAbout(subject))),
    ),
    filter,
    left: new Set(shown),
    chosen: chosenPredictions(filter, review),
  };
}

/** How many pupils have a column, and whether the class has its own, narrower one beside them. */
export interface Columns {
  readonly pupils: number;
  readonly withClass: boolean;
}

export function columnsOf({ subjects }: Board): Columns {
  const pupils = subjects.filter((subject) => subject !== 'class').length;
  return { pupils, withClass: pupils > 0 && pupils < subjects.length };
}

/** Without a prediction nothing can be a surprise, and notes without a stage have none. */
export function isRowLeft({ filter, left, chosen }: Board, { stage, notes }: ReviewRow): boolean {
  if (!fits(filter.stages, stage === undefined ? '' : lastSegment(stage.id))) return false;
  if (stage === undefined) {
    return chosen === undefined && [...notes.values()].some((cell) => cell.some((note) => left.has(note)));
  }
  return chosen === undefined || PUPIL_LETTERS.some((letter) => chosen.has(predictionKey(stage.id, letter)));
}
