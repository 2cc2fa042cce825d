// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { heldPhoto, holdPhoto } from '../../src/media/behind-lock.ts';
import { LessonPhotosProvider } from '../../src/media/lesson-photos.tsx';
// Fetched when they are wanted, which here is no time to wait for them to be made.
import '../../src/media/photo-editor.tsx';
import '../../src/media/photo-panel.tsx';
import type { PictureEdits } from '../../src/media/picture-edits.ts';
import type { Notebook } from '../../src/notebook/database.ts';
import { OpenNotebookProvider } from '../../src/notebook/notebook-context.tsx';
import { newNotebook } from '../support/tablet.ts';

const LESSON = 'oak.1';
const EDITS: PictureEdits = {
  crop: { x: 0.1, y: 0.2, width: 0.5, height: 0.6 },
  blurs: [{ x: 0.3, y: 0.3, width: 0.2, height: 0.2 }],
};
let notebook: Notebook;
let closed: number;
let finished: PictureEdits[];

/** Maria was cropping a picture when the tablet locked. */
beforeEach(() => {
  [closed, finished] = [0, []];
  notebook = newNotebook();
  holdPhoto(notebook, 'maria', {
    note: `${LESSON}.n1`,
    undoScope: `${LESSON}.s1`,
    alt: 'The picture you took',
    attach: async () => await Promise.reject(new Error('not now')),
    picture: { kind: 'opened', preview: new Blob(['picture']), width: 800, height: 600 },
    editor: Promise.resolve({
      open: async () => ({ kind: 'problem', problem: 'empty' }),
      finish: async (edits) => {
        finished.push(edits);
        return { bytes: new Uint8Array(1), width: 1, height: 1 };
      },
      close: () => {
        closed += 1;
      },
    }),
    edits: EDITS,
  });
});
afterEach(() => {
  cleanup();
  notebook.close();
});

function show({ me = 'maria', lesson = LESSON, isLocked = false } = {}) {
  return render(
    <OpenNotebookProvider value={{ notebook, me, isDemo: false, isLocking: () => isLocked }}>
      <LessonPhotosProvider lesson={lesson}>
        <h1>Lesson</h1>
      </LessonPhotosProvider>
    </OpenNotebookProvider>,
  );
}

const dialog = () => screen.queryByRole('dialog', { name: 'Photo of work' });

test('[K11] a picture the lock took off the screen comes back to who took it, in that lesson, and to nobody else', async () => {
  const { unmount: lock } = show({ isLocked: true });
  await waitFor(() => expect(dialog()).not.toBeNull());
  lock();

  // From now on its script is there, and it would be shown at once.
  for (const others of [{ me: 'sam' }, { lesson: 'oak.2' }]) {
    const { unmount } = show({ ...others, isLocked: true });
    await act(async () => undefined);
    expect(dialog()).toBeNull();
    unmount();
  }

  show();
  await waitFor(() => expect(dialog()).not.toBeNull());
  fireEvent.click(await screen.findByRole('button', { name: 'Save photo' }));
  await waitFor(() => expect(finished).toEqual([EDITS]));
});

test('it outlives one lock after the other, and goes when it is put away', async () => {
  for (let locks = 0; locks < 2; locks++) {
    const { unmount } = show({ isLocked: true });
    await screen.findByRole('button', { name: 'Save photo' });
    unmount();
    expect(heldPhoto(notebook, 'maria', LESSON)?.edits).toEqual(EDITS);
    expect(closed).toBe(0);
  }

  show();
  fireEvent.click(await screen.findByRole('button', { name: 'Cancel' }));

  await waitFor(() => expect(closed).toBeGreaterThan(0));
  expect(heldPhoto(notebook, 'maria', LESSON)).toBeUndefined();
  expect(dialog()).toBeNull();
});
