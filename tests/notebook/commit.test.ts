import { describe, expect, test } from 'vitest';
import '../support/tablet.ts';
import { commit } from '../../src/notebook/commit.ts';
import { one } from '../../src/notebook/read.ts';
import { lessonNotes, pastWordings } from '../../src/notebook/read-lesson.ts';
import { receive } from '../../src/notebook/receive.ts';
import { undo, undoableSteps } from '../../src/notebook/undo.ts';
import { addNote, deleteNote, editNote, type NewNote } from '../../src/notebook/write-lesson.ts';
import { newNotebook } from '../support/tablet.ts';

const note = (id: string, text: string): NewNote => ({
  id,
  sitting: 's.1.sit',
  observer: 'maria',
  pupil: 'A',
  stage: 's.1.model',
  atMs: 61_000,
  kind: 'said',
  text,
  tags: [],
});

describe('a commit', () => {
  test('writes the row and one outbox entry with everything it changed', async () => {
    const notebook = newNotebook();

    await addNote(notebook, note('s.1.n1', 'Folds the strip'));

    expect(await lessonNotes(notebook, 's.1')).toMatchObject([
      { text: 'Folds the strip', pupil: 'A', atMs: 61_000 },
    ]);
    const outbox = await notebook.outbox.toArray();
    expect(outbox).toHaveLength(1);
    expect(outbox[0]?.changes).toMatchObject([{ table: 'notes', row: 's.1.n1' }]);
  });

  test('changes nothing at all when one of its writes fails', async () => {
    const notebook = newNotebook();
    const unclonable = { text: (() => 'x') as unknown as string };

    const failing = commit(notebook, [
      { table: 'notes', row: 's.1.n1', fields: { text: 'first' } },
      { table: 'notes', row: 's.1.n2', fields: unclonable },
    ]);

    await expect(failing).rejects.toThrow();
    expect(await lessonNotes(notebook, 's.1')).toEqual([]);
    expect(await notebook.outbox.count()).toBe(0);
  });

  test('is of strict durability', async () => {
    const notebook = newNotebook();
    let durability: unknown;
    await notebook.open();
    await notebook.transaction('rw', notebook.outbox, (transaction) => {
      durability = (transaction.idbtrans as unknown as { _durability?: string; durability?: string })
        .durability;
      return Promise.resolve();
    });

    expect(['strict', undefined]).toContain(durability);
    expect(
      (notebook as unknown as { _options: { chromeTransactionDurability?: string } })._options,
    ).toMatchObject({
      chromeTransactionDurability: 'strict',
    });
  });

  test('the same note saved twice is one note', async () => {
    const notebook = newNotebook();

    await addNote(notebook, note('s.1.n1', 'Folds'));
    await addNote(notebook, note('s.1.n1', 'Folds the strip'));

    expect(await lessonNotes(notebook, 's.1')).toMatchObject([{ text: 'Folds the strip' }]);
  });

  test.each([
    ['empty', ''],
    ['20,000 characters', 'ŵ'.repeat(20_000)],
    ['emoji', '👩‍🏫🧮 ½'],
    ['right to left', 'שלום ‮abc'],
    ['script', '<script>alert(1)</script>"\'`${x}'],
  ])('keeps %s text as typed', async (_what, text) => {
    const notebook = newNotebook();

    await addNote(notebook, note('s.1.n1', text));

    expect((await lessonNotes(notebook, 's.1'))[0]?.text).toBe(text);
  });
});

