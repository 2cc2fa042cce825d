import { childId, lastSegment, type StudyId } from '../domain/ids.ts';
import { PUPIL_LETTERS, type PupilLetter, type Study } from '../domain/study.ts';
import type { Fields } from '../domain/tables.ts';
import { commit, type Write } from './commit.ts';
import type { Notebook } from './database.ts';
import { groundRules } from './read-ground-rules.ts';
import { seatingPlan } from './read-seating.ts';
import { lessonPlan, studyOverview, type LessonPlan } from './read-study.ts';
import { usualRuleWrites } from './write-ground-rules.ts';
import { createStudy } from './write-plan.ts';
import { copyOfRoom } from './write-seating.ts';

export interface NewStudy {
  readonly createdBy: string;
  readonly title?: string;
  readonly focusQuestion?: string;
  readonly aliases?: Readonly<Record<PupilLetter, string>>;
  readonly firstLessonTitle?: string;
  /** What the group agreement begins with, in the team's language. */
  readonly groundRules: readonly string[];
  /** The day on which the team looks again at what it keeps. */
  readonly reviewOn: string;
  /**
   * Takes over what holds for any class: question, facts of the class, where it sits, group agreement, and of the
   * lessons their titles, aims, resources and stages. Pupils, predictions, dates and notes always start new.
   */
  readonly copyFrom?: StudyId | undefined;
}

/** The study, its pupils and what it copies: all of it or nothing. */
export async function startStudy(notebook: Notebook, wanted: NewStudy): Promise<StudyId> {
  const earlier = wanted.copyFrom === undefined ? undefined : await earlierStudy(notebook, wanted.copyFrom);
  const { title = '', focusQuestion = '', reviewOn } = wanted;
  const rules = earlier?.rules.length ? earlier.rules : wanted.groundRules;
  const tables = [
    'studies',
    'pupils',
    'lessons',
    'stages',
    'groundRules',
    'desks',
    'seats',
    'outbox',
    'history',
    'undoSteps',
    'meta',
  ];
  // All ids are made here, so that a study that is written twice is one study.
  const id = notebook.newId();
  const writes = [
    ...aliasWrites(id, wanted.aliases),
    ...usualRuleWrites(id, rules),
    ...lessonWrites(notebook, id, earlier?.plans ?? [], wanted.firstLessonTitle ?? ''),
    ...(earlier ? copyOfRoom(notebook, earlier.room, id) : []),
  ];
  const fields = {
    ...(earlier && whatStays(earlier.study)),
    ...(title !== '' && { title }),
    ...(focusQuestion !== '' && { focusQuestion }),
    reviewOn,
  };
  return await notebook.allOrNothing(tables, async () => {
    await createStudy(notebook, { createdBy: wanted.createdBy, fields }, id);
    if (writes.length > 0) await commit(notebook, writes);
    return id;
  });
}

async function earlierStudy(notebook: Notebook, id: StudyId) {
  const overview = await studyOverview(notebook, id);
  if (overview === undefined) return undefined;
  const [rules, room, ...plans] = await Promise.all([
    groundRules(notebook, id),
    seatingPlan(notebook, id),
    ...overview.lessons.map((lesson) => lessonPlan(notebook, lesson.id)),
  ]);
  return {
    study: overview.study,
    room,
    rules: rules.map(({ text }) => text).filter((text) => text.trim() !== ''),
    plans: plans.filter((plan) => plan !== undefined),
  };
}

function whatStays(study: Study): Fields<'studies'> {
  const { school, className, yearGroup, subject, grouping, pupilsInClass } = study;
  const { focusQuestion, hypothesis, known, priority } = study;
  const facts = { school, className, yearGroup, subject, grouping, pupilsInClass };
  return { ...facts, focusQuestion, hypothesis, known, priority };
}

function aliasWrites(id: StudyId, aliases: NewStudy['aliases']): Write[] {
  return PUPIL_LETTERS.flatMap((letter): Write[] => {
    const alias = aliases?.[letter] ?? '';
    return alias === '' ? [] : [{ table: 'pupils', row: childId(id, letter), fields: { alias } }];
  });
}

function lessonWrites(
  notebook: Notebook,
  study: StudyId,
  plans: readonly LessonPlan[],
  firstTitle: string,
): Write[] {
  const writes = plans.flatMap(({ lesson, stages }): Write[] => {
    const number = lastSegment(lesson.id);
    const id = childId(study, number);
    const { aim, successCriteria, resources, room } = lesson;
    const title = number === '1' && firstTitle !== '' ? firstTitle : lesson.title;
    const createdAt = notebook.now();
    return [
      { table: 'lessons', row: id, fields: { title, aim, successCriteria, resources, room, createdAt } },
      ...stages.map(({ name, minutes, grouping, teacherDoes }, index): Write => ({
        table: 'stages',
        row: childId(id, notebook.newId()),
        fields: { order: index + 1, name, minutes, grouping, teacherDoes },
      })),
    ];
  });
  const hasFirst = plans.some(({ lesson }) => lastSegment(lesson.id) === '1');
  if (!hasFirst && firstTitle !== '') {
    writes.push({ table: 'lessons', row: childId(study, '1'), fields: { title: firstTitle } });
  }
  return writes;
}
