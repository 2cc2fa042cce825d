import { childId, lastSegment, studyOf, type LessonId, type StudyId } from '../domain/ids.ts';
import {
  byOrder,
  PUPIL_LETTERS,
  type Lesson,
  type Pupil,
  type PupilLetter,
  type Stage,
  type Study,
} from '../domain/study.ts';
import type { Entity } from '../domain/tables.ts';
import type { Notebook } from './database.ts';
import { all, below, one } from './read.ts';
import { erasedPupils } from './read-erasures.ts';

export interface StudyOverview {
  readonly study: Study;
  /**
   * In the order of their letters; a pupil nobody wrote about yet has an empty alias. Three, less those about whom
   * everything was deleted: nothing more is written about them.
   */
  readonly pupils: readonly (Pupil & { readonly letter: PupilLetter })[];
  /** By number; one to three, as far as they exist. */
  readonly lessons: readonly Lesson[];
}

export interface LessonPlan extends StudyOverview {
  readonly lesson: Lesson;
  /** '' while nobody is named, or when that member is not (yet) known here. */
  readonly teacherName: string;
  readonly stages: readonly Stage[];
  readonly criteria: Readonly<Partial<Record<PupilLetter, Entity<'criteria'>>>>;
  /** By `stageSegment.letter`, as `predictionKey` makes it. */
  readonly predictions: ReadonlyMap<string, Entity<'predictions'>>;
  /** Which pupils each member watches. */
  readonly watches: ReadonlyMap<string, readonly PupilLetter[]>;
}

/** Newest first. */
export async function studies(notebook: Notebook): Promise<readonly Study[]> {
  return (await all(notebook, 'studies')).toSorted((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0));
}

export async function studyOverview(
  notebook: Notebook,
  studyId: StudyId,
): Promise<StudyOverview | undefined> {
  const [study, pupils, lessons, erased] = await Promise.all([
    one(notebook, 'studies', studyId),
    below(notebook, 'pupils', studyId),
    below(notebook, 'lessons', studyId),
    erasedPupils(notebook, studyId),
  ]);
  if (study === undefined) return undefined;
  return {
    study,
    pupils: PUPIL_LETTERS.filter((letter) => !erased.has(letter)).map((letter) => ({
      ...(pupils.find((pupil) => lastSegment(pupil.id) === letter) ?? unnamed(studyId, letter)),
      letter,
    })),
    lessons: lessons.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

/** Everything the three agreed before a lesson; undefined when there is no such lesson. */
export async function lessonPlan(notebook: Notebook, lessonId: LessonId): Promise<LessonPlan | undefined> {
  const [overview, stages, criteria, predictions, coverage] = await Promise.all([
    studyOverview(notebook, studyOf(lessonId)),
    below(notebook, 'stages', lessonId),
    below(notebook, 'criteria', lessonId),
    below(notebook, 'predictions', lessonId),
    below(notebook, 'coverage', lessonId),
  ]);
  const lesson = overview?.lessons.find(({ id }) => id === lessonId);
  if (overview === undefined || lesson === undefined) return undefined;
  const teacher = lesson.teacher === '' ? undefined : await one(notebook, 'members', lesson.teacher);
  return {
    ...overview,
    lesson,
    teacherName: teacher?.name ?? '',
    stages: stages.toSorted(byOrder),
    criteria: Object.fromEntries(criteria.map((criterion) => [lastSegment(criterion.id), criterion])),
    predictions: new Map(
      predictions.map((prediction) => [withoutLesson(lessonId, prediction.id), prediction]),
    ),
    watches: watchesOf(lessonId, coverage),
  };
}

/** Key of a prediction, match or verdict within its lesson: one stage, one pupil. */
export function predictionKey(stageId: string, letter: PupilLetter): string {
  return childId(lastSegment(stageId), letter);
}

function withoutLesson(lessonId: LessonId, id: string): string {
  return id.slice(lessonId.length + 1);
}

function watchesOf(lessonId: LessonId, coverage: readonly Entity<'coverage'>[]) {
  const watches = new Map<string, PupilLetter[]>();
  for (const { id, watches: isWatching } of coverage) {
    const [member, letter] = withoutLesson(lessonId, id).split('.') as [string, PupilLetter];
    if (isWatching) watches.set(member, [...(watches.get(member) ?? []), letter]);
  }
  return watches;
}

function unnamed(studyId: StudyId, letter: PupilLetter): Pupil {
  return { id: childId(studyId, letter), alias: '', represents: '', startingPoint: '', photosAllowed: false };
}
