// @vitest-environment happy-dom
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import '../../support/tablet.ts';
import { expect, test } from 'vitest';
import { ObserveScreen } from '../../../src/features/observe/observe-screen.tsx';
import type { Notebook } from '../../../src/notebook/database.ts';
import { OpenNotebookProvider } from '../../../src/notebook/notebook-context.tsx';
import { lessonNotes } from '../../../src/notebook/read-lesson.ts';
import { ClockSourceProvider } from '../../../src/ui/clock-source.ts';
import {
  handClock,
  LESSON,
  MARIA,
  MINUTE,
  noteField,
  plannedLesson,
  savedNotes,
  tap,
  tidyUp,
  type,
} from './lesson.tsx';

tidyUp();

const clock = handClock();

/** The page of one person; `leave` takes its screens away, because the tablet locks or because they go elsewhere. */
async function openAs(me: string, notebook: Notebook) {
  let isLocking = false;
  const { unmount } = render(
    <OpenNotebookProvider value={{ notebook, me, isDemo: false, isLocking: () => isLocking }}>
      <ClockSourceProvider value={clock.source}>
        <ObserveScreen lessonId={LESSON} />
      </ClockSourceProvider>
    </OpenNotebookProvider>,
  );
  await act(async () => undefined);
  return {
    async leave(because: 'locking' | 'going elsewhere') {
      isLocking = because === 'locking';
      unmount();
      await act(async () => undefined);
    },
  };
}

async function startAs(me: string, notebook: Notebook) {
  const page = await openAs(me, notebook);
  (await screen.findByRole('button', { name: 'Start lesson' })).click();
  await screen.findByLabelText('Note');
  await act(async () => undefined);
  return page;
}

test('[N2] [K11] a lock in mid-word leaves the page empty, the note half written and the clock running', async () => {
  const notebook = await plannedLesson();
  const page = await startAs(MARIA, notebook);
  clock.pass(MINUTE);
  tap('A Robin');
  type('lays the strips side by si');

  await page.leave('locking');

  expect(document.body.textContent).toBe('');
  expect(await lessonNotes(notebook, LESSON)).toEqual([]);
  clock.pass(6 * MINUTE);
  await openAs(MARIA, notebook);
  await waitFor(() => expect(noteField().value).toBe('lays the strips side by si'));
  expect(screen.getByRole('timer').textContent).toContain('7:00');
});

test('[M5] a tablet that is put to sleep behind its lock bends no lesson time', async () => {
  const notebook = await plannedLesson();
  const before = clock.source.wallMs();
  const page = await startAs(MARIA, notebook);
  clock.pass(MINUTE);
  await page.leave('locking');

  clock.sleep(10 * MINUTE);
  await openAs(MARIA, notebook);

  await screen.findByLabelText('Note');
  expect(clock.source.wallMs() - before).toBe(11 * MINUTE);
  expect(screen.getByRole('timer').textContent).toContain('11:00');
});

test('[N2] words that no disk took are there again when the lock is opened', async () => {
  const notebook = await plannedLesson();
  const page = await startAs(MARIA, notebook);
  tap('A Robin');
  notebook.drafts.hook('creating', () => {
    throw new Error('The disk is full.');
  });
  notebook.drafts.hook('updating', () => {
    throw new Error('The disk is full.');
  });
  type('only in memory');

  await page.leave('locking');
  await notebook.drafts.clear();
  await notebook.spare.drafts.clear();
  await openAs(MARIA, notebook);

  await waitFor(() => expect(noteField().value).toBe('only in memory'));
});

test('two people in one lesson on one tablet each find their own half-written note', async () => {
  const notebook = await plannedLesson();
  const maria = await startAs(MARIA, notebook);
  tap('A Robin');
  type('Maria half');
  await maria.leave('locking');
  const sam = await startAs('sam', notebook);
  expect(noteField().value).toBe('');
  tap('B Wren');
  type('Sam half');
  await sam.leave('locking');

  await openAs(MARIA, notebook);
  await waitFor(() => expect(noteField().value).toBe('Maria half'));
  cleanup();
  await openAs('sam', notebook);
  await waitFor(() => expect(noteField().value).toBe('Sam half'));
});

test('who goes elsewhere has finished their note, and it is theirs', async () => {
  const notebook = await plannedLesson();
  const maria = await startAs(MARIA, notebook);
  tap('A Robin');
  type('Maria saw this');

  await maria.leave('going elsewhere');

  expect(await savedNotes(notebook, 1)).toMatchObject([{ observer: MARIA, text: 'Maria saw this' }]);
});
