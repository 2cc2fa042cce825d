// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { LessonSheetScreen } from '../../../src/features/plan/lesson-sheet-screen.tsx';
import { commit, type Write } from '../../../src/notebook/commit.ts';
import {
  setCriterion,
  setPrediction,
  updateLesson,
  updateStage,
  updateStudy,
} from '../../../src/notebook/write-plan.ts';
import { newStudy, newTeam, show } from './open-plan.tsx';

test('a plan on paper has every wording that two wrote at once', async () => {
  const notebook = await newTeam();
  const { study, lesson, stages } = await newStudy(notebook, ['Starter']);
  const [starter] = stages as [string];
  await updateStudy(notebook, study, { focusQuestion: 'question one' });
  await updateLesson(notebook, lesson, {
    aim: 'aim one',
    successCriteria: 'class one',
    resources: 'strips one',
  });
  await updateStage(notebook, starter, { teacherDoes: 'teacher one' });
  await setCriterion(notebook, lesson, 'A', 'goal one');
  await setPrediction(notebook, starter, 'A', 'prediction one');
  const crossed = (table: Write['table'], row: string, fields: Record<string, string>) =>
    ({
      table,
      row,
      fields,
      replaces: Object.fromEntries(Object.keys(fields).map((field) => [field, []])),
    }) as Write;
  await commit(notebook, [
    crossed('studies', study, { focusQuestion: 'question two' }),
    crossed('lessons', lesson, { aim: 'aim two', successCriteria: 'class two', resources: 'strips two' }),
    crossed('stages', starter, { teacherDoes: 'teacher two' }),
    crossed('criteria', `${lesson}.A`, { text: 'goal two' }),
    crossed('predictions', `${starter}.A`, { text: 'prediction two' }),
  ]);

  show(notebook, <LessonSheetScreen lessonId={lesson} />);

  await screen.findByRole('table');
  const paper = document.body.textContent;
  for (const what of ['question', 'aim', 'class', 'strips', 'teacher', 'goal', 'prediction'])
    expect(paper).toMatch(new RegExp(`${what} two\\s*\\(also written: ${what} one\\)`));
});
