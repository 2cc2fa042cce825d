import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { penSheet, shownStrokes } from '../../src/media/pen-sheet.ts';
import type { Notebook } from '../../src/notebook/database.ts';
import { strokesOn } from '../../src/notebook/read-strokes.ts';
import { newNotebook } from '../support/tablet.ts';

const NOTE = 'study.1.note';
const lineAt = (y: number) => [
  { x: 1000, y, pressure: 0.5 },
  { x: 9000, y, pressure: 0.5 },
];

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});

afterEach(() => {
  vi.restoreAllMocks();
});

function sheetOn(notebook: Notebook, inTurn = (work: () => Promise<void>) => work()) {
  return penSheet({ notebook, note: NOTE, photo: '', undoScope: 'study.1.sitting', inTurn });
}

const shown = (sheet: ReturnType<typeof sheetOn>) => shownStrokes(sheet.store.getState()).length;
const saved = async (notebook: Notebook) => (await strokesOn(notebook, NOTE, '')).length;

describe('a page', () => {
  test('shows a stroke at once and saves it when the pen is lifted', async () => {
    const notebook = newNotebook();
    const sheet = sheetOn(notebook);

    sheet.draw(lineAt(1000), 'ink');
    expect(shown(sheet)).toBe(1);

    expect(await sheet.settle()).toBe(true);
    expect(await saved(notebook)).toBe(1);
    sheet.follow(await strokesOn(notebook, NOTE, ''));
    expect(shown(sheet)).toBe(1);
  });

  test('saves a stroke that could not be saved before, also when the page is closed meanwhile', async () => {
    const notebook = newNotebook();
    const broken = vi.spyOn(notebook, 'transaction').mockRejectedValue(new Error('full'));
    const sheet = sheetOn(notebook);
    sheet.draw(lineAt(1000), 'ink');
    expect(await sheet.settle()).toBe(false);

    sheet.leave();
    await vi.waitFor(() => expect(console.warn).toHaveBeenCalledTimes(2));
    broken.mockRestore();

    await vi.waitFor(async () => expect(await saved(notebook)).toBe(1), { timeout: 4_000 });
  });

  test('loses what the eraser crosses, in one step back however many strokes it met', async () => {
    let time = 1;
    const notebook = newNotebook({ now: () => time++ });
    const sheet = sheetOn(notebook);
    for (const y of [1000, 2000, 5000]) sheet.draw(lineAt(y), 'ink');
    await sheet.settle();

    for (let y = 800; y < 2400; y += 100) sheet.eraseAt({ x: 5000, y, pressure: 0 }, 120);
    expect(shown(sheet)).toBe(1);
    expect(await saved(notebook)).toBe(3);
    sheet.finishErasing();

    await vi.waitFor(async () => expect(await saved(notebook)).toBe(1));
    sheet.undo();
    await vi.waitFor(async () => expect(await saved(notebook)).toBe(3));
    await vi.waitFor(() => expect(shown(sheet)).toBe(3));
  });

  test('takes back one stroke after the other, also those just drawn', async () => {
    let time = 1;
    const notebook = newNotebook({ now: () => time++ });
    const sheet = sheetOn(notebook);
    sheet.draw(lineAt(1000), 'ink');
    sheet.draw(lineAt(2000), 'green');

    sheet.undo();
    await vi.waitFor(() => expect(shown(sheet)).toBe(1));
    sheet.undo();

    await vi.waitFor(() => expect(shown(sheet)).toBe(0));
    expect(await saved(notebook)).toBe(0);
  });

  test('erases the last stroke, and all of them, by a button', async () => {
    let time = 1;
    const notebook = newNotebook({ now: () => time++ });
    const sheet = sheetOn(notebook);
    for (const y of [1000, 2000, 5000]) sheet.draw(lineAt(y), 'ink');
    await sheet.settle();

    sheet.eraseLast();
    await vi.waitFor(async () => expect(await saved(notebook)).toBe(2));
    sheet.clear();

    await vi.waitFor(async () => expect(await saved(notebook)).toBe(0));
    expect(shown(sheet)).toBe(0);
  });

  test('keeps what could not be saved, says so, and saves it with the next stroke, once', async () => {
    let isFull = true;
    const notebook = newNotebook();
    const sheet = sheetOn(notebook, (work) => (isFull ? Promise.reject(new Error('full')) : work()));
    sheet.draw(lineAt(1000), 'ink');
    expect(await sheet.settle()).toBe(false);
    expect(sheet.store.getState().hasTrouble).toBe(true);
    expect(shown(sheet)).toBe(1);

    isFull = false;
    sheet.draw(lineAt(2000), 'ink');

    expect(await sheet.settle()).toBe(true);
    expect(sheet.store.getState().hasTrouble).toBe(false);
    expect(await saved(notebook)).toBe(2);
  });

  test('shows again what could not be erased', async () => {
    let isFull = false;
    const notebook = newNotebook();
    const sheet = sheetOn(notebook, (work) => (isFull ? Promise.reject(new Error('full')) : work()));
    sheet.draw(lineAt(1000), 'ink');
    await sheet.settle();
    isFull = true;

    sheet.clear();

    await vi.waitFor(() => expect(sheet.store.getState().hasTrouble).toBe(true));
    expect(shown(sheet)).toBe(1);
  });
});
