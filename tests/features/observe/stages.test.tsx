// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { lessonNotes, lessonRecord } from '../../../src/notebook/read-lesson.ts';
import { sittingMarks } from '../../../src/notebook/read-sitting.ts';
import {
  LESSON,
  MARIA,
  MINUTE,
  pressEnter,
  savedNotes,
  sittingId,
  startedLesson,
  tap,
  tidyUp,
  type,
} from './lesson.tsx';

tidyUp();

describe('a stage', () => {
  test('takes one tap and saves the note before it in the stage it was begun in', async () => {
    const { notebook, clock } = await startedLesson();
    clock.pass(4 * MINUTE);
    tap('A Robin');
    type('still folding');
    clock.pass(2 * MINUTE);

    tap(/^2 Task/);
    tap('B Wren');
    type('starts at once');
    pressEnter();

    expect(await savedNotes(notebook, 2)).toMatchObject([
      { text: 'still folding', stage: 'starter', atMs: 4 * MINUTE },
      { text: 'starts at once', stage: 'task', atMs: 6 * MINUTE },
    ]);
    const { stageMarks } = await lessonRecord(notebook, LESSON);
    expect(stageMarks.map(({ stage, atMs }) => [stage, atMs])).toContainEqual(['task', 6 * MINUTE]);
    expect(screen.getByRole('button', { name: /1 Starter/ }).textContent).toContain('0:00–6:00');
  });

  test('can be reached with Next stage, and taken back with Undo', async () => {
    const { notebook, clock } = await startedLesson();
    clock.pass(MINUTE);
    tap('Next stage');
    await waitFor(async () => expect((await lessonRecord(notebook, LESSON)).stageMarks).toHaveLength(2));
    expect(screen.queryByRole('button', { name: 'Next stage' })).toBeNull();

    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Undo' })).toHaveProperty('disabled', false),
    );
    tap('Undo');

    await waitFor(async () => expect((await lessonRecord(notebook, LESSON)).stageMarks).toHaveLength(1));
    await screen.findByRole('button', { name: 'Next stage' });
  });

  test('does nothing when it is tapped while it runs', async () => {
    const { notebook } = await startedLesson();

    tap(/^1 Starter/);
    tap('A Robin');
    type('x');
    pressEnter();

    await savedNotes(notebook, 1);
    expect((await lessonRecord(notebook, LESSON)).stageMarks).toHaveLength(1);
  });
});

describe('a prediction', () => {
  test('is marked by a tap and the mark is taken back by another', async () => {
    const { notebook } = await startedLesson();
    const marks = within(screen.getByRole('group', { name: /We predicted/ }));

    act(() => marks.getByRole('button', { name: 'Partly' }).click());
    await waitFor(() =>
      expect(marks.getByRole('button', { name: 'Partly' }).getAttribute('aria-pressed')).toBe('true'),
    );
    expect((await lessonRecord(notebook, LESSON)).matches.get(`starter.A.${MARIA}`)?.value).toBe('partly');
    act(() => marks.getByRole('button', { name: 'Partly' }).click());

    await waitFor(async () =>
      expect((await lessonRecord(notebook, LESSON)).matches.get(`starter.A.${MARIA}`)?.value).toBe(''),
    );
  });
});

describe('a stage that was tapped late', () => {
  test('gets its right time, and the notes between move with it; Undo takes all of it back', async () => {
    const { notebook, clock } = await startedLesson();
    clock.pass(5 * MINUTE);
    tap('A Robin');
    type('already at the task');
    clock.pass(MINUTE);
    tap(/^2 Task/);
    await savedNotes(notebook, 1);
    tap('Stage times');

    const time = await screen.findByLabelText<HTMLInputElement>('Time of mark 2');
    fireEvent.change(time, { target: { value: '4.30' } });
    fireEvent.blur(time);

    await waitFor(async () =>
      expect(await lessonNotes(notebook, LESSON)).toMatchObject([{ stage: 'task', atMs: 5 * MINUTE }]),
    );
    await waitFor(() =>
      expect(screen.getByRole('button', { name: /1 Starter/ }).textContent).toContain('0:00–4:30'),
    );
    tap('Undo');
    await waitFor(async () =>
      expect(await lessonNotes(notebook, LESSON)).toMatchObject([{ stage: 'starter', atMs: 5 * MINUTE }]),
    );
    await waitFor(() => expect(time.value).toBe('6:00'));
  });

  test.each([
    ['ten past', 'Write minutes and seconds'],
    ['90:00', 'The lesson has only reached 6:00'],
  ])('says plainly what is wrong with %s, and changes nothing', async (typed, words) => {
    const { notebook, clock } = await startedLesson();
    clock.pass(6 * MINUTE);
    tap('Stage times');
    const time = await screen.findByLabelText('Time of mark 1');

    fireEvent.change(time, { target: { value: typed } });
    fireEvent.keyDown(time, { key: 'Enter' });

    expect((await screen.findByRole('alert')).textContent).toContain(words);
    expect((await lessonRecord(notebook, LESSON)).stageMarks).toMatchObject([{ atMs: 0 }]);
  });

  test('can be another stage, be added when it was missed, and be removed', async () => {
    const { notebook, clock } = await startedLesson();
    clock.pass(6 * MINUTE);
    tap('Stage times');
    const marks = async () =>
      (await sittingMarks(notebook, LESSON, await sittingId(notebook))).map(({ stage, atMs }) => [
        stage,
        atMs,
      ]);

    (await screen.findByRole('button', { name: 'Add a missed stage' })).click();
    await waitFor(async () =>
      expect(await marks()).toEqual([
        ['starter', 0],
        ['task', 6 * MINUTE],
      ]),
    );
    fireEvent.change(await screen.findByLabelText('Stage of mark 2'), { target: { value: 'starter' } });
    await waitFor(async () =>
      expect(await marks()).toEqual([
        ['starter', 0],
        ['starter', 6 * MINUTE],
      ]),
    );
    (await screen.findByRole('button', { name: 'Remove mark 1' })).click();

    await waitFor(async () => expect(await marks()).toEqual([['starter', 6 * MINUTE]]));
    await waitFor(() =>
      expect(screen.getByRole('button', { name: /1 Starter/ }).textContent).toContain('0:00 of'),
    );
  });

  test('counts for the next note at once', async () => {
    const { notebook, clock } = await startedLesson();
    clock.pass(2 * MINUTE);
    tap(/^2 Task/);
    tap('Stage times');
    (await screen.findByRole('button', { name: 'Remove mark 2' })).click();
    await waitFor(async () =>
      expect(await sittingMarks(notebook, LESSON, await sittingId(notebook))).toHaveLength(1),
    );
    await waitFor(() =>
      expect(screen.getByRole('button', { name: /1 Starter/ }).getAttribute('aria-current')).toBe('step'),
    );

    tap('A Robin');
    type('still in the starter');
    pressEnter();

    expect(await savedNotes(notebook, 1)).toMatchObject([{ stage: 'starter' }]);
  });
});
