import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import type { Notebook } from '../../../src/notebook/database.ts';
import { lessonNotes } from '../../../src/notebook/read-lesson.ts';
import { sittingMarks } from '../../../src/notebook/read-sitting.ts';
import { addPhoto } from '../../../src/notebook/write-photos.ts';
import { newNotebook } from '../../support/tablet.ts';
import { keeperOn, LESSON, SITTING } from './keeper-on.ts';

/** The disk is busy with something else until it is let go. */
async function busyDisk(notebook: Notebook): Promise<() => void> {
  await notebook.open();
  let isOver = false;
  const names = notebook.tables.map(({ name }) => name);
  const store = notebook.backendDB().transaction(names, 'readwrite').objectStore('notes');
  const askOn = () => {
    if (!isOver) store.get('').addEventListener('success', askOn);
  };
  askOn();
  return () => {
    isOver = true;
  };
}

test('[N6] Undo takes back what was before it, also when the next note is finished before the disk has answered', async () => {
  const notebook = newNotebook();
  const keeper = await keeperOn(notebook);
  const letGo = await busyDisk(notebook);
  keeper.type('a slip');
  void keeper.finish();
  keeper.undo();
  keeper.type('meant');
  const finished = keeper.finish();

  letGo();
  await finished;

  expect(await lessonNotes(notebook, LESSON)).toMatchObject([{ text: 'meant' }]);
});

test.each(['tag', 'stage'] as const)(
  '[N3] a %s that is slow to save is named on screen until it is saved',
  async (what) => {
    const notebook = newNotebook();
    const keeper = await keeperOn(notebook);
    const letGo = await busyDisk(notebook);
    if (what === 'tag') keeper.toggleTag('waits');
    else keeper.tapStage('study.1.task');

    await vi.waitFor(() => expect(keeper.store.getState().trouble).toBe('slow'));

    letGo();
    await keeper.settle();
    expect(keeper.store.getState().trouble).toBe('none');
    const saved =
      what === 'tag' ? await lessonNotes(notebook, LESSON) : await sittingMarks(notebook, LESSON, SITTING);
    expect(saved).toHaveLength(1);
  },
);

test('a photo whose turn comes after another pupil was tapped belongs to the note it was taken for', async () => {
  const notebook = newNotebook();
  const keeper = await keeperOn(notebook);
  keeper.choose('B');
  const id = keeper.prepare();
  const saving = keeper.attach(id, async () => {
    await addPhoto(notebook, { note: id, bytes: new Uint8Array(3), width: 1, height: 1 });
  });

  keeper.choose('C');
  await saving;
  await keeper.finish();

  expect(await lessonNotes(notebook, LESSON)).toMatchObject([
    { id, pupil: 'B', observer: 'maria', sitting: 'sitting', stage: 'starter' },
  ]);
});

test('a note whose tag was a slip gets its words, and is not said to be restored', async () => {
  const notebook = newNotebook();
  const keeper = await keeperOn(notebook);
  keeper.choose('B');
  for (let tap = 1; tap <= 2; tap++) {
    keeper.toggleTag('waits');
    await keeper.settle();
  }
  expect(await lessonNotes(notebook, LESSON)).toEqual([]);

  keeper.type('folds the strip');
  await keeper.finish();

  const [note] = await lessonNotes(notebook, LESSON);
  expect(note).toMatchObject({ pupil: 'B', text: 'folds the strip', tags: [] });
  expect(note?.restored).toBeUndefined();
  keeper.undo();
  await keeper.settle();
  expect(await lessonNotes(notebook, LESSON)).toEqual([]);
});
