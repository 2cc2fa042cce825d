// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DrawnNotesProvider } from '../../src/media/drawn-notes.tsx';
import { LargePhoto } from '../../src/media/large-photo.tsx';
// Fetched only when they are wanted; a test waits for people, not for scripts.
import '../../src/media/pen-page.tsx';
import '../../src/media/strokes-over.tsx';
import type { Note, Photo } from '../../src/domain/note.ts';
import { commit } from '../../src/notebook/commit.ts';
import type { Notebook } from '../../src/notebook/database.ts';
import { OpenNotebookProvider } from '../../src/notebook/notebook-context.tsx';
import { lessonNotes } from '../../src/notebook/read-lesson.ts';
import { strokesOn } from '../../src/notebook/read-strokes.ts';
import { newNotebook } from '../support/tablet.ts';

const NOTE = 'study.1.note';
const photo: Photo = {
  id: `${NOTE}.photo1`,
  blob: 'blob',
  key: '',
  chunks: 1,
  bytes: 10,
  width: 800,
  height: 1200,
} as Photo;

beforeEach(() => {
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 800, 1200));
});

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

async function openPhoto(notebook: Notebook, me: string) {
  const note = (await lessonNotes(notebook, 'study.1'))[0] as Note;
  render(
    <OpenNotebookProvider value={{ notebook, me, isDemo: false }}>
      <DrawnNotesProvider lesson="study.1">
        <LargePhoto note={note} photo={photo} alt="Work of Robin" onClose={() => undefined} />
      </DrawnNotesProvider>
    </OpenNotebookProvider>,
  );
  await act(async () => undefined);
}

async function notebookWithPhoto() {
  const notebook = newNotebook();
  await commit(notebook, [
    { table: 'notes', row: NOTE, fields: { observer: 'maria', sitting: 'sitting', pupil: 'A', atMs: 0 } },
  ]);
  return notebook;
}

test('who took a photo draws on it, down to its lower edge, and the strokes stay with that photo', async () => {
  const notebook = await notebookWithPhoto();
  await openPhoto(notebook, 'maria');
  act(() => screen.getByRole('button', { name: 'Pen' }).click());
  const surface = await waitFor(
    () => within(screen.getByRole('region', { name: 'Pen' })).getByRole('img', { name: 'Empty page' }),
    { timeout: 8000 },
  );
  act(() => {
    const spot = { pointerId: 1, pointerType: 'mouse', button: 0, buttons: 1, bubbles: true };
    fireEvent.pointerDown(surface, { ...spot, clientX: 80, clientY: 100 });
    fireEvent.pointerMove(surface, { ...spot, clientX: 400, clientY: 1180 });
    fireEvent.pointerUp(surface, { ...spot, clientX: 400, clientY: 1180 });
  });

  await waitFor(async () => expect(await strokesOn(notebook, NOTE, 'photo1')).toHaveLength(1));
  expect(await strokesOn(notebook, NOTE, '')).toEqual([]);
  act(() => screen.getByRole('button', { name: 'Done drawing' }).click());
  const over = await screen.findByRole('img', { name: 'Drawing, 1 stroke' }, { timeout: 8000 });
  expect(over.getAttribute('viewBox')).toBe('0 0 10000 15000');
});

test('nobody draws on the photo of a colleague', async () => {
  await openPhoto(await notebookWithPhoto(), 'sam');

  expect(screen.queryByRole('button', { name: 'Pen' })).toBeNull();
});
