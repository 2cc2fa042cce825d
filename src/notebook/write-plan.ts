import { childId, type LessonId, type StageId, type StudyId } from '../domain/ids.ts';
import { afterMoving, LESSON_NUMBERS, PUPIL_LETTERS, type PupilLetter, type Stage } from '../domain/study.ts';
import type { Fields } from '../domain/tables.ts';
import { commit, type Replaces, type Write } from './commit.ts';
import type { Notebook } from './database.ts';
import { one } from './read.ts';

/** A new study with its first lesson; everything else is filled in any order. Within a larger save its id is made before. */
export async function createStudy(
  notebook: Notebook,
  { fields, createdBy }: { fields: Fields<'studies'>; createdBy: string },
  studyId: StudyId = notebook.newId(),
): Promise<StudyId> {
  const createdAt = notebook.now();
  await commit(notebook, [
    { table: 'studies', row: studyId, fields: { ...fields, createdAt, createdBy } },
    ...PUPIL_LETTERS.map((letter): Write => ({
      table: 'pupils',
      row: childId(studyId, letter),
      fields: { alias: '' },
    })),
    { table: 'lessons', row: childId(studyId, '1'), fields: { createdAt } },
  ]);
  return studyId;
}

export async function updateStudy(
  notebook: Notebook,
  id: StudyId,
  fields: Fields<'studies'>,
  replaces?: Replaces,
): Promise<void> {
  await commit(notebook, [{ table: 'studies', row: id, fields, ...(replaces && { replaces }) }]);
}

export async function updatePupil(
  notebook: Notebook,
  study: StudyId,
  letter: PupilLetter,
  fields: Fields<'pupils'>,
  replaces?: Replaces,
): Promise<void> {
  const row = childId(study, letter);
  await commit(notebook, [{ table: 'pupils', row, fields, ...(replaces && { replaces }) }]);
}

/**
 * The next of up to three lessons. Two tablets that add lesson 2 apart mean the same lesson; one that was taken away
 * comes back with its plan.
 */
export async function addLesson(notebook: Notebook, study: StudyId): Promise<LessonId | undefined> {
  for (const number of LESSON_NUMBERS) {
    const id = childId(study, number);
    if ((await one(notebook, 'lessons', id)) !== undefined) continue;
    const wasThere = (await notebook.rows('lessons').get(id)) !== undefined;
    const fields = { createdAt: notebook.now() };
    await commit(notebook, [{ table: 'lessons', row: id, fields, ...(wasThere && { deleted: false }) }]);
    return id;
  }
  return undefined;
}

/** The lesson goes from the study; everything planned for it is kept for the case that it is added again. */
export async function removeLesson(notebook: Notebook, id: LessonId): Promise<void> {
  await commit(notebook, [{ table: 'lessons', row: id, deleted: true }]);
}

export async function updateLesson(
  notebook: Notebook,
  id: LessonId,
  fields: Fields<'lessons'>,
  replaces?: Replaces,
): Promise<void> {
  await commit(notebook, [{ table: 'lessons', row: id, fields, ...(replaces && { replaces }) }]);
}

export async function addStage(
  notebook: Notebook,
  lesson: LessonId,
  fields: Fields<'stages'>,
): Promise<StageId> {
  const id = childId(lesson, notebook.newId());
  await commit(notebook, [{ table: 'stages', row: id, fields }]);
  return id;
}

export async function updateStage(
  notebook: Notebook,
  id: StageId,
  fields: Fields<'stages'>,
  replaces?: Replaces,
): Promise<void> {
  await commit(notebook, [{ table: 'stages', row: id, fields, ...(replaces && { replaces }) }]);
}

/** The stage goes from the plan; notes made in it keep their time and stay. */
export async function removeStage(notebook: Notebook, id: StageId): Promise<void> {
  await commit(notebook, [{ table: 'stages', row: id, deleted: true }]);
}

/** Moves a stage one place; the two neighbours change places in one save. */
export async function moveStage(
  notebook: Notebook,
  stages: readonly Stage[],
  id: StageId,
  direction: 'earlier' | 'later',
): Promise<void> {
  const moved = afterMoving(stages, id, direction);
  if (moved.length === 0) return;
  await commit(
    notebook,
    moved.map(({ id: row, order }): Write => ({ table: 'stages', row, fields: { order } })),
  );
}

export async function setPrediction(
  notebook: Notebook,
  stage: StageId,
  letter: PupilLetter,
  text: string,
  shown?: readonly string[],
): Promise<void> {
  const row = childId(stage, letter);
  await commit(notebook, [
    { table: 'predictions', row, fields: { text }, ...(shown && { replaces: { text: shown } }) },
  ]);
}

export async function setCriterion(
  notebook: Notebook,
  lesson: LessonId,
  letter: PupilLetter,
  text: string,
  shown?: readonly string[],
): Promise<void> {
  const row = childId(lesson, letter);
  await commit(notebook, [
    { table: 'criteria', row, fields: { text }, ...(shown && { replaces: { text: shown } }) },
  ]);
}

export async function setWatches(
  notebook: Notebook,
  {
    lesson,
    member,
    letter,
    watches,
  }: { lesson: LessonId; member: string; letter: PupilLetter; watches: boolean },
): Promise<void> {
  await commit(notebook, [{ table: 'coverage', row: childId(lesson, member, letter), fields: { watches } }]);
}
