// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { screen } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { lessonRecord } from '../../../src/notebook/read-lesson.ts';
import { updatePupil } from '../../../src/notebook/write-plan.ts';
import { LESSON, MARIA, openObserve, plannedLesson, tap, tidyUp } from './lesson.tsx';

tidyUp();

describe('before the lesson', () => {
  test('says whom I watch, how we observe, and starts with the first stage', async () => {
    const notebook = await plannedLesson();
    await openObserve(notebook);

    await screen.findByText('We watch pupils, not the teacher.');
    tap('Start lesson');

    await screen.findByLabelText('Note');
    const { sittings, stageMarks } = await lessonRecord(notebook, LESSON);
    expect(sittings).toMatchObject([{ member: MARIA, device: 'dmaria', endedMs: null }]);
    expect(stageMarks).toMatchObject([{ stage: 'starter', atMs: 0 }]);
  });

  test('says that aliases are missing and where to give them, and starts all the same', async () => {
    const notebook = await plannedLesson();
    await updatePupil(notebook, 'study', 'C', { alias: '' });
    await openObserve(notebook);

    const link = await screen.findByRole('link', { name: 'Name the focus pupils' });
    expect(link.getAttribute('href')).toBe('/studies/study/pupils');
    tap('Start lesson');

    await screen.findByRole('button', { name: 'C' });
  });
});
