// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { strokeOfText } from '../../../src/domain/stroke-text.ts';
import type { Notebook } from '../../../src/notebook/database.ts';
import { lessonNotes } from '../../../src/notebook/read-lesson.ts';
import { strokesOn } from '../../../src/notebook/read-strokes.ts';
import { LESSON, noteField, reopen, savedNotes, startedLesson, tap } from './lesson.tsx';

const MINUTE = 60_000;

beforeEach(() => {
  // Nothing is laid out here: the page is 1000 pixels wide, at the upper left.
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 1000, 660));
});

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const page = () => screen.findByRole('region', { name: 'Pen' });
const drawing = async () => await within(await page()).findByRole('img');

async function openPen() {
  tap('Pen');
  // The page is fetched when it is first used.
  await waitFor(() => screen.getByRole('region', { name: 'Pen' }), { timeout: 8000 });
}

const spot = (x: number, y: number, more: object = {}) => ({
  clientX: x,
  clientY: y,
  pointerId: 1,
  pointerType: 'mouse',
  button: 0,
  buttons: 1,
  bubbles: true,
  ...more,
});

async function drawLine(y: number, more: object = {}, end: 'pointerUp' | 'pointerCancel' = 'pointerUp') {
  const surface = await drawing();
  act(() => {
    fireEvent.pointerDown(surface, spot(100, y, more));
    for (let x = 120; x <= 900; x += 20) fireEvent.pointerMove(surface, spot(x, y + (x % 40), more));
    fireEvent[end](surface, spot(900, y, more));
  });
}

async function savedStrokes(notebook: Notebook, count: number) {
  return await waitFor(async () => {
    const notes = await lessonNotes(notebook, LESSON);
    const strokes = (await Promise.all(notes.map(({ id }) => strokesOn(notebook, id, '')))).flat();
    if (strokes.length !== count) throw new Error(`${strokes.length} strokes instead of ${count}`);
    return strokes;
  });
}

/** As soon as the disk has said that there is something for it to do. */
async function tapWhenItCan(name: string) {
  await waitFor(() => expect(screen.getByRole<HTMLButtonElement>('button', { name }).disabled).toBe(false));
  tap(name);
}

