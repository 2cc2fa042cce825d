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
/** Furniture of the seating plan; its measures count in hundredths of the room's width. */
export type Desk = Entity<'desks'>;
/** A place in the seating plan: a label (an alias or a seat number) and, for a focus pupil, the letter. */
export type Seat = Entity<'seats'>;

/** The three focus pupils of a study; each stands for a group of learners. */
export const PUPIL_LETTERS = ['A', 'B', 'C'] as const;
export type PupilLetter = (typeof PUPIL_LETTERS)[number];

/** What a note is about: a focus pupil, or the whole class. */
export type Subject = PupilLetter | 'class';

/** A study has three research lessons at most and may stop after two. */
export const LESSON_NUMBERS = ['1', '2', '3'] as const;

/** How the class works in a stage. */
export const STAGE_GROUPINGS = ['class', 'alone', 'pairs', 'groups'] as const;

export function byOrder(
  a: { order: number | null; id: string },
  b: { order: number | null; id: string },
): number {
  return (a.order ?? 0) - (b.order ?? 0) || (a.id < b.id ? -1 : 1);
}
