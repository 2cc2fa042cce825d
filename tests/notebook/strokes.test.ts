import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { textOfStroke } from '../../src/domain/stroke-text.ts';
import type { Notebook } from '../../src/notebook/database.ts';
import { hasMoreThanWords, notesDrawnOn } from '../../src/notebook/more-than-words.ts';
import { stepsOnPage, strokesOn, undoableOnPage } from '../../src/notebook/read-strokes.ts';
import { undo, undoableSteps } from '../../src/notebook/undo.ts';
import { addNote } from '../../src/notebook/write-lesson.ts';
import { addStroke, eraseStrokes, newStrokeId } from '../../src/notebook/write-strokes.ts';
import { newNotebook } from '../support/tablet.ts';

const NOTE = 'study.1.note';
const SITTING = 'study.1.sitting';
const points = textOfStroke([{ x: 1, y: 2, pressure: 0.5 }]);

async function draw(notebook: Notebook, { note = NOTE, photo = '' } = {}): Promise<string> {
  const id = newStrokeId(notebook, note);
  await addStroke(notebook, { id, photo, ink: 'ink', points }, SITTING);
  return id;
}

async function idsOn(notebook: Notebook, photo = ''): Promise<readonly string[]> {
  return (await strokesOn(notebook, NOTE, photo)).map(({ id }) => id);
}

describe('strokes', () => {
  test('are read in the order they were drawn, a page and each photo apart', async () => {
    let time = 100;
    const notebook = newNotebook({ now: () => time++ });
    const first = await draw(notebook);
    const onPhoto = await draw(notebook, { photo: 'photo1' });
    const second = await draw(notebook);
    await draw(notebook, { note: 'study.1.note2' });

    expect(await idsOn(notebook)).toEqual([first, second]);
    expect(await idsOn(notebook, 'photo1')).toEqual([onPhoto]);
  });

  test('that one pass of the eraser met come back with one Undo', async () => {
    const notebook = newNotebook();
    const drawn = [await draw(notebook), await draw(notebook)];
    await eraseStrokes(notebook, drawn, SITTING);
    expect(await idsOn(notebook)).toEqual([]);

    await undo(notebook, SITTING);

    expect((await idsOn(notebook)).toSorted()).toEqual(drawn.toSorted());
  });

  test('are taken back one by one, leaving other steps of the lesson alone', async () => {
    const notebook = newNotebook();
    await draw(notebook);
    await draw(notebook);
    const onPhoto = await draw(notebook, { photo: 'photo1' });
    await addNote(notebook, {
      id: 'study.1.other',
      sitting: SITTING,
      observer: 'maria',
      pupil: 'A',
      stage: undefined,
      atMs: 0,
      kind: 'did',
      text: 'words',
      tags: [],
    });

    const onPage = await stepsOnPage(notebook, NOTE, '');

    expect(await undoableOnPage(notebook, SITTING, { note: NOTE, photo: '' })).toBe(2);
    await undo(notebook, SITTING, onPage);
    await undo(notebook, SITTING, onPage);

    expect(await idsOn(notebook)).toEqual([]);
    expect(await idsOn(notebook, 'photo1')).toEqual([onPhoto]);
    expect(await undo(notebook, SITTING, onPage)).toBe(false);
    expect(await undoableSteps(notebook, SITTING)).toBe(2);
  });

  test('make their note more than its words, until the last is erased', async () => {
    const notebook = newNotebook();
    expect(await hasMoreThanWords(notebook, NOTE)).toBe(false);

    const id = await draw(notebook);
    expect(await hasMoreThanWords(notebook, NOTE)).toBe(true);
    expect(await notesDrawnOn(notebook, 'study.1')).toEqual([NOTE]);
    expect(await notesDrawnOn(notebook, 'study.2')).toEqual([]);

    await eraseStrokes(notebook, [id], SITTING);
    expect(await hasMoreThanWords(notebook, NOTE)).toBe(false);
  });
});
