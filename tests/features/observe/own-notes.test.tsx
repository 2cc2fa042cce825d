// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { lessonNotes } from '../../../src/notebook/read-lesson.ts';
import { sittingMarks } from '../../../src/notebook/read-sitting.ts';
import { correctMarks } from '../../../src/notebook/write-marks.ts';
import {
  LESSON,
  MINUTE,
  noteField,
  pressEnter,
  savedNotes,
  sittingId,
  startedLesson,
  tap,
  tidyUp,
  type,
} from './lesson.tsx';

tidyUp();

describe('undo', () => {
  test('takes back the latest note, and then the one before it', async () => {
    const { notebook } = await startedLesson();
    tap('A Robin');
    type('one');
    tap('B Wren');
    type('two');
    pressEnter();
    await savedNotes(notebook, 2);
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Undo' })).toHaveProperty('disabled', false),
    );

    tap('Undo');
    expect(await savedNotes(notebook, 1)).toMatchObject([{ text: 'one' }]);
    tap('Undo');

    await savedNotes(notebook, 0);
  });

  test('takes back all of a note that was saved by its tag, in one step', async () => {
    const { notebook } = await startedLesson();
    tap('A Robin');
    tap('waits');
    tap('rule');
    await savedNotes(notebook, 1);
    type('and looks up');
    tap('Undo');

    await savedNotes(notebook, 0);
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Undo' })).toHaveProperty('disabled', true),
    );
    expect(noteField().value).toBe('');
  });
});

describe('an own note', () => {
  test('is changed in its place, deleted, and brought back by Undo', async () => {
    const { notebook } = await startedLesson();
    tap('A Robin');
    type('rubs out twise');
    pressEnter();
    (await screen.findByRole('button', { name: /^Change/ })).click();
    fireEvent.change(await screen.findByLabelText('Wording'), { target: { value: 'rubs out twice' } });
    tap('Done');
    await waitFor(async () =>
      expect(await lessonNotes(notebook, LESSON)).toMatchObject([{ text: 'rubs out twice' }]),
    );

    (await screen.findByRole('button', { name: /^Change/ })).click();
    (await screen.findByRole('button', { name: 'Delete' })).click();
    await savedNotes(notebook, 0);
    tap('Undo');
    expect(await savedNotes(notebook, 1)).toMatchObject([{ text: 'rubs out twice' }]);
    tap('Undo');

    await waitFor(async () =>
      expect(await lessonNotes(notebook, LESSON)).toMatchObject([{ text: 'rubs out twise' }]),
    );
  });
});

describe('a star', () => {
  test('is one tap on the note, another takes it off, and Undo takes back either', async () => {
    const { notebook } = await startedLesson();
    tap('A Robin');
    type('folds the strip');
    pressEnter();
    const isStarred = async () => (await lessonNotes(notebook, LESSON))[0]?.starred;
    const star = await screen.findByRole('button', { name: 'Star 0:00' });

    act(() => star.click());
    await waitFor(async () => expect(await isStarred()).toBe(true));
    await waitFor(() => expect(star.getAttribute('aria-pressed')).toBe('true'));
    expect(screen.queryByLabelText('Wording')).toBeNull();
    act(() => star.click());
    await waitFor(async () => expect(await isStarred()).toBe(false));
    tap('Undo');

    await waitFor(async () => expect(await isStarred()).toBe(true));
  });
});

describe('the wordings of a note', () => {
  test('[N6] can all be read again where it is changed, the latest first', async () => {
    const { notebook } = await startedLesson();
    tap('A Robin');
    type('first');
    pressEnter();
    for (const words of ['second', 'third']) {
      (await screen.findByRole('button', { name: /^Change/ })).click();
      fireEvent.change(await screen.findByLabelText('Wording'), { target: { value: words } });
      tap('Done');
      await waitFor(async () => expect(await lessonNotes(notebook, LESSON)).toMatchObject([{ text: words }]));
    }

    (await screen.findByRole('button', { name: /^Change/ })).click();

    const earlier = await screen.findByText('2 earlier wordings');
    const wordings = within(earlier.parentElement as HTMLElement).getAllByRole('listitem', { hidden: true });
    expect(wordings.map(({ textContent }) => textContent?.split(' ').at(-1))).toEqual(['second', 'first']);
  });
});

describe('the stage of a note', () => {
  test('chosen by hand stays when the marks are corrected', async () => {
    const { notebook, clock } = await startedLesson();
    clock.pass(3 * MINUTE);
    tap('A Robin');
    type('back at the starter');
    pressEnter();
    (await screen.findByRole('button', { name: /^Change/ })).click();
    fireEvent.change(await screen.findByLabelText('Stage'), { target: { value: 'task' } });
    await waitFor(async () => expect(await lessonNotes(notebook, LESSON)).toMatchObject([{ stage: 'task' }]));

    const marks = await sittingMarks(notebook, LESSON, await sittingId(notebook));
    await correctMarks(
      notebook,
      { lesson: LESSON, sitting: await sittingId(notebook) },
      { kind: 'change', mark: marks[0]?.id ?? '', atMs: MINUTE },
    );

    expect(await lessonNotes(notebook, LESSON)).toMatchObject([{ stage: 'task', isStageSet: true }]);
  });
});
