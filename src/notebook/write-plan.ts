import { childId, type LessonId, type StageId, type StudyId } from '../domain/ids.ts';
import { LESSON_NUMBERS, PUPIL_LETTERS, type PupilLetter, type Stage } from '../domain/study.ts';
import type { Fields } from '../domain/tables.ts';
import { commit, type Replaces, type Write } from './commit.ts';
import type { Notebook } from './database.ts';
import { lessonPlan, predictionKey } from './read-study.ts';

/** A new study with its first lesson; everything else is filled in any order. */
export async function createStudy(
  notebook: Notebook,
  { fields, createdBy }: { fields: Fields<'studies'>; createdBy: string },
): Promise<StudyId> {
  const studyId = notebook.newId();
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

/** The next of up to three lessons. Two tablets that add lesson 2 apart mean the same lesson. */
export async function addLesson(notebook: Notebook, study: StudyId): Promise<LessonId | undefined> {
  for (const number of LESSON_NUMBERS) {
    const id = childId(study, number);
    if ((await notebook.rows('lessons').get(id)) === undefined) {
      await commit(notebook, [{ table: 'lessons', row: id, fields: { createdAt: notebook.now() } }]);
      return id;
    }
  }
  return undefined;
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
  const order = stages.map((stage) => stage.id);
  const from = order.indexOf(id);
  const to = direction === 'earlier' ? from - 1 : from + 1;
  const other = order[to];
  if (from < 0 || other === undefined) return;
  order[to] = id;
  order[from] = other;
  await commit(
    notebook,
    order.flatMap((row, index): Write[] =>
      stages.find((stage) => stage.id === row)?.order === index + 1
        ? []
        : [{ table: 'stages', row, fields: { order: index + 1 } }],
    ),
  );
}

/** Copies stages, criteria, predictions and who watches whom behind what the lesson already has. */
export async function copyPlan(notebook: Notebook, from: LessonId, to: LessonId): Promise<void> {
  const [source, target] = await Promise.all([lessonPlan(notebook, from), lessonPlan(notebook, to)]);
  if (source === undefined || target === undefined) return;
  const writes: Write[] = [];
  source.stages.forEach((stage, index) => {
    const row = childId(to, notebook.newId());
    const { name, minutes, grouping, teacherDoes } = stage;
    const order = target.stages.length + index + 1;
    writes.push({ table: 'stages', row, fields: { order, name, minutes, grouping, teacherDoes } });
    for (const letter of PUPIL_LETTERS) {
      const text = source.predictions.get(predictionKey(stage.id, letter))?.text;
      if (text) writes.push({ table: 'predictions', row: childId(row, letter), fields: { text } });
    }
  });
  for (const letter of PUPIL_LETTERS) {
    const text = source.criteria[letter]?.text;
    if (text && !target.criteria[letter]?.text) {
      writes.push({ table: 'criteria', row: childId(to, letter), fields: { text } });
    }
  }
  for (const [member, letters] of source.watches) {
    if (target.watches.has(member)) continue;
    for (const letter of letters) {
      writes.push({ table: 'coverage', row: childId(to, member, letter), fields: { watches: true } });
    }
  }
  if (writes.length > 0) await commit(notebook, writes);
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
