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

/** What a live read answers after something was written behind its back. */
async function answersAfter<T>(read: (notebook: Notebook) => Promise<T>, written: Write) {
  const notebook = newNotebook();
  await commit(notebook, [
    { table: 'studies', row: 'study', fields: { title: 'Fractions' } },
    { table: 'lessons', row: 'study.1', fields: { title: 'Strips' } },
    { table: 'findings', row: 'study.f', fields: { claim: 'They fold' } },
  ]);
  const answers: T[] = [];
  const subscription = liveQuery(() => read(notebook)).subscribe((answer) => void answers.push(answer));
  await vi.waitFor(() => expect(answers).toHaveLength(1));

  await commit(notebook, [written]);

  await vi.waitFor(() => expect(answers).toHaveLength(2));
  subscription.unsubscribe();
  return answers;
}

describe('a live read that asks one table after another', () => {
  test('runs again when the last of them changes', async () => {
    const [before, after] = await answersAfter(async (notebook) => {
      await below(notebook, 'lessons', 'study');
      await one(notebook, 'studies', 'study');
      return await below(notebook, 'notes', 'study');
    }, NOTE);

    expect([before?.length, after?.length]).toEqual([0, 1]);
  });

  test('shows new evidence of a finding', async () => {
    const answers = await answersAfter((notebook) => studyFindings(notebook, 'study'), EVIDENCE);

    expect(answers.map(([found]) => found?.standing)).toEqual(['noEvidence', 'allGone']);
  });

  test('counts a new note in the list of studies', async () => {
    const answers = await answersAfter(studyList, NOTE);

    expect(answers.map(([study]) => study?.progress[0]?.notes)).toEqual([0, 1]);
  });
});