describe('[N6] history and undo', () => {
  test('every earlier wording can be read again', async () => {
    const notebook = newNotebook();
    await addNote(notebook, note('s.1.n1', 'first'));
    await editNote(notebook, 's.1.n1', { text: 'second' });
    await editNote(notebook, 's.1.n1', { text: 'third' });

    expect((await pastWordings(notebook, 's.1.n1')).map(({ text }) => text)).toEqual(['first', 'second']);
  });

  test('wordings that a colleague replaced far away are in the history too', async () => {
    const [maria, sam] = [newNotebook({ device: 'dmaria' }), newNotebook({ device: 'dsamuel' })];
    await addNote(maria, note('s.1.n1', 'first'));
    await editNote(maria, 's.1.n1', { text: 'second' });
    const changes = (await maria.outbox.toArray()).flatMap((entry) => entry.changes);

    await receive(sam, changes);

    expect((await pastWordings(sam, 's.1.n1')).map(({ text }) => text)).toEqual(['first']);
    expect((await lessonNotes(sam, 's.1')).map(({ text }) => text)).toEqual(['second']);
  });

  test('a wording that stood here is in the history when a colleague’s later one arrives in its place', async () => {
    const [maria, sam] = [newNotebook({ device: 'dmaria' }), newNotebook({ device: 'dsamuel' })];
    const changes = async () => (await maria.outbox.toArray()).flatMap((entry) => entry.changes);
    await addNote(maria, note('s.1.n1', 'first'));
    await receive(sam, await changes());
    await editNote(maria, 's.1.n1', { text: 'second' });

    await receive(sam, (await changes()).slice(1));

    expect((await lessonNotes(sam, 's.1')).map(({ text }) => text)).toEqual(['second']);
    expect((await pastWordings(sam, 's.1.n1')).map(({ text }) => text)).toEqual(['first']);
  });

  test('undo takes back the steps of a sitting, last first', async () => {
    const notebook = newNotebook();
    const undoScope = 's.1.sit';
    await addNote(notebook, note('s.1.n1', 'first'));
    await editNote(notebook, 's.1.n1', { text: 'second' }, { undoScope });
    await deleteNote(notebook, 's.1.n1', { undoScope });

    const texts: string[][] = [];
    while (await undo(notebook, undoScope))
      texts.push((await lessonNotes(notebook, 's.1')).map(({ text }) => text));

    expect(texts).toEqual([['second'], ['first'], []]);
    expect(await undoableSteps(notebook, undoScope)).toBe(0);
  });

  test('undo takes back what was written for the first time into a note that stood', async () => {
    const notebook = newNotebook();
    const undoScope = 's.1.sit';
    const marks = async () => {
      const [found] = await lessonNotes(notebook, 's.1');
      return [found?.starred, found?.tags];
    };
    await addNote(notebook, note('s.1.n1', 'first'));
    await editNote(notebook, 's.1.n1', { starred: true, tags: ['fractions'] }, { undoScope });
    expect(await marks()).toEqual([true, ['fractions']]);

    await undo(notebook, undoScope);

    expect(await marks()).toEqual([false, []]);
  });

  test('an undone step travels to colleagues', async () => {
    const [maria, sam] = [newNotebook({ device: 'dmaria' }), newNotebook({ device: 'dsamuel' })];
    await addNote(maria, note('s.1.n1', 'slip of the finger'));
    await undo(maria, 's.1.sit');

    await receive(
      sam,
      (await maria.outbox.toArray()).flatMap((entry) => entry.changes),
    );

    expect(await lessonNotes(sam, 's.1')).toEqual([]);
  });
});

