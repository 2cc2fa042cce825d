// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { ReviewScreen } from '../../../src/features/review/review-screen.tsx';
import { commit, type Write } from '../../../src/notebook/commit.ts';
import { OpenNotebookProvider } from '../../../src/notebook/notebook-context.tsx';
import { addNote } from '../../../src/notebook/write-lesson.ts';
import { newNotebook } from '../../support/tablet.ts';

const LESSON = 'study.1';

afterEach(() => {
  cleanup();
  history.replaceState(null, '', '/');
});

/** Maria began on her tablet and went on with her phone, ten minutes later. */
async function lessonOnTwoTablets() {
  const notebook = newNotebook();
  const sitting = (id: string, device: string, startedAt: number): Write => ({
    table: 'sittings',
    row: `${LESSON}.${id}`,
    fields: { member: 'maria', device, startedAt },
  });
  await commit(notebook, [
    { table: 'studies', row: 'study', fields: { className: 'P5' } },
    { table: 'pupils', row: 'study.A', fields: { alias: 'Robin' } },
    { table: 'lessons', row: LESSON, fields: { title: 'Which piece is bigger?' } },
    { table: 'members', row: 'maria', fields: { name: 'Maria Evans' } },
    sitting('tablet', 'dmaria', 1_700_000_000_000),
    sitting('phone', 'dphone', 1_700_000_600_000),
  ]);
  for (const where of ['tablet', 'phone']) {
    await addNote(notebook, {
      id: `${LESSON}.on-${where}`,
      sitting: `${LESSON}.${where}`,
      observer: 'maria',
      pupil: 'A',
      stage: undefined,
      atMs: 1000,
      kind: 'did',
      text: `Seen on the ${where}`,
      tags: [],
    });
  }
  return notebook;
}

test('one person who watched on two tablets is one observer', async () => {
  await openReview('');

  await screen.findByText(/2 notes from 1 observer/);
  expect(screen.getAllByText(/Seen on the (tablet|phone)/)).toHaveLength(2);
});

test('the timeline has a line for each tablet, counted from its own start', async () => {
  await openReview('?view=timeline');

  await screen.findAllByText('Maria Evans, start 1');
  expect(screen.getAllByText('Maria Evans, start 2').length).toBeGreaterThan(0);
});

async function openReview(view: string) {
  const notebook = await lessonOnTwoTablets();
  history.replaceState(null, '', `/studies/study/lessons/1/review${view}`);
  render(
    <OpenNotebookProvider value={{ notebook, me: 'maria', isDemo: false }}>
      <ReviewScreen lessonId={LESSON} />
    </OpenNotebookProvider>,
  );
}
