// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { connectionOf } from '../../src/notebook/alive.ts';
import { commit } from '../../src/notebook/commit.ts';
import type { Notebook } from '../../src/notebook/database.ts';
import { OpenNotebookProvider, useNotebookQuery } from '../../src/notebook/notebook-context.tsx';
import { lessonNotes } from '../../src/notebook/read-lesson.ts';
import { freezeConnectionOf } from '../support/frozen.ts';
import { newNotebook } from '../support/tablet.ts';

afterEach(cleanup);

const note = (row: string, text: string) =>
  ({ table: 'notes', row, fields: { text, pupil: 'A', atMs: 1 } }) as const;
const SOON = { timeout: 8000 };

function Notes() {
  const notes = useNotebookQuery((open) => lessonNotes(open, 'oak.1'), []);
  return <p>{notes === undefined ? 'Opening…' : notes.map(({ text }) => text).join(', ')}</p>;
}

const open = (notebook: Notebook) =>
  render(
    <OpenNotebookProvider value={{ notebook, me: 'maria', isDemo: false }}>
      <Notes />
    </OpenNotebookProvider>,
  );

test('[N3] a screen that is opened on a connection that no longer answers is shown, and follows what is saved', async () => {
  const notebook = newNotebook();
  await commit(notebook, [note('oak.1.n1', 'before')]);
  await freezeConnectionOf(notebook);

  open(notebook);

  await screen.findByText('before', {}, SOON);
  await commit(notebook, [note('oak.1.n2', 'after')]);
  await screen.findByText('before, after', {}, SOON);
});

test('[N3] a connection that froze while the tablet slept is replaced when the page is seen again', async () => {
  const notebook = newNotebook();
  await commit(notebook, [note('oak.1.n1', 'before')]);
  open(notebook);
  await screen.findByText('before', {}, SOON);
  const frozen = connectionOf(notebook);
  await freezeConnectionOf(notebook);

  fireEvent(document, new Event('visibilitychange'));

  await vi.waitFor(() => expect(connectionOf(notebook)).not.toBe(frozen), SOON);
});
