// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { lessonNotes, lessonRecord } from '../../../src/notebook/read-lesson.ts';
import { team } from '../../../src/notebook/read-team.ts';
import { NOTHING_TO_SEND } from '../../../src/worker-link/sync-status.ts';
import {
  LESSON,
  MARIA,
  MINUTE,
  openObserve,
  plannedLesson,
  pressEnter,
  reopen,
  savedNotes,
  startedLesson,
  tap,
  tidyUp,
  type,
} from './lesson.tsx';

tidyUp();

describe('the end of the lesson', () => {
  test('saves what is in the composer, tells where the notes are, and lets one go on', async () => {
    const { notebook, clock } = await startedLesson();
    tap('A Robin');
    type('last words');
    clock.pass(50 * MINUTE);

    tap('End lesson');

    await screen.findByText('1 note: 0 at the school server, 1 only on this tablet.');
    expect(screen.getByRole('link', { name: 'Review together' }).getAttribute('href')).toBe(
      '/studies/study/lessons/1/review',
    );
    expect((await lessonRecord(notebook, LESSON)).sittings).toMatchObject([{ endedMs: 50 * MINUTE }]);
    clock.pass(MINUTE);
    tap('Go on observing');

    expect((await screen.findByRole('timer')).textContent).toBe('51:00');
  });

  test('counts the notes at the server apart from those only here', async () => {
    const { notebook, clock } = await startedLesson();
    for (const text of ['one', 'two', 'three']) {
      tap('A Robin');
      type(text);
    }
    tap('End lesson');
    await screen.findByText(/3 notes:/);
    const [first] = await lessonNotes(notebook, LESSON);
    cleanup();

    const unsentNotes = new Set([first?.id ?? '']);
    await openObserve(notebook, { clock, status: { ...NOTHING_TO_SEND, unsentNotes, settledAt: 1 } });

    await screen.findByText('3 notes: 2 at the school server, 1 only on this tablet.');
  });

  test('takes a note afterwards and marks it', async () => {
    const { notebook } = await startedLesson();
    tap('End lesson');
    await screen.findByRole('button', { name: 'Add note' });
    fireEvent.change(await screen.findByLabelText('Note'), { target: { value: 'she told me later' } });
    tap('Add note');

    expect(await savedNotes(notebook, 1)).toMatchObject([{ text: 'she told me later', afterLesson: true }]);
    await screen.findByRole('button', { name: 'Change after the lesson' });
  });
});

describe('a note afterwards, on a slow disk', () => {
  test('is there once however often it is added, and keeps what is typed meanwhile for the next', async () => {
    const { notebook } = await startedLesson();
    tap('End lesson');
    await screen.findByRole('button', { name: 'Add note' });
    const field = screen.getByLabelText<HTMLTextAreaElement>('Note');
    fireEvent.change(field, { target: { value: 'she told me later' } });
    tap('Add note');
    tap('Add note');

    fireEvent.change(field, { target: { value: 'she told me later why' } });

    await waitFor(() => expect(field.value).toBe('why'));
    expect(await savedNotes(notebook, 1)).toMatchObject([{ text: 'she told me later' }]);
  });
});

describe('after the lesson', () => {
  test('[N2] a change that a crash interrupted is there when the page is opened anew', async () => {
    const { notebook, clock } = await startedLesson();
    tap('A Robin');
    type('counts');
    tap('End lesson');
    await screen.findByRole('button', { name: 'Go on observing' });
    (await screen.findByRole('button', { name: /^Change/ })).click();
    fireEvent.change(await screen.findByLabelText('Wording'), { target: { value: 'counts the bars' } });
    await waitFor(async () =>
      expect(JSON.stringify(await notebook.drafts.toArray())).toContain('counts the bars'),
    );

    const disk = await reopen(notebook, clock);

    await waitFor(async () =>
      expect(await lessonNotes(disk, LESSON)).toMatchObject([{ text: 'counts the bars' }]),
    );
  });

  test('a stage is still put right, and a step taken back', async () => {
    const { notebook, clock } = await startedLesson();
    clock.pass(3 * MINUTE);
    tap('A Robin');
    type('seen at three');
    pressEnter();
    await savedNotes(notebook, 1);
    clock.pass(MINUTE);
    tap('End lesson');
    fireEvent.change(await screen.findByLabelText('Stage of mark 1'), { target: { value: 'task' } });
    await waitFor(async () => expect(await lessonNotes(notebook, LESSON)).toMatchObject([{ stage: 'task' }]));

    tap('Undo');

    await waitFor(async () =>
      expect(await lessonNotes(notebook, LESSON)).toMatchObject([{ stage: 'starter' }]),
    );
  });

  test("a tag of one's own is offered to the team's list, and joins it by one tap", async () => {
    const { notebook } = await startedLesson();
    tap('A Robin');
    tap('Tags…');
    const field = await screen.findByLabelText('Your own tag');
    fireEvent.change(field, { target: { value: '  shrugs ' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(await savedNotes(notebook, 1)).toMatchObject([{ tags: ['shrugs'] }]);
    expect((await team(notebook))?.tags).not.toContain('shrugs');
    tap('End lesson');

    (await screen.findByRole('button', { name: 'Give “shrugs” to the team' })).click();

    await waitFor(async () =>
      expect((await team(notebook))?.tags).toEqual(['waits', 'explains', 'rule', 'counts', 'shrugs']),
    );
    await waitFor(() => expect(screen.queryByText('Tags of your own')).toBeNull());
  });

  test('whoever did not observe adds a note all the same, changes it and takes it back', async () => {
    const notebook = await plannedLesson();
    window.history.replaceState(null, '', '/studies/study/lessons/1/observe?after');
    await openObserve(notebook);
    fireEvent.change(await screen.findByLabelText('Note'), { target: { value: 'Robin told me why' } });
    tap('Add note');

    expect(await savedNotes(notebook, 1)).toMatchObject([
      { text: 'Robin told me why', afterLesson: true, sitting: '', observer: MARIA },
    ]);
    expect((await lessonRecord(notebook, LESSON)).sittings).toEqual([]);
    (await screen.findByRole('button', { name: 'Change after the lesson' })).click();
    fireEvent.change(await screen.findByLabelText('Wording'), { target: { value: 'Robin told us why' } });
    tap('Done');
    await waitFor(async () =>
      expect(await lessonNotes(notebook, LESSON)).toMatchObject([{ text: 'Robin told us why' }]),
    );
    tap('Undo');
    await waitFor(async () =>
      expect(await lessonNotes(notebook, LESSON)).toMatchObject([{ text: 'Robin told me why' }]),
    );
    tap('Undo');
    await savedNotes(notebook, 0);
  });
});
