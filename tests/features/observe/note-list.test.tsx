// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { Note } from '../../../src/domain/note.ts';
import { NoteList } from '../../../src/features/observe/note-list.tsx';
import { OpenNotebookProvider } from '../../../src/notebook/notebook-context.tsx';
import { newNotebook } from '../../support/tablet.ts';
import { LESSON, MARIA } from './lesson.tsx';

afterEach(cleanup);

const note = (number: number) =>
  ({
    id: `${LESSON}.${number}`,
    pupil: 'A',
    kind: 'did',
    text: `note ${number}`,
    tags: [],
    atMs: number,
  }) as unknown as Note;
const notes = (count: number) => Array.from({ length: count }, (_, index) => note(index + 1));

function list(count: number, editing?: string) {
  return (
    <OpenNotebookProvider value={{ notebook: newNotebook(), me: MARIA, isDemo: false }}>
      <NoteList notes={notes(count)} editing={editing} onEdit={() => undefined} />
    </OpenNotebookProvider>
  );
}

test('the newest notes are drawn, earlier ones when they are asked for, and a new note lets them go', async () => {
  const { rerender } = render(list(130));
  screen.getByText('note 130');
  expect(screen.queryByText('note 1')).toBeNull();

  for (let presses = 0; presses < 2; presses++) {
    await act(async () => screen.getByRole('button', { name: /^Show \d+ earlier notes$/ }).click());
  }
  screen.getByText('note 1');
  expect(screen.getAllByRole('listitem')).toHaveLength(130);
  expect(screen.queryByRole('button', { name: /earlier/ })).toBeNull();

  rerender(list(131));
  screen.getByText('note 131');
  expect(screen.queryByText('note 1')).toBeNull();
});
