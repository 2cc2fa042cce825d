import { describe, expect, test } from 'vitest';
import { newNotebook } from '../support/tablet.ts';
import { commit, type Write } from '../../src/notebook/commit.ts';
import type { Stamp } from '../../src/domain/stamp.ts';
import type { Notebook } from '../../src/notebook/database.ts';
import { commitNew } from '../../src/notebook/commit-new.ts';
import { lessonNotes } from '../../src/notebook/read-lesson.ts';
import { undo, undoableSteps } from '../../src/notebook/undo.ts';

const noteOf = (id: string, text: string): Write => ({
  table: 'notes',
  row: `s.1.${id}`,
  fields: { pupil: 'A', atMs: 61_000, text },
});

/** A page that has saved before, and so knows a stamp to go on from. */
async function workingPage(now = () => 1_000) {
  const notebook = newNotebook({ now });
  await commit(notebook, [noteOf('before', 'Before')]);
  return notebook;
}

describe('a commit of new rows', () => {
  test('writes rows, one outbox entry and the way back', async () => {
    const notebook = await workingPage();

    await commitNew(notebook, [noteOf('n1', 'Folds'), noteOf('n2', 'Cuts')], { undoScope: 's.1.sit' });

    expect((await lessonNotes(notebook, 's.1')).map(({ text }) => text)).toEqual(['Before', 'Folds', 'Cuts']);
    expect((await notebook.outbox.toArray()).map(({ changes }) => changes.length)).toEqual([1, 2]);
    expect(await undoableSteps(notebook, 's.1.sit')).toBe(1);
    await undo(notebook, 's.1.sit');
    expect((await lessonNotes(notebook, 's.1')).map(({ text }) => text)).toEqual(['Before']);
  });

  test('of a row that stands there already keeps the earlier wording in its history, and is written once', async () => {
    const notebook = await workingPage();
    await commitNew(notebook, [noteOf('n1', 'Folds')]);

    await commitNew(notebook, [noteOf('n1', 'Folds the strip')], { undoScope: 's.1.sit' });

    expect((await lessonNotes(notebook, 's.1')).map(({ text }) => text)).toEqual([
      'Before',
      'Folds the strip',
    ]);
    expect((await notebook.history.toArray()).map(({ value }) => value)).toContain('Folds');
    expect(await notebook.outbox.count()).toBe(3);
    expect(await undoableSteps(notebook, 's.1.sit')).toBe(1);
  });

  test('changes nothing at all when one of its rows cannot be written', async () => {
    const notebook = await workingPage();
    const unclonable = { text: (() => 'x') as unknown as string };

    const failing = commitNew(notebook, [
      noteOf('n1', 'Folds'),
      { table: 'notes', row: 's.1.n2', fields: unclonable },
    ]);

    await expect(failing).rejects.toThrow();
    expect(await lessonNotes(notebook, 's.1')).toHaveLength(1);
    expect(await notebook.outbox.count()).toBe(1);
  });

  test('an edit by another page of the tablet is later, also when its clock is behind', async () => {
    const page = await workingPage(() => 5_000);
    await commitNew(page, [noteOf('n1', 'Folds')]);
    const other = newNotebook({ team: page.team, now: () => 10, seed: 2 });

    await commit(other, [{ table: 'notes', row: 's.1.n1', fields: { text: 'Folds the strip' } }]);

    expect((await lessonNotes(other, 's.1')).map(({ text }) => text)).toEqual(['Before', 'Folds the strip']);
    const rows = (await other.outbox.toArray()).flatMap(({ changes }) => changes.map(({ row }) => row));
    expect(rows).toEqual(['s.1.before', 's.1.n1', 's.1.n1']);
  });

  test('pages that came and went leave no clock behind, and the next page is later than all of them', async () => {
    const team = 'pages';
    const clocks = async (page: Notebook) =>
      (await page.meta.toArray()).filter(({ key }) => key.startsWith('clock')).map(({ value }) => value);
    for (const [index, at] of [3_000, 2_000, 1_000].entries()) {
      const page = newNotebook({ team, now: () => at, seed: index });
      await commit(page, [noteOf('old', `words of page ${index}`)]);
      await commitNew(page, [noteOf(`n${index}`, 'new')]);
      page.close();
    }

    const last = newNotebook({ team, now: () => 500, seed: 9 });
    const before = (await clocks(last)) as Stamp[];
    const at = await commit(last, [noteOf('old', 'the latest words')]);

    expect(before.every((earlier) => earlier < at)).toBe(true);
    expect(await clocks(last)).toEqual([at]);
  });

  test('two pages with one clock make two rows, whichever stamps they choose', async () => {
    const page = await workingPage();
    const other = newNotebook({ team: page.team, now: () => 1_000, seed: 2 });
    await commit(other, [noteOf('o0', 'Other before')]);

    await Promise.all([
      commitNew(page, [noteOf('n1', 'Folds')]),
      commitNew(other, [noteOf('o1', 'Cuts')]),
      commitNew(page, [noteOf('n2', 'Glues')]),
      commitNew(other, [noteOf('o2', 'Draws')]),
    ]);

    expect((await lessonNotes(page, 's.1')).map(({ text }) => text).toSorted()).toEqual([
      'Before',
      'Cuts',
      'Draws',
      'Folds',
      'Glues',
      'Other before',
    ]);
    const rows = (await page.outbox.toArray()).flatMap(({ changes }) => changes.map(({ row }) => row));
    expect(rows.toSorted()).toEqual(['s.1.before', 's.1.n1', 's.1.n2', 's.1.o0', 's.1.o1', 's.1.o2']);
  });
});
