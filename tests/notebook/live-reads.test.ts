import 'fake-indexeddb/auto';
import { liveQuery } from 'dexie';
import { describe, expect, test, vi } from 'vitest';
import { commit, type Write } from '../../src/notebook/commit.ts';
import type { Notebook } from '../../src/notebook/database.ts';
import { studyFindings } from '../../src/notebook/read-findings.ts';
import { studyList } from '../../src/notebook/read-study-list.ts';
import { below, one } from '../../src/notebook/read.ts';
import { newNotebook } from '../support/tablet.ts';

const NOTE: Write = { table: 'notes', row: 'study.1.n', fields: { kind: 'did', text: 'Folds' } };
const EVIDENCE: Write = {
  table: 'evidence',
  row: 'study.f.e',
  fields: { kind: 'note', row: 'study.1.n', addedAt: 1 },
};

/** What a live read answers at first, and in the end after something was written behind its back. */
async function answersOf<T>(
  { read, wordsOf }: { read: (notebook: Notebook) => Promise<T>; wordsOf: (answer: T) => unknown },
  written: Write,
  expected: readonly [before: unknown, after: unknown],
) {
  const notebook = newNotebook();
  await commit(notebook, [
    { table: 'studies', row: 'study', fields: { title: 'Fractions' } },
    { table: 'lessons', row: 'study.1', fields: { title: 'Strips' } },
    { table: 'findings', row: 'study.f', fields: { claim: 'They fold' } },
  ]);
  const answers: unknown[] = [];
  const subscription = liveQuery(() => read(notebook)).subscribe(
    (answer) => void answers.push(wordsOf(answer)),
  );
  await vi.waitFor(() => expect(answers).not.toHaveLength(0));

  await commit(notebook, [written]);

  await vi.waitFor(() => expect([answers[0], answers.at(-1)]).toEqual(expected));
  subscription.unsubscribe();
}

describe('a live read that asks one table after another', () => {
  test('runs again when the last of them changes', async () => {
    const read = async (notebook: Notebook) => {
      await below(notebook, 'lessons', 'study');
      await one(notebook, 'studies', 'study');
      return await below(notebook, 'notes', 'study');
    };

    await answersOf({ read, wordsOf: (notes) => notes.length }, NOTE, [0, 1]);
  });

  test('shows new evidence of a finding', async () => {
    const read = (notebook: Notebook) => studyFindings(notebook, 'study');

    await answersOf({ read, wordsOf: ([found]) => found?.standing }, EVIDENCE, ['noEvidence', 'allGone']);
  });

  test('counts a new note in the list of studies', async () => {
    await answersOf({ read: studyList, wordsOf: ([study]) => study?.progress[0]?.notes }, NOTE, [0, 1]);
  });
});
