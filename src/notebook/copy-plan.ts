import { childId, type LessonId, type StageId } from '../domain/ids.ts';
import { PUPIL_LETTERS, type Lesson, type PupilLetter } from '../domain/study.ts';
import type { Fields } from '../domain/tables.ts';
import { commit, type Write } from './commit.ts';
import type { Notebook } from './database.ts';
import { lessonPlan, predictionKey, type LessonPlan } from './read-study.ts';

/** What a copy put into a lesson, so that it can be taken out again. */
export interface CopiedPlan {
  readonly stages: readonly StageId[];
  readonly details: Fields<'lessons'>;
  readonly criteria: Readonly<Partial<Record<PupilLetter, string>>>;
  /** Coverage rows, as `member.letter`. */
  readonly watches: readonly string[];
}

/**
 * Copies what was planned for one lesson into another: stages and predictions behind those the lesson has; aim,
 * criteria, resources, room and who watches whom only where it has none. In one save.
 */
export async function copyPlan(notebook: Notebook, from: LessonId, to: LessonId): Promise<CopiedPlan> {
  const [source, target] = await Promise.all([lessonPlan(notebook, from), lessonPlan(notebook, to)]);
  const copied = {
    stages: [] as StageId[],
    details: {} as Fields<'lessons'>,
    criteria: {} as Partial<Record<PupilLetter, string>>,
    watches: [] as string[],
  };
  if (source === undefined || target === undefined) return copied;
  const writes: Write[] = [];
  source.stages.forEach((stage, index) => {
    const row = childId(to, notebook.newId());
    const { name, minutes, grouping, teacherDoes } = stage;
    const order = target.stages.length + index + 1;
    copied.stages.push(row);
    writes.push({ table: 'stages', row, fields: { order, name, minutes, grouping, teacherDoes } });
    for (const letter of PUPIL_LETTERS) {
      const text = source.predictions.get(predictionKey(stage.id, letter))?.text;
      if (text) writes.push({ table: 'predictions', row: childId(row, letter), fields: { text } });
    }
  });
  Object.assign(copied.details, detailsToCopy(source.lesson, target.lesson));
  if (Object.keys(copied.details).length > 0)
    writes.push({ table: 'lessons', row: to, fields: copied.details });
  for (const letter of PUPIL_LETTERS) {
    const text = source.criteria[letter]?.text;
    if (!text || target.criteria[letter]?.text) continue;
    copied.criteria[letter] = text;
    writes.push({ table: 'criteria', row: childId(to, letter), fields: { text } });
  }
  for (const watch of watchesToCopy(source, target)) {
    copied.watches.push(watch);
    writes.push({ table: 'coverage', row: childId(to, watch), fields: { watches: true } });
  }
  if (writes.length > 0) await commit(notebook, writes);
  return copied;
}

/** Takes a copy out again, in one save; words that were changed since are somebody's own and stay. */
export async function takeOutCopy(notebook: Notebook, lesson: LessonId, copied: CopiedPlan): Promise<void> {
  const plan = await lessonPlan(notebook, lesson);
  if (plan === undefined) return;
  const fields: Fields<'lessons'> = {};
  for (const name of COPIED_DETAILS) {
    if (copied.details[name] !== undefined && plan.lesson[name] === copied.details[name]) fields[name] = '';
  }
  const writes: Write[] = copied.stages.map((row) => ({ table: 'stages', row, deleted: true }));
  if (Object.keys(fields).length > 0) writes.push({ table: 'lessons', row: lesson, fields });
  for (const letter of PUPIL_LETTERS) {
    const text = copied.criteria[letter];
    if (text === undefined || plan.criteria[letter]?.text !== text) continue;
    writes.push({ table: 'criteria', row: childId(lesson, letter), fields: { text: '' } });
  }
  for (const watch of copied.watches) {
    writes.push({ table: 'coverage', row: childId(lesson, watch), fields: { watches: false } });
  }
  if (writes.length > 0) await commit(notebook, writes);
}

const COPIED_DETAILS = ['room', 'aim', 'successCriteria', 'resources'] as const;

function detailsToCopy(source: Lesson, target: Lesson): Fields<'lessons'> {
  const fields: Fields<'lessons'> = {};
  for (const name of COPIED_DETAILS) {
    if (source[name] !== '' && target[name] === '') fields[name] = source[name];
  }
  return fields;
}

function watchesToCopy(source: LessonPlan, target: LessonPlan): string[] {
  return [...source.watches].flatMap(([member, letters]) =>
    target.watches.has(member) ? [] : letters.map((letter) => childId(member, letter)),
  );
}
