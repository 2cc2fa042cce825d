import type { LessonId, StudyId } from '../domain/ids.ts';
import type { Interaction } from '../domain/note.ts';
import type { Desk, Seat } from '../domain/study.ts';
import type { Notebook } from './database.ts';
import { below } from './read.ts';

/** Where the class of a study sits. By id, so that what moves keeps its place in the order of the keyboard. */
export interface SeatingPlan {
  readonly desks: readonly Desk[];
  readonly seats: readonly Seat[];
}

/** The teacher's place: always there and never moved, so it has no row. Stands for a seat in notes and interactions. */
export const TEACHER = 'teacher';

export async function seatingPlan(notebook: Notebook, study: StudyId): Promise<SeatingPlan> {
  const [desks, seats] = await Promise.all([
    below(notebook, 'desks', study),
    below(notebook, 'seats', study),
  ]);
  return { desks, seats };
}

export async function hasSeats(notebook: Notebook, study: StudyId): Promise<boolean> {
  return (await below(notebook, 'seats', study)).length > 0;
}

/** Who spoke to whom in a lesson, everybody's, in lesson time. */
export async function lessonInteractions(
  notebook: Notebook,
  lesson: LessonId,
): Promise<readonly Interaction[]> {
  const found = await below(notebook, 'interactions', lesson);
  return found.toSorted((a, b) => (a.atMs ?? 0) - (b.atMs ?? 0) || (a.id < b.id ? -1 : 1));
}