describe('the pen', () => {
  test('draws on the note being written, whose time is that of the tap on the pen', async () => {
    const { notebook, clock } = await startedLesson();
    tap('B Wren');
    tap('C Heron');
    clock.pass(2 * MINUTE);
    act(() => void fireEvent.change(noteField(), { target: { value: '' } }));
    await openPen();
    clock.pass(MINUTE);

    await drawLine(300);

    const [stroke] = await savedStrokes(notebook, 1);
    const points = strokeOfText(stroke?.points ?? '');
    expect(points[0]).toMatchObject({ x: 1000, y: 3000 });
    expect(points.at(-1)?.x).toBe(9000);
    expect(await lessonNotes(notebook, LESSON)).toMatchObject([{ pupil: 'C', atMs: 0, text: '' }]);
    await within(await page()).findByRole('img', { name: 'Drawing, 1 stroke' });

    tap('Done drawing');
    await screen.findByRole('button', { name: 'Drawing, 1 stroke: go on drawing' });
    act(() => void fireEvent.change(noteField(), { target: { value: 'two bars' } }));
    fireEvent.keyDown(noteField(), { key: 'Enter' });
    await waitFor(async () =>
      expect(await savedNotes(notebook, 1)).toMatchObject([{ pupil: 'C', text: 'two bars' }]),
    );
    await savedStrokes(notebook, 1);
  });

  test('begins a note when none is open, and an empty page leaves none behind', async () => {
    const { notebook, clock } = await startedLesson();
    clock.pass(MINUTE);
    await openPen();
    clock.pass(MINUTE);
    fireEvent.keyDown(await page(), { key: 'Escape' });
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Pen' })).toBeNull());

    tap('A Robin');
    await act(async () => undefined);
    expect(await lessonNotes(notebook, LESSON)).toEqual([]);
  });

  test('keeps a stroke that was cut off as far as it came', async () => {
    const { notebook } = await startedLesson();
    await openPen();

    await drawLine(300, {}, 'pointerCancel');

    await savedStrokes(notebook, 1);
  });

  test('keeps a stroke that was under way when another pupil was tapped', async () => {
    const { notebook } = await startedLesson();
    tap('B Wren');
    await openPen();
    const surface = await drawing();
    act(() => {
      fireEvent.pointerDown(surface, spot(100, 100));
      fireEvent.pointerMove(surface, spot(500, 300));
    });

    tap('C Heron');

    await savedStrokes(notebook, 1);
    expect(await lessonNotes(notebook, LESSON)).toMatchObject([{ pupil: 'B' }]);
    expect(screen.queryByRole('region', { name: 'Pen' })).toBeNull();
  });

  test('is taken back by Undo of the page and by Undo of the lesson', async () => {
    const { notebook } = await startedLesson();
    await openPen();
    await drawLine(100);
    await drawLine(300);
    await savedStrokes(notebook, 2);

    await tapWhenItCan('Undo stroke');
    await savedStrokes(notebook, 1);
    tap('Undo');

    await savedStrokes(notebook, 0);
  });

  test('erases what its other end crosses, and does nothing for a resting hand', async () => {
    const { notebook } = await startedLesson();
    await openPen();
    const pen = { pointerType: 'pen', pressure: 0.7 };
    await drawLine(100, pen);
    await drawLine(400, pen);
    await savedStrokes(notebook, 2);

    await drawLine(250, { pointerType: 'touch', pointerId: 9, width: 20, height: 20 });
    const surface = await drawing();
    act(() => {
      fireEvent.pointerDown(surface, spot(500, 380, { ...pen, button: 5, buttons: 32 }));
      for (let y = 380; y <= 440; y += 4)
        fireEvent.pointerMove(surface, spot(500, y, { ...pen, buttons: 32 }));
      fireEvent.pointerUp(surface, spot(500, 440, { ...pen, button: 5, buttons: 0 }));
    });

    const [left] = await savedStrokes(notebook, 1);
    expect(strokeOfText(left?.points ?? '')[0]).toMatchObject({
      y: 1000,
      pressure: expect.closeTo(0.7, 1) as number,
    });
    tap('Draw with a finger');
    await drawLine(250, { pointerType: 'touch', pointerId: 9, width: 20, height: 20 });
    await savedStrokes(notebook, 2);
  });

  test('drops what the hand drew in the moment before its pen came down', async () => {
    const { notebook } = await startedLesson();
    await openPen();
    const surface = await drawing();
    act(() => {
      fireEvent.pointerDown(surface, spot(500, 500, { pointerType: 'touch', pointerId: 9 }));
      fireEvent.pointerMove(surface, spot(520, 500, { pointerType: 'touch', pointerId: 9 }));
    });
    await drawLine(100, { pointerType: 'pen', pressure: 0.5 });
    act(() => void fireEvent.pointerUp(surface, spot(520, 500, { pointerType: 'touch', pointerId: 9 })));

    const [only] = await savedStrokes(notebook, 1);
    expect(strokeOfText(only?.points ?? '')[0]).toMatchObject({ y: 1000 });
    tap('Draw with a finger');
  });

  test('works without a pointer for all but the drawing: erasing, Undo, closing', async () => {
    const { notebook } = await startedLesson();
    screen.getByRole('button', { name: 'Pen' }).focus();
    await openPen();
    await drawLine(100);
    await drawLine(300);
    await savedStrokes(notebook, 2);

    tap('Eraser');
    await tapWhenItCan('Erase last stroke');
    await savedStrokes(notebook, 1);
    await tapWhenItCan('Erase all');
    await savedStrokes(notebook, 0);
    await within(await page()).findByRole('img', { name: 'Empty page' });
    await tapWhenItCan('Undo stroke');
    await savedStrokes(notebook, 1);
    tap('Done drawing');
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Pen' })).toBeNull());
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Pen' }));
  });

  test('goes on with a note that was saved before, from its row and after a reload', async () => {
    const { notebook, clock } = await startedLesson();
    await openPen();
    await drawLine(100);
    await savedStrokes(notebook, 1);
    tap('A Robin');
    const again = await reopen(notebook, clock);

    const small = await screen.findByRole('button', { name: 'Drawing, 1 stroke: go on drawing' });
    act(() => small.click());
    await drawLine(300);

    await savedStrokes(again, 2);
    expect(await lessonNotes(again, LESSON)).toHaveLength(1);
  });
});
