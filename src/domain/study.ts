import type { Entity } from './tables.ts';

export type Team = Entity<'team'>;
export type Member = Entity<'members'>;
export type Device = Entity<'devices'>;
export type Study = Entity<'studies'>;
export type Pupil = Entity<'pupils'>;
export type Lesson = Entity<'lessons'>;
export type Stage = Entity<'stages'>;
export type Prediction = Entity<'predictions'>;
export type Criterion = Entity<'criteria'>;
export type Coverage = Entity<'coverage'>;
export type GroundRule = Entity<'groundRules'>;
/** Furniture of the seating plan, by its middle; measures count in hundredths of the room's width. Whoever sits over it moves with it. */
export type Desk = Entity<'desks'>;
/** A place in the seating plan, by its middle: a label (an alias or a seat number) and, for a focus pupil, the letter. */
export type Seat = Entity<'seats'>;

/** A tablet may serve several people, and a person may have several tablets. */
export function isUsedBy({ member, alsoUsedBy }: Device, person: string): boolean {
  return member === person || alsoUsedBy.includes(person);
}

/** The three focus pupils of a study; each stands for a group of learners. */
export const PUPIL_LETTERS = ['A', 'B', 'C'] as const;
export type PupilLetter = (typeof PUPIL_LETTERS)[number];

/** What a note is about: a focus pupil, or the whole class. */
export type Subject = PupilLetter | 'class';

/** A subject of a newer version counts as the class, so that what is about it is shown. */
export function subjectOf({ pupil }: { readonly pupil: string }): Subject {
  return PUPIL_LETTERS.find((letter) => letter === pupil) ?? 'class';
}

/** A study has three research lessons at most and may stop after two. */
export const LESSON_NUMBERS = ['1', '2', '3'] as const;

/** How far a study is. Nothing said yet counts as planning; a study may be finished after two lessons. */
export const STUDY_STATUSES = ['planning', 'teaching', 'finished'] as const;

/** How the class works in a stage. */
export const STAGE_GROUPINGS = ['class', 'alone', 'pairs', 'groups'] as const;

/** Rows that change their order when one of them moves a place: the two neighbours, and any that had no order yet. */
export function afterMoving(
  rows: readonly { readonly id: string; readonly order: number | null }[],
  id: string,
  direction: 'earlier' | 'later',
): readonly { readonly id: string; readonly order: number }[] {
  const moved = [...rows];
  const from = moved.findIndex((row) => row.id === id);
  const to = direction === 'earlier' ? from - 1 : from + 1;
  const [one, other] = [moved[from], moved[to]];
  if (one === undefined || other === undefined) return [];
  [moved[from], moved[to]] = [other, one];
  return moved.flatMap((row, index) => (row.order === index + 1 ? [] : [{ id: row.id, order: index + 1 }]));
}

export function byOrder(
  a: { order: number | null; id: string },
  b: { order: number | null; id: string },
): number {
  return (a.order ?? 0) - (b.order ?? 0) || (a.id < b.id ? -1 : 1);
}
