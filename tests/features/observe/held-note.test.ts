import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import type { Notebook } from '../../../src/notebook/database.ts';
import { lessonNotes } from '../../../src/notebook/read-lesson.ts';
import { strokesOn } from '../../../src/notebook/read-strokes.ts';
import { addStroke, eraseStrokes, newStrokeId } from '../../../src/notebook/write-strokes.ts';
import { newNotebook } from '../../support/tablet.ts';
import { keeperOn, LESSON, SITTING } from './keeper-on.ts';

function drawOn(notebook: Notebook, note: string) {
  return addStroke(
    notebook,
    { id: newStrokeId(notebook, note), photo: '', ink: 'ink', points: '1AAA' },
    SITTING,
  );
}

describe('a note without words', () => {
  test('is kept for its drawing, with the time and stage of its beginning', async () => {
    const notebook = newNotebook();
    const keeper = await keeperOn(notebook);
    keeper.choose('B');
    const id = keeper.hold();
    await keeper.attach(id, () => drawOn(notebook, id));

    await keeper.finish();

    expect(await lessonNotes(notebook, LESSON)).toMatchObject([
      { id, pupil: 'B', text: '', stage: 'starter', atMs: 60_000 },
    ]);
    expect(keeper.store.getState()).toMatchObject({ note: undefined, pending: [] });
  });

  test('is not kept once its drawing was erased', async () => {
    const notebook = newNotebook();
    const keeper = await keeperOn(notebook);
    const id = keeper.hold();
    await keeper.attach(id, () => drawOn(notebook, id));
    const strokes = await strokesOn(notebook, id, '');
    await keeper.attach(id, () =>
      eraseStrokes(
        notebook,
        strokes.map((stroke) => stroke.id),
        SITTING,
      ),
    );

    await keeper.finish();

    expect(await lessonNotes(notebook, LESSON)).toEqual([]);
  });

  test('is not made by a page that was opened and left empty', async () => {
    const notebook = newNotebook();
    const keeper = await keeperOn(notebook);
    keeper.openPen();

    await keeper.finish();

    expect(await lessonNotes(notebook, LESSON)).toEqual([]);
    expect(keeper.store.getState().drawing).toBeUndefined();
  });

  test('has no row while a camera is open, and none when no photo came of it', async () => {
    const notebook = newNotebook();
    const keeper = await keeperOn(notebook);
    keeper.choose('B');
    keeper.prepare();

    await keeper.settle();
    expect(await notebook.table('notes').count()).toBe(0);
    await keeper.finish();

    expect(await notebook.table('notes').count()).toBe(0);
    expect(await notebook.outbox.count()).toBe(0);
  });

  test('comes back when another pupil is tapped while the pen is still down', async () => {
    const notebook = newNotebook();
    const keeper = await keeperOn(notebook);
    keeper.openPen();
    const id = keeper.hold();
    await keeper.settle();

    keeper.choose('C');
    await keeper.attach(id, () => drawOn(notebook, id));

    expect(await lessonNotes(notebook, LESSON)).toMatchObject([{ id }]);
  });

  test('leaves no row behind when the photo is refused in the end, and takes words that come after', async () => {
    const notebook = newNotebook();
    const keeper = await keeperOn(notebook);
    keeper.choose('B');
    const id = keeper.prepare();

    await keeper.attach(id, async () => undefined);

    expect(await lessonNotes(notebook, LESSON)).toEqual([]);
    keeper.type('folds the strip');
    await keeper.finish();
    expect(await lessonNotes(notebook, LESSON)).toMatchObject([{ id, text: 'folds the strip' }]);
  });

  test('gets its row with the first stroke when it could not be saved before', async () => {
    const notebook = newNotebook();
    const keeper = await keeperOn(notebook);
    keeper.openPen();
    const id = keeper.store.getState().drawing ?? '';

    await keeper.attach(id, () => drawOn(notebook, id));

    expect(await lessonNotes(notebook, LESSON)).toMatchObject([{ id }]);
  });

  test('goes on in the next page of this lesson after a crash', async () => {
    const notebook = newNotebook();
    const first = await keeperOn(notebook);
    const id = first.hold();
    await first.attach(id, () => drawOn(notebook, id));
    await first.keepDraft();

    const second = await keeperOn(notebook);
    second.type('two bars');
    await second.finish();

    expect(await lessonNotes(notebook, LESSON)).toMatchObject([{ id, text: 'two bars' }]);
    expect(await strokesOn(notebook, id, '')).toHaveLength(1);
  });

  test('leaves the next save alone when what hangs on it could not be saved', async () => {
    const notebook = newNotebook();
    const keeper = await keeperOn(notebook);
    const id = keeper.hold();

    const failing = keeper.attach(id, () => Promise.reject(new Error('full')));

    await expect(failing).rejects.toThrow('full');
    keeper.type('words');
    await keeper.finish();
    expect(await lessonNotes(notebook, LESSON)).toMatchObject([{ text: 'words' }]);
  });
});
