// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import '../../../src/features/observe/elsewhere-notice.tsx';
import { draftKey } from '../../../src/features/observe/composed-note.ts';
import { commit } from '../../../src/notebook/commit.ts';
import { readDraft } from '../../../src/notebook/drafts.ts';
import { lessonNotes, lessonRecord } from '../../../src/notebook/read-lesson.ts';
import {
  LESSON,
  MARIA,
  openObserve,
  plannedLesson,
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

test('[N2] what was half written in a lesson is a note when that lesson is ended from another', async () => {
  const { notebook, clock } = await startedLesson();
  tap('A Robin');
  type('lays the strips si');
  const key = draftKey(await sittingId(notebook));
  await waitFor(async () => expect(await readDraft(notebook, key)).toBeDefined());
  await commit(notebook, [{ table: 'lessons', row: 'study.2', fields: { title: 'The next one' } }]);

  const disk = await reopen(notebook, clock, 'study.2');
  (await screen.findByRole('button', { name: 'End that one' })).click();

  await waitFor(async () =>
    expect((await lessonRecord(disk, LESSON)).sittings).toMatchObject([{ endedMs: expect.any(Number) }]),
  );
  expect(await savedNotes(disk, 1)).toMatchObject([
    { text: 'lays the strips si', pupil: 'A', observer: MARIA },
  ]);
});

test('[N2] a change that could not be saved is not lost to the change of another note', async () => {
  const { notebook, clock } = await startedLesson();
  for (const text of ['one', 'two']) {
    tap('A Robin');
    type(text);
    pressEnter();
  }
  await savedNotes(notebook, 2);
  const broken = vi.spyOn(notebook, 'transaction').mockRejectedValue(new Error('disk'));
  for (const text of ['one', 'two']) {
    fireEvent.click(await screen.findByText(text));
    const field = await screen.findByLabelText<HTMLTextAreaElement>('Wording');
    await waitFor(() => expect(field.value).toBe(text));
    fireEvent.change(field, { target: { value: `${text} more` } });
    await waitFor(async () =>
      expect(JSON.stringify(await notebook.drafts.toArray())).toContain(`${text} more`),
    );
  }
  broken.mockRestore();

  const disk = await reopen(notebook, clock);

  await waitFor(async () => {
    const notes = await lessonNotes(disk, LESSON);
    expect(notes.map(({ text }) => text).toSorted()).toEqual(['one more', 'two more']);
  });
});

test('a change that could not be saved stands in its field when the note is opened again', async () => {
  const { notebook } = await startedLesson();
  tap('A Robin');
  type('one');
  pressEnter();
  await savedNotes(notebook, 1);
  const broken = vi.spyOn(notebook, 'transaction').mockRejectedValue(new Error('disk'));
  fireEvent.click(await screen.findByText('one'));
  fireEvent.change(await screen.findByLabelText('Wording'), { target: { value: 'one more' } });
  await waitFor(async () => expect(JSON.stringify(await notebook.drafts.toArray())).toContain('one more'));
  cleanup();
  broken.mockRestore();
  const finishing = vi.spyOn(notebook, 'transaction').mockRejectedValue(new Error('disk'));
  await openObserve(notebook);

  fireEvent.click(await screen.findByText('one'));

  const field = await screen.findByLabelText<HTMLTextAreaElement>('Wording');
  await waitFor(() => expect(field.value).toBe('one more'));
  finishing.mockRestore();
  tap('Done');
  await waitFor(async () =>
    expect(await lessonNotes(notebook, LESSON)).toMatchObject([{ text: 'one more' }]),
  );
});

test('[N4] a lesson with an unfinished change opens on a tablet that cannot save it', async () => {
  const notebook = await plannedLesson();
  await openObserve(notebook);
  (await screen.findByRole('button', { name: 'Start lesson' })).click();
  await screen.findByLabelText('Note');
  tap('A Robin');
  type('one');
  pressEnter();
  const [note] = await savedNotes(notebook, 1);
  const scope = await sittingId(notebook);
  cleanup();
  await notebook.drafts.put({ key: `edit:${scope}`, value: { id: note?.id, text: 'one more' } });
  const broken = vi.spyOn(notebook, 'transaction').mockRejectedValue(new Error('full'));

  await openObserve(notebook);

  await screen.findByLabelText('Note');
  broken.mockRestore();
});
