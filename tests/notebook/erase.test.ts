import { describe, expect, test } from 'vitest';
import '../support/tablet.ts';
import type { Change } from '../../src/domain/change.ts';
import { stampOf } from '../support/rows.ts';
import { evidenceId } from '../../src/domain/finding.ts';
import { TABLE_NAMES } from '../../src/domain/tables.ts';
import { commit } from '../../src/notebook/commit.ts';
import type { Notebook } from '../../src/notebook/database.ts';
import { saveDraft } from '../../src/notebook/drafts.ts';
import { blobsToErase, eraseForEveryone } from '../../src/notebook/erase.ts';
import { receive } from '../../src/notebook/receive.ts';
import { newNotebook } from '../support/tablet.ts';

const PUPIL_A = 'oak.A';

/** Every word and number that a notebook holds, wherever. */
async function everything(notebook: Notebook): Promise<string> {
  const stores = await Promise.all(notebook.tables.map((table) => table.toArray()));
  return JSON.stringify([stores, await notebook.spare.drafts.toArray()]);
}

async function allChanges(notebook: Notebook): Promise<readonly Change[]> {
  return (await notebook.outbox.toArray()).flatMap(({ changes }) => changes);
}

/** Two studies, notes about two pupils, and whatever hangs on them. Words about pupil A say Deri, those of B say Mabli. */
async function writeStudies(notebook: Notebook): Promise<void> {
  await commit(notebook, [
    { table: 'team', row: 'team', fields: { name: 'Team Derwen' } },
    { table: 'studies', row: 'oak', fields: { title: 'Oak study' } },
    { table: 'studies', row: 'elm', fields: { title: 'Elm study' } },
    { table: 'pupils', row: 'oak.A', fields: { alias: 'Deri' } },
    { table: 'pupils', row: 'oak.B', fields: { alias: 'Mabli' } },
    { table: 'pupils', row: 'elm.A', fields: { alias: 'Elin' } },
    { table: 'predictions', row: 'oak.1.stage.A', fields: { text: 'Deri will fold' } },
    { table: 'predictions', row: 'oak.1.stage.B', fields: { text: 'Mabli will fold' } },
    { table: 'seats', row: 'oak.seat1', fields: { pupil: 'A', label: 'Deri' } },
    { table: 'interactions', row: 'oak.1.talk1', fields: { from: 'oak.seat1', to: 'oak.seat2' } },
  ]);
  for (const [id, pupil, name] of [
    ['n1', 'A', 'Deri'],
    ['n2', 'B', 'Mabli'],
  ] as const) {
    await commit(notebook, [
      { table: 'notes', row: `oak.1.${id}`, fields: { pupil, text: `${name} first` } },
    ]);
    await commit(notebook, [{ table: 'notes', row: `oak.1.${id}`, fields: { text: `${name} folds` } }], {
      undoScope: 'oak.1.sit',
    });
  }
  await commit(notebook, [
    { table: 'photos', row: 'oak.1.n1.p1', fields: { blob: 'blob1' } },
    { table: 'strokes', row: 'oak.1.n1.s1', fields: { photo: 'oak.1.n1.p1', points: 'Deri' } },
    { table: 'comments', row: 'oak.c1', fields: { about: 'notes/oak.1.n1', text: 'Deri again' } },
    { table: 'comments', row: 'oak.c2', fields: { about: 'notes/oak.1.n2', text: 'Mabli again' } },
    {
      table: 'evidence',
      row: evidenceId('oak.f1', 'note', 'oak.1.n1'),
      fields: { kind: 'note', row: 'oak.1.n1' },
    },
    { table: 'citations', row: 'oak.1.item.n1', fields: { cites: true } },
    { table: 'answers', row: 'oak.1.A.prompt', fields: { text: 'Deri says' } },
  ]);
  await notebook.pictures.put({ photo: 'oak.1.n1.p1', state: 'kept', bytes: new Uint8Array(3) });
  await saveDraft(notebook, 'note:oak.1.sit', { subject: 'A', note: { pupil: 'A', text: 'Deri half' } });
  await saveDraft(notebook, 'field:pupils/oak.A/alias', { text: 'Deri half', over: [] });
}

