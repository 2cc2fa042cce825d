import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi, type MockInstance } from 'vitest';
import { commit } from '../../src/notebook/commit.ts';
import type { Notebook } from '../../src/notebook/database.ts';
import { liveUndoable } from '../../src/notebook/live-undo.ts';
import { undo } from '../../src/notebook/undo.ts';
import { newNotebook } from '../support/tablet.ts';

const SCOPE = 'study.1.sitting';

let notebook: Notebook;
let reads: MockInstance;
let told: boolean[];
let stop: () => void;

const write = (id: string, undoScope = SCOPE) =>
  commit(notebook, [{ table: 'notes', row: `study.1.${id}`, fields: { text: id } }], { undoScope });

beforeEach(async () => {
  notebook = newNotebook();
  told = [];
  reads = vi.spyOn(notebook.undoSteps, 'where');
  const subscription = liveUndoable(notebook, SCOPE).subscribe(
    (canUndo) => void told.push(canUndo),
    (error) => expect.unreachable(String(error)),
  );
  stop = () => subscription.unsubscribe();
  await vi.waitFor(() => expect(told).toEqual([false]));
});
afterEach(() => stop());

test('a step can be taken back from the first on, and later ones are not read for', async () => {
  await write('n1');
  await vi.waitFor(() => expect(told.at(-1)).toBe(true));
  const before = reads.mock.calls.length;

  for (const id of ['n2', 'n3', 'n4']) await write(id);

  expect(reads).toHaveBeenCalledTimes(before);
});

test('there is nothing left when the last step was taken back, in whatever order they were told of', async () => {
  await write('n1');
  await vi.waitFor(() => expect(told.at(-1)).toBe(true));
  await write('n2');

  await undo(notebook, SCOPE);
  await undo(notebook, SCOPE);

  await vi.waitFor(() => expect(told.at(-1)).toBe(false));
});

test('steps of another scope are not meant', async () => {
  await write('n1', 'elsewhere');
  await write('n2');

  await vi.waitFor(() => expect(told.at(-1)).toBe(true));
  await undo(notebook, SCOPE);

  await vi.waitFor(() => expect(told.at(-1)).toBe(false));
});
