import type { Lesson } from '../domain/study.ts';
import type { Notebook } from './database.ts';
import { below } from './read.ts';
import { noteCount } from './read-lesson.ts';
import { studies, studyOverview, type StudyOverview } from './read-study.ts';

/** How far a lesson has come, as far as this tablet knows. */
export interface LessonProgress {
  readonly lesson: Lesson;
  readonly stages: number;
  readonly notes: number;
}

export interface StudyProgress extends StudyOverview {
  readonly progress: readonly LessonProgress[];
}

/** Every study of the team with the state of its lessons, newest first. */
export async function studyList(notebook: Notebook): Promise<readonly StudyProgress[]> {
  const overviews = await Promise.all((await studies(notebook)).map(({ id }) => studyOverview(notebook, id)));
  return await Promise.all(
    overviews
      .filter((overview) => overview !== undefined)
      .map(async (overview) => ({
        ...overview,
        progress: await Promise.all(overview.lessons.map((lesson) => lessonProgress(notebook, lesson))),
      })),
  );
}

async function lessonProgress(notebook: Notebook, lesson: Lesson): Promise<LessonProgress> {
  const [stages, notes] = await Promise.all([
    below(notebook, 'stages', lesson.id),
    noteCount(notebook, lesson.id),
  ]);
  return { lesson, stages: stages.length, notes };
}
