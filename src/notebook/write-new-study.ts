import { childId, lastSegment, type StudyId } from '../domain/ids.ts';
import { PUPIL_LETTERS, type PupilLetter, type Study } from '../domain/study.ts';
import type { Fields } from '../domain/tables.ts';
import { commit, type Write } from './commit.ts';
import type { Notebook } from './database.ts';
import { lessonPlan, studyOverview, type LessonPlan } from './read-study.ts';
import { createStudy } from './write-plan.ts';

export interface NewStudy {
  readonly createdBy: string;
  readonly focusQuestion: string;
  readonly aliases: Readonly<Record<PupilLetter, string>>;
  readonly firstLessonTitle: string;
  /** Takes over the facts of the class and the stages of the lessons. Pupils and predictions are always new. */
  readonly copyFrom?: StudyId | undefined;
}

/** The study, its pupils and what it copies: all of it or nothing. */
export async function startStudy(notebook: Notebook, wanted: NewStudy): Promise<StudyId> {
  const earlier = wanted.copyFrom === undefined ? undefined : await earlierStudy(notebook, wanted.copyFrom);
  const tables = ['studies', 'pupils', 'lessons', 'stages', 'outbox', 'history', 'undoSteps', 'meta'];
  return await notebook.transaction('rw', tables, async () => {
    const id = await createStudy(notebook, {
      createdBy: wanted.createdBy,
      fields: {
        ...(earlier && classFacts(earlier.study)),
        ...(wanted.focusQuestion !== '' && { focusQuestion: wanted.focusQuestion }),
      },
    });
    const writes = [...firstWords(id, wanted), ...(earlier?.plans.flatMap(copyInto(notebook, id)) ?? [])];
    if (writes.length > 0) await commit(notebook, writes);
    return id;
  });
}

async function earlierStudy(notebook: Notebook, id: StudyId) {
  const overview = await studyOverview(notebook, id);
  if (overview === undefined) return undefined;
  const plans = await Promise.all(overview.lessons.map((lesson) => lessonPlan(notebook, lesson.id)));
  return { study: overview.study, plans: plans.filter((plan) => plan !== undefined) };
}

function classFacts(study: Study): Fields<'studies'> {
  const { school, className, yearGroup, subject, grouping, pupilsInClass } = study;
  return { school, className, yearGroup, subject, grouping, pupilsInClass };
}

function firstWords(id: StudyId, { aliases, firstLessonTitle }: NewStudy): Write[] {
  const writes = PUPIL_LETTERS.filter((letter) => aliases[letter] !== '').map((letter): Write => ({
    table: 'pupils',
    row: childId(id, letter),
    fields: { alias: aliases[letter] },
  }));
  if (firstLessonTitle !== '') {
    writes.push({ table: 'lessons', row: childId(id, '1'), fields: { title: firstLessonTitle } });
  }
  return writes;
}

function copyInto(notebook: Notebook, study: StudyId) {
  return ({ lesson, stages }: LessonPlan): Write[] => {
    if (stages.length === 0) return [];
    const id = childId(study, lastSegment(lesson.id));
    return [
      { table: 'lessons', row: id, fields: { createdAt: notebook.now() } },
      ...stages.map(({ name, minutes, grouping, teacherDoes }, index): Write => ({
        table: 'stages',
        row: childId(id, notebook.newId()),
        fields: { order: index + 1, name, minutes, grouping, teacherDoes },
      })),
    ];
  };
}
