// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { act, cleanup, screen, waitFor } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { draftKey } from '../../../src/features/observe/composed-note.ts';
import { readDraft } from '../../../src/notebook/drafts.ts';
import { lessonNotes } from '../../../src/notebook/read-lesson.ts';
import { addNote } from '../../../src/notebook/write-lesson.ts';
import {
  LESSON,
  MARIA,
  MINUTE,
  noteField,
  openObserve,
  pressEnter,
  reopen,
  savedNotes,
  sittingId,
  startedLesson,
  tap,
  tidyUp,
  type,
} from './lesson.tsx';

tidyUp();

describe('what is half-written', () => {
  test('[N2] is in the drafts within half a second of a key, also while one types on', async () => {
    const { notebook } = await startedLesson();
    const key = draftKey(await sittingId(notebook));
    tap('B Wren');
    // Settled, so that nothing but the typing itself writes a draft from here on.
    type('first words');
    await waitFor(async () =>
      expect(await readDraft(notebook, key)).toMatchObject({ note: { text: 'first words' } }),
    );

    const began = Date.now();
    while (Date.now() - began < 450) {
      type(`typing ${Date.now() - began}`);
      await act(() => new Promise((done) => setTimeout(done, 40)));
    }

    expect(await readDraft(notebook, key)).toMatchObject({
      note: { text: expect.stringContaining('typing') },
    });
  });

  test('[N2] stands in the composer again when the page is opened anew, with its pupil, kind, time and stage', async () => {
    const { notebook, clock } = await startedLesson();
    clock.pass(7 * MINUTE);
    tap('B Wren');
    tap('Said');
    type('“quarter left is sm');
    await waitFor(async () =>
      expect(await readDraft(notebook, draftKey(await sittingId(notebook)))).toMatchObject({
        note: { text: '“quarter left is sm' },
      }),
    );

    // A page that is killed saves nothing on its way out.
    const killed = vi.spyOn(notebook, 'transaction').mockRejectedValue(new Error('killed'));
    cleanup();
    await act(() => new Promise((done) => setTimeout(done, 20)));
    killed.mockRestore();
    clock.pass(2 * MINUTE);
    await openObserve(notebook, { clock });

    await waitFor(() => expect(noteField().value).toBe('“quarter left is sm'));
    expect(screen.getByRole('button', { name: 'Said' }).getAttribute('aria-pressed')).toBe('true');
    pressEnter();
    expect(await savedNotes(notebook, 1)).toMatchObject([
      { pupil: 'B', kind: 'said', atMs: 7 * MINUTE, stage: 'starter' },
    ]);
  });

  test('is saved when the screen is left', async () => {
    const { notebook } = await startedLesson();
    tap('A Robin');
    type('leaves her seat');

    cleanup();

    expect(await savedNotes(notebook, 1)).toMatchObject([{ text: 'leaves her seat' }]);
  });

  test('is one note when a crash came between its save and the end of its draft', async () => {
    const { notebook, clock } = await startedLesson();
    const sitting = await sittingId(notebook);
    const note = { id: `${LESSON}.once`, pupil: 'A', kind: 'did', text: 'once', tags: [], atMs: 10 } as const;
    await addNote(notebook, { ...note, stage: undefined, sitting, observer: MARIA });
    await notebook.drafts.put({ key: draftKey(sitting), value: { subject: 'A', pending: [note] } });

    const again = await reopen(notebook, clock);

    await screen.findByText('once');
    await waitFor(async () => expect(await readDraft(again, draftKey(sitting))).toBeUndefined());
    expect(await lessonNotes(again, LESSON)).toHaveLength(1);
  });
});

describe('while the notebook does not answer', () => {
  test('[N2] the latest half-written words lie in the spare drafts, and go from there when it answers again', async () => {
    const { notebook } = await startedLesson();
    const key = draftKey(await sittingId(notebook));
    let answer = () => undefined as void;
    const put = notebook.drafts.put.bind(notebook.drafts);
    const stuck = vi
      .spyOn(notebook.drafts, 'put')
      .mockImplementation((draft) =>
        Dexie.Promise.resolve(new Promise<void>((done) => (answer = done)).then(() => put(draft))),
      );
    tap('A Robin');
    type('folds');
    await waitFor(() => expect(stuck).toHaveBeenCalled());
    type('folds the strip');

    await waitFor(async () =>
      expect(await readDraft(notebook, key)).toMatchObject({ note: { text: 'folds the strip' } }),
    );
    expect(await notebook.drafts.get(key)).toBeUndefined();
    stuck.mockRestore();
    answer();
    await waitFor(async () => expect(await notebook.spare.drafts.count()).toBe(0));
    expect(await notebook.drafts.get(key)).toMatchObject({ value: { note: { text: 'folds the strip' } } });
  });
});

describe('when the notebook cannot save', () => {
  test('keeps the words in the composer, says so, and saves them with the next action', async () => {
    const { notebook } = await startedLesson();
    const broken = vi.spyOn(notebook, 'transaction').mockRejectedValue(new Error('disk'));
    tap('A Robin');
    type('do not lose me');
    pressEnter();

    expect((await screen.findByRole('alert')).textContent).toContain('could not be saved yet');
    expect(noteField().value).toBe('do not lose me');
    broken.mockRestore();
    pressEnter();

    expect(await savedNotes(notebook, 1)).toMatchObject([{ text: 'do not lose me', pupil: 'A' }]);
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });

  test('keeps the words on screen while the next note is written, and the order of the two', async () => {
    const { notebook, clock } = await startedLesson();
    const broken = vi.spyOn(notebook, 'transaction').mockRejectedValue(new Error('disk'));
    tap('A Robin');
    type('first');
    clock.pass(MINUTE);
    tap('B Wren');
    type('second');

    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('first');
    expect(noteField().value).toBe('second');
    broken.mockRestore();
    pressEnter();

    expect(await savedNotes(notebook, 2)).toMatchObject([
      { text: 'first', pupil: 'A' },
      { text: 'second', pupil: 'B' },
    ]);
  });
});
