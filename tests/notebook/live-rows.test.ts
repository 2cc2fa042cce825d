import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import type { Note } from '../../src/domain/note.ts';
import { commit } from '../../src/notebook/commit.ts';
import type { Notebook } from '../../src/notebook/database.ts';
import { liveRows } from '../../src/notebook/live-rows.ts';
import { freezeConnectionOf } from '../support/frozen.ts';
import { newNotebook } from '../support/tablet.ts';

const MANY = 60;

const write = (notebook: Notebook, id: string, fields: Record<string, unknown>) =>
  commit(notebook, [{ table: 'notes', row: `study.1.${id}`, fields }]);

const writeMany = (notebook: Notebook) =>
  commit(
    notebook,
    Array.from({ length: MANY }, (_, index) => ({
      table: 'notes' as const,
      row: `study.1.n${index}`,
      fields: { sitting: 'a', text: `note ${index}` },
    })),
  );

/** How many rows this notebook has handed out of its tables. */
function countingReads(notebook: Notebook): () => number {
  let count = 0;
  notebook.use({
    stack: 'dbcore',
    name: 'counts',
    create: (core) => ({
      ...core,
      table: (name) => {
        const table = core.table(name);
        return {
          ...table,
          query: async (asked) => {
            const answer = await table.query(asked);
            if (name === 'notes') count += answer.result.length;
            return answer;
          },
        };
      },
    }),
  });
  return () => count;
}

/** What is told of the notes of lesson 1 that the observer of sitting `a` made. */
async function watching(notebook: Notebook) {
  const told: (readonly Note[])[] = [];
  const subscription = liveRows(notebook, 'notes', 'study.1', (note) => note.sitting === 'a').subscribe(
    (rows) => void told.push(rows),
    (error) => {
      throw error;
    },
  );
  await vi.waitFor(() => expect(told).toHaveLength(1), 5_000);
  return {
    told,
    texts: () =>
      told
        .at(-1)
        ?.map(({ text }) => text)
        .toSorted(),
    stop: () => subscription.unsubscribe(),
  };
}

test('rows are told with every change of a wanted one: new, reworded, moved away, deleted', async () => {
  const notebook = newNotebook();
  await write(notebook, 'n1', { sitting: 'a', text: 'one' });
  const { told, texts, stop } = await watching(notebook);
  expect(texts()).toEqual(['one']);

  await write(notebook, 'n2', { sitting: 'a', text: 'two' });
  await vi.waitFor(() => expect(texts()).toEqual(['one', 'two']));
  const [first] = told.at(-1) ?? [];
  await write(notebook, 'n2', { text: 'twice' });
  await vi.waitFor(() => expect(texts()).toEqual(['one', 'twice']));
  expect(told.at(-1)).toContain(first);
  await write(notebook, 'n2', { sitting: 'b' });
  await vi.waitFor(() => expect(texts()).toEqual(['one']));
  await commit(notebook, [{ table: 'notes', row: 'study.1.n1', deleted: true }]);
  await vi.waitFor(() => expect(texts()).toEqual([]));

  stop();
});

test('only what changed is read again', async () => {
  const notebook = newNotebook();
  const read = countingReads(notebook);
  await writeMany(notebook);
  const { told, stop } = await watching(notebook);
  const before = read();

  await write(notebook, 'new', { sitting: 'a', text: 'new' });
  await vi.waitFor(() => expect(told.at(-1)).toHaveLength(MANY + 1));

  expect(read() - before).toBe(1);
  stop();
});

test('nothing is told of rows that are not wanted, and many at once are all told', async () => {
  const notebook = newNotebook();
  const { told, texts, stop } = await watching(notebook);

  await write(notebook, 'other', { sitting: 'b', text: 'other' });
  await commit(notebook, [{ table: 'notes', row: 'study.2.n', fields: { sitting: 'a', text: 'elsewhere' } }]);
  await writeMany(notebook);
  await vi.waitFor(() => expect(texts()).toHaveLength(MANY));

  expect(told).toHaveLength(2);
  stop();
});

test('what is written while the rows are read is not missed', async () => {
  const notebook = newNotebook();
  const { texts, stop } = await watching(notebook);

  await Promise.all(
    ['one', 'two', 'three', 'four'].map((text) => write(notebook, text, { sitting: 'a', text })),
  );

  await vi.waitFor(() => expect(texts()).toEqual(['four', 'one', 'three', 'two']));
  stop();
});

test('a database that was closed under them brings the rows back with what happens next, and no error', async () => {
  const notebook = newNotebook();
  const otherTab = newNotebook({ team: notebook.team });
  const { texts, stop } = await watching(notebook);
  notebook.close();

  await write(otherTab, 'n1', { sitting: 'a', text: 'while it was closed' });
  // Time enough to have read, and to have been refused.
  await otherTab.rows('notes').count();
  expect(texts()).toEqual([]);
  await notebook.open();
  await write(otherTab, 'n2', { sitting: 'a', text: 'open again' });

  await vi.waitFor(() => expect(texts()).toEqual(['open again', 'while it was closed']));
  stop();
});

test('[N3] a connection that no longer answers holds the rows back no longer than it takes to replace it', async () => {
  const notebook = newNotebook();
  await write(notebook, 'n1', { sitting: 'a', text: 'before' });
  const { texts, stop } = await watching(notebook);
  await freezeConnectionOf(notebook);

  const later = await watching(notebook);
  expect(later.texts()).toEqual(['before']);
  await write(notebook, 'n2', { sitting: 'a', text: 'on the next connection' });

  for (const rows of [texts, later.texts])
    await vi.waitFor(() => expect(rows()).toEqual(['before', 'on the next connection']));
  later.stop();
  stop();
});
