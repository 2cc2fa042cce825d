import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import { connectionOf } from '../../src/notebook/alive.ts';
import { commit } from '../../src/notebook/commit.ts';
import { commitNew } from '../../src/notebook/commit-new.ts';
import { readDraft, saveDraft } from '../../src/notebook/drafts.ts';
import { lessonNotes } from '../../src/notebook/read-lesson.ts';
import { watchMinutes } from '../../src/notebook/read-minutes.ts';
import { isNoteThere } from '../../src/notebook/read-sitting.ts';
import { hasMoreThanWords } from '../../src/notebook/more-than-words.ts';
import { addMinutes } from '../../src/notebook/write-minutes.ts';
import { freeze, freezeConnectionOf } from '../support/frozen.ts';
import { newNotebook } from '../support/tablet.ts';
import { one } from '../../src/notebook/read.ts';
import { team } from '../../src/notebook/read-team.ts';
import { startStudy } from '../../src/notebook/write-new-study.ts';
import { nudgeSitting } from '../../src/notebook/write-nudge.ts';
import { addTeamTag } from '../../src/notebook/write-team.ts';

/** The next transaction is done, but nobody hears of its end. */
function freezeAtNextEndOf(notebook: ReturnType<typeof newNotebook>): void {
  const transaction = notebook.transaction.bind(notebook) as (...of: unknown[]) => Promise<unknown>;
  const once = async (...of: unknown[]) => {
    await transaction(...of);
    await freezeConnectionOf(notebook);
    return await new Promise<unknown>(() => undefined);
  };
  vi.spyOn(notebook, 'transaction').mockImplementationOnce(once as unknown as typeof notebook.transaction);
}

afterEach(() => vi.restoreAllMocks());

const note = (row: string, text: string) =>
  ({ table: 'notes', row, fields: { text, pupil: 'A', atMs: 1 } }) as const;
const textsOf = async (notebook: ReturnType<typeof newNotebook>) =>
  (await lessonNotes(notebook, 'oak.1')).map(({ text }) => text);

test('[N3] a connection that no longer answers is replaced, and what was being saved on it is saved', async () => {
  const notebook = newNotebook();
  await commit(notebook, [note('oak.1.n1', 'before')]);
  await freezeConnectionOf(notebook);

  await commit(notebook, [note('oak.1.n2', 'while it was frozen')]);

  expect(await textsOf(notebook)).toEqual(['before', 'while it was frozen']);
});

test('[N3] a disk that answered nobody is looked at again: a save that began before comes to its end by itself', async () => {
  const notebook = newNotebook();
  await commit(notebook, [note('oak.1.n1', 'before')]);
  await freezeConnectionOf(notebook);
  vi.spyOn(indexedDB, 'open').mockReturnValueOnce(new EventTarget() as IDBOpenDBRequest);

  await commit(notebook, [note('oak.1.n2', 'while nothing answered')]);

  expect(await textsOf(notebook)).toEqual(['before', 'while nothing answered']);
});

test('[N3] a save on a connection that cannot be replaced just now says so, and the next one is saved', async () => {
  const notebook = newNotebook();
  await commit(notebook, [note('oak.1.n1', 'before')]);
  await freezeConnectionOf(notebook);
  const open = indexedDB.open.bind(indexedDB);
  const opening = vi.spyOn(indexedDB, 'open').mockImplementation((name, version) => {
    // The look at the disk names no version.
    if (version !== undefined) throw new DOMException('Not now.', 'InvalidStateError');
    return open(name);
  });

  await expect(commit(notebook, [note('oak.1.n2', 'not saved')])).rejects.toThrow();
  opening.mockRestore();
  await commit(notebook, [note('oak.1.n3', 'saved')]);

  expect(await textsOf(notebook)).toContain('saved');
});

test('[N3] several saves that hang at once all come to their end, and a new note is there once', async () => {
  const notebook = newNotebook();
  await commit(notebook, [note('oak.1.n1', 'before')]);
  await freezeConnectionOf(notebook);

  await Promise.all([
    commitNew(notebook, [note('oak.1.n2', 'new')]),
    commit(notebook, [note('oak.1.n1', 'edited')]),
    saveDraft(notebook, 'note:s', 'half a wo'),
  ]);

  expect((await textsOf(notebook)).toSorted()).toEqual(['edited', 'new']);
  expect(await readDraft(notebook, 'note:s')).toBe('half a wo');
  expect(await notebook.spare.drafts.count()).toBe(0);
});

