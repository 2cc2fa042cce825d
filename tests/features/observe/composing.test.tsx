// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { createEvent, fireEvent, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { draftKey } from '../../../src/features/observe/composed-note.ts';
import { readDraft } from '../../../src/notebook/drafts.ts';
import { lessonNotes } from '../../../src/notebook/read-lesson.ts';
import {
  LESSON,
  MARIA,
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

describe('a note', () => {
  test('has the time and the stage of the tap on its pupil, and is saved by the tap on another', async () => {
    const { notebook, clock } = await startedLesson();
    clock.pass(2 * MINUTE);
    tap('A Robin');
    clock.pass(MINUTE);
    type('folds the strip');
    clock.pass(MINUTE);

    tap('B Wren');

    expect(await savedNotes(notebook, 1)).toMatchObject([
      {
        pupil: 'A',
        text: 'folds the strip',
        kind: 'did',
        stage: 'starter',
        atMs: 2 * MINUTE,
        observer: MARIA,
      },
    ]);
    expect(noteField().value).toBe('');
  });

  test('puts the cursor into the field at the tap on a pupil', async () => {
    await startedLesson();

    tap('C Heron');

    expect(document.activeElement).toBe(noteField());
  });

  test('is saved by Enter; the next one is about the same pupil, from its first character on', async () => {
    const { notebook, clock } = await startedLesson();
    tap('A Robin');
    type('one');
    pressEnter();
    await savedNotes(notebook, 1);

    clock.pass(3 * MINUTE);
    type('two');
    clock.pass(MINUTE);
    pressEnter();

    expect(await savedNotes(notebook, 2)).toMatchObject([
      { text: 'one', pupil: 'A', atMs: 0 },
      { text: 'two', pupil: 'A', atMs: 3 * MINUTE },
    ]);
  });

  test('is not saved by Shift+Enter, nor by the Enter of an input method', async () => {
    const { notebook } = await startedLesson();
    tap('A Robin');
    type('two lines');

    fireEvent.keyDown(noteField(), { key: 'Enter', shiftKey: true });
    const confirming = createEvent.keyDown(noteField(), { key: 'Enter' });
    Object.defineProperty(confirming, 'isComposing', { value: true });
    fireEvent(noteField(), confirming);

    expect(noteField().value).toBe('two lines');
    expect(await lessonNotes(notebook, LESSON)).toEqual([]);
  });

  test('is about the class when nobody was tapped yet', async () => {
    const { notebook } = await startedLesson();

    type('noisy');
    pressEnter();

    expect(await savedNotes(notebook, 1)).toMatchObject([{ pupil: 'class', text: 'noisy' }]);
  });

  test('with a tag only takes two taps', async () => {
    const { notebook, clock } = await startedLesson();
    clock.pass(MINUTE);

    tap('B Wren');
    tap('waits');

    expect(await savedNotes(notebook, 1)).toMatchObject([
      { pupil: 'B', text: '', tags: ['waits'], atMs: MINUTE, stage: 'starter' },
    ]);
  });

  test('that was saved by its tag gets its words and stays one note', async () => {
    const { notebook } = await startedLesson();
    tap('B Wren');
    tap('waits');
    type('for Robin to begin');
    tap('Said');
    pressEnter();

    await waitFor(async () =>
      expect(await lessonNotes(notebook, LESSON)).toMatchObject([
        { text: 'for Robin to begin', tags: ['waits'], kind: 'said' },
      ]),
    );
  });

  test('with neither words nor tags is nothing', async () => {
    const { notebook } = await startedLesson();

    tap('A Robin');
    tap('B Wren');
    type('   ');
    tap('waits');
    tap('waits');
    pressEnter();

    await waitFor(async () =>
      expect(await readDraft(notebook, draftKey(await sittingId(notebook)))).toBeUndefined(),
    );
    expect(await lessonNotes(notebook, LESSON)).toEqual([]);
  });

  test.each([
    ['script', '<img src=x onerror="alert(1)"><script>alert(1)</script>'],
    ['right to left', 'قال: «النصف أكبر» — then שלום'],
    ['very long', 'ŵ😀'.repeat(6600)],
  ])('keeps every character as typed: %s', async (_, text) => {
    const { notebook } = await startedLesson();
    tap('A Robin');
    type(text);
    pressEnter();

    expect(await savedNotes(notebook, 1)).toMatchObject([{ text }]);
    await waitFor(() => expect(document.querySelector('[role=listitem] p')?.textContent).toContain(text));
    expect(document.querySelector('[role=list] script, [role=list] img')).toBeNull();
  });
});