describe('receiving', () => {
  test('[M3] crossed edits of prose: both texts are kept and read', async () => {
    const [maria, sam] = [
      newNotebook({ device: 'dmaria', now: () => 2_000_000 }),
      newNotebook({ device: 'dsamuel', now: () => 1_000_000 }),
    ];
    await commit(maria, [{ table: 'studies', row: 's', fields: { focusQuestion: 'How?' } }]);
    const start = (await maria.outbox.toArray()).flatMap((entry) => entry.changes);
    await receive(sam, start);
    await commit(maria, [{ table: 'studies', row: 's', fields: { focusQuestion: 'How do we?' } }]);
    await commit(sam, [{ table: 'studies', row: 's', fields: { focusQuestion: 'How can we?' } }]);
    const [fromMaria, fromSam] = await Promise.all(
      [maria, sam].map(async (notebook) =>
        (await notebook.outbox.toArray()).flatMap((entry) => entry.changes),
      ),
    );

    await receive(maria, fromSam!);
    await receive(sam, fromMaria!);

    const [marias, sams] = [await one(maria, 'studies', 's'), await one(sam, 'studies', 's')];
    expect(marias).toEqual(sams);
    const both = [
      marias?.focusQuestion,
      ...(marias?.beside?.['focusQuestion'] ?? []).map(({ value }) => value),
    ];
    expect(both.toSorted()).toEqual(['How can we?', 'How do we?']);
  });

  test('[M3] what a colleague wrote under the typing is not replaced by it', async () => {
    const [maria, sam] = [newNotebook({ device: 'dmaria' }), newNotebook({ device: 'dsamuel' })];
    await commit(maria, [{ table: 'studies', row: 's', fields: { hypothesis: 'strips' } }]);
    const start = (await maria.outbox.toArray()).flatMap((entry) => entry.changes);
    await receive(sam, start);
    await commit(sam, [{ table: 'studies', row: 's', fields: { hypothesis: 'strips help' } }]);
    await receive(
      maria,
      (await sam.outbox.toArray()).flatMap((entry) => entry.changes),
    );

    // Maria's field still showed the first wording when she began to type.
    await commit(maria, [
      {
        table: 'studies',
        row: 's',
        fields: { hypothesis: 'paper strips' },
        replaces: { hypothesis: ['strips'] },
      },
    ]);

    const study = await one(maria, 'studies', 's');
    expect(study?.hypothesis).toBe('paper strips');
    expect(study?.beside?.['hypothesis']?.map(({ value }) => value)).toEqual(['strips help']);
  });

  test('[M3] writing again after seeing both settles it everywhere', async () => {
    const [maria, sam] = [newNotebook({ device: 'dmaria' }), newNotebook({ device: 'dsamuel' })];
    await commit(maria, [{ table: 'studies', row: 's', fields: { hypothesis: 'a' } }]);
    await commit(sam, [{ table: 'studies', row: 's', fields: { hypothesis: 'b' } }]);
    await receive(
      maria,
      (await sam.outbox.toArray()).flatMap((entry) => entry.changes),
    );
    await commit(maria, [{ table: 'studies', row: 's', fields: { hypothesis: 'a and b' } }]);

    await receive(
      sam,
      (await maria.outbox.toArray()).flatMap((entry) => entry.changes),
    );

    expect(await one(sam, 'studies', 's')).toMatchObject({ hypothesis: 'a and b' });
    expect((await one(sam, 'studies', 's'))?.beside).toBeUndefined();
  });

  test('[M7] a damaged change is set aside with its reason and blocks nothing', async () => {
    const notebook = newNotebook();
    const at = '000000abc.0000.dsamuel';

    await receive(notebook, [
      { table: 'notes', row: 's.1.bad', at, fields: { text: 42 } },
      { table: 'notes', row: 's.1.worse', at: 'soon', fields: { text: 'x' } },
      {
        table: 'notes',
        row: 's.1.proto',
        at,
        fields: JSON.parse('{"__proto__": "x"}') as Record<string, unknown>,
      },
      // It claims to have seen itself: its own words would count as replaced.
      { table: 'notes', row: 's.1.circle', at, fields: { text: 'x' }, base: { text: [at] } },
      { table: 'notes', row: `s.1.${'n'.repeat(200)}`, at, fields: { text: 'x' } },
      { table: 'notes', row: '', at, fields: { text: 'x' } },
      { table: 'notes', row: 's.1.good', at, fields: { text: 'fine' } },
    ]);

    expect((await lessonNotes(notebook, 's.1')).map(({ id }) => id)).toEqual(['s.1.good']);
    const reasons = (await notebook.setAside.toArray()).map(({ reason }) => reason);
    expect(reasons).toEqual(Array.from({ length: 6 }, () => 'damaged'));
  });

  test('[M6] what a newer version wrote is kept: unknown tables wait, unknown fields stay in their row', async () => {
    const notebook = newNotebook();
    const at = '000000abc.0000.dsamuel';

    await receive(notebook, [
      { table: 'holograms', row: 'h', at, fields: { beam: 1 } },
      { table: 'notes', row: 's.1.n', at, fields: { text: 'x', mood: { deep: true } } },
    ]);

    expect(await notebook.setAside.toArray()).toMatchObject([
      { reason: 'unknownTable', change: { fields: { beam: 1 } } },
    ]);
    expect((await notebook.rows('notes').get('s.1.n'))?.fields).toMatchObject({ mood: { deep: true } });
  });
});