test('[N3] what a save has to know first is read on a connection that answers', async () => {
  const notebook = newNotebook();
  await commit(notebook, [note('oak.1.n1', 'before')]);
  await freezeConnectionOf(notebook);

  expect(await Promise.all([isNoteThere(notebook, 'oak.1.n1'), isNoteThere(notebook, 'oak.1.n2')])).toEqual([
    true,
    false,
  ]);
  await freezeConnectionOf(notebook);
  expect(await hasMoreThanWords(notebook, 'oak.1.n1')).toBe(false);
});

test('[N3] a step that was done and not heard of is done once', async () => {
  const notebook = newNotebook();
  await commit(notebook, [{ table: 'sittings', row: 'oak.1.s1', fields: { member: 'maria', nudgeMs: 0 } }]);
  freezeAtNextEndOf(notebook);
  const nudged = await nudgeSitting(notebook, 'oak.1.s1', 1000);
  freezeAtNextEndOf(notebook);
  await startStudy(notebook, { createdBy: 'maria', groundRules: ['Be kind'], reviewOn: '2026-12-01' });

  expect([nudged, (await one(notebook, 'sittings', 'oak.1.s1'))?.nudgeMs]).toEqual([1000, 1000]);
  expect(await notebook.rows('studies').count()).toBe(1);
});

test('[N3] a save that reads first comes to its end on a connection that no longer answered', async () => {
  const notebook = newNotebook();
  await freezeConnectionOf(notebook);

  await addTeamTag(notebook, 'fractions');

  expect((await team(notebook))?.tags).toEqual(['fractions']);
});

test('[N3] a save that only waits for another is not done twice', async () => {
  const notebook = newNotebook();
  await commit(notebook, [note('oak.1.n1', 'before')]);
  const connection = connectionOf(notebook);
  const busyUntil = Date.now() + 2500;
  const busy = notebook.transaction('rw', 'notes', 'outbox', 'meta', 'drafts', async () => {
    while (Date.now() < busyUntil) await notebook.rows('notes').get('oak.1.n1');
  });

  await Promise.all([busy, commit(notebook, [note('oak.1.n2', 'after it')])]);

  expect(connectionOf(notebook)).toBe(connection);
  expect(await notebook.outbox.count()).toBe(2);
});

test('the minutes are read on a connection that answers, and followed on it', async () => {
  const notebook = newNotebook();
  const step = (id: string) => addMinutes(notebook, `oak.1.item.${id}`, Uint8Array.of(0, 0));
  await step('first');
  await freezeConnectionOf(notebook);
  const read = new Set<string>();
  const stop = watchMinutes(notebook, 'oak.1', {
    isKnown: (id) => read.has(id),
    onRows: (rows) => rows.forEach(({ id }) => read.add(id)),
    onError: () => undefined,
  });

  await vi.waitFor(() => expect([...read]).toEqual(['oak.1.item.first']), { timeout: 10_000 });
  await step('second');
  await vi.waitFor(() => expect([...read]).toEqual(['oak.1.item.first', 'oak.1.item.second']));
  stop();
});

test('what colleagues write is not held up by one read of the minutes that never came back', async () => {
  const notebook = newNotebook();
  const step = (id: string) => addMinutes(notebook, `oak.1.item.${id}`, Uint8Array.of(0, 0));
  await step('first');
  const read = new Set<string>();
  const stop = watchMinutes(notebook, 'oak.1', {
    isKnown: (id) => {
      // Right between the keys and the rows.
      if (read.size === 0) freeze(notebook.backendDB());
      return read.has(id);
    },
    onRows: (rows) => rows.forEach(({ id }) => read.add(id)),
    onError: () => undefined,
  });

  await vi.waitFor(() => expect([...read]).toEqual(['oak.1.item.first']), { timeout: 10_000 });
  await step('second');
  await vi.waitFor(() => expect([...read]).toEqual(['oak.1.item.first', 'oak.1.item.second']));
  stop();
});