describe('deleting for everyone', () => {
  test('[K9] a study leaves nothing of itself in the notebook but that it was deleted', async () => {
    const notebook = newNotebook();
    await writeStudies(notebook);

    await eraseForEveryone(notebook, { scope: 'oak', erasedBy: 'maria' });

    const held = await everything(notebook);
    expect(held).not.toMatch(/Oak study|Deri|Mabli|oak\.1|oak\.A/);
    expect(held).toMatch(/Elm study/);
    expect(held).toMatch(/Elin/);
    expect(held).toMatch(/Team Derwen/);
    expect(await notebook.rows('erasures').toArray()).toMatchObject([
      { id: 'oak', fields: { scope: 'oak', erasedBy: 'maria' } },
    ]);
    expect(await blobsToErase(notebook)).toEqual(['blob1']);
  });

  test('[K9] a pupil leaves the other pupils as they were', async () => {
    const notebook = newNotebook();
    await writeStudies(notebook);

    await eraseForEveryone(notebook, { scope: PUPIL_A, erasedBy: 'maria' });

    const held = await everything(notebook);
    expect(held).not.toMatch(/Deri/);
    expect(held).toMatch(/Mabli first/);
    expect(held).toMatch(/Mabli folds/);
    expect(held).toMatch(/Mabli again/);
    expect(held).toMatch(/Elin/);
    expect(await notebook.rows('photos').count()).toBe(0);
    expect(await notebook.rows('interactions').count()).toBe(0);
    expect(await notebook.rows('evidence').count()).toBe(0);
    expect(await notebook.rows('citations').count()).toBe(0);
    expect(await notebook.pictures.count()).toBe(0);
  });

  test('[K9] what an old tablet brings later is left out, also an edit that no longer says whose it is', async () => {
    const maria = newNotebook({ device: 'dmaria' });
    const sam = newNotebook({ device: 'dsam', now: () => 1_700_000_900_000 });
    await writeStudies(maria);
    await receive(sam, await allChanges(maria));
    await eraseForEveryone(maria, { scope: PUPIL_A, erasedBy: 'maria' });
    await commit(sam, [{ table: 'notes', row: 'oak.1.n1', fields: { text: 'Deri late' } }]);
    await commit(sam, [{ table: 'notes', row: 'oak.1.n3', fields: { pupil: 'A', text: 'Deri new' } }]);
    await commit(sam, [{ table: 'notes', row: 'oak.1.n3', fields: { pupil: 'B', text: 'moved' } }]);
    await commit(sam, [{ table: 'notes', row: 'oak.1.n2', fields: { text: 'Mabli late' } }]);

    await receive(maria, await allChanges(sam));

    const held = await everything(maria);
    expect(held).not.toMatch(/Deri|moved/);
    expect(held).toMatch(/Mabli late/);
  });

  test('[M1] [K9] in whatever order and however often changes and erasures come, the same rows are left', async () => {
    const source = newNotebook();
    await writeStudies(source);
    await commit(source, [{ table: 'notes', row: 'oak.1.n1', fields: { pupil: 'B' } }]);
    const changes = [...(await allChanges(source))];
    changes.push({
      table: 'erasures',
      row: PUPIL_A,
      at: stampOf(1_800_000_000_000, 'dsam'),
      fields: { scope: PUPIL_A, erasedBy: 'sam' },
    });
    const orders = [changes, changes.toReversed(), [...changes.slice(9), ...changes.slice(0, 9)]];

    const left = await Promise.all(
      orders.map(async (order) => {
        const tablet = newNotebook();
        for (const change of order) await receive(tablet, [change]);
        await receive(tablet, order.slice(0, 5));
        return await rowsOf(tablet);
      }),
    );

    const atOnce = newNotebook();
    await receive(atOnce, changes);
    expect(JSON.stringify(left[0])).not.toMatch(/Deri|"oak.1.n1|seat1|talk1|"oak.c1|e1"/);
    expect(left[1]).toEqual(left[0]);
    expect(left[2]).toEqual(left[0]);
    expect(await rowsOf(atOnce)).toEqual(left[0]);
  });

  test('[K9] a tablet that never heard whose note it was leaves it out as well', async () => {
    const maria = newNotebook({ device: 'dmaria' });
    await writeStudies(maria);
    await eraseForEveryone(maria, { scope: PUPIL_A, erasedBy: 'maria' });
    const joined = newNotebook({ device: 'dlate' });
    await receive(joined, await allChanges(maria));

    await receive(joined, [
      { table: 'notes', row: 'oak.1.n1', at: stampOf(1_700_000_000_500, 'dsam'), fields: { text: 'Deri' } },
    ]);

    expect(await everything(joined)).not.toMatch(/Deri/);
  });
});

async function rowsOf(notebook: Notebook) {
  const tables = TABLE_NAMES.filter((table) => table !== 'erasures');
  return await Promise.all(tables.map((table) => notebook.rows(table).toArray()));
}
