import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commit, type Write } from '../../../src/notebook/commit.ts';
import type { Notebook } from '../../../src/notebook/database.ts';
import { discussionRecord } from '../../../src/notebook/read-discussion.ts';
import { studyRows, type PlainTables } from '../../../src/notebook/read-study-rows.ts';
import { importStudy } from '../../../src/notebook/write-imported-study.ts';
import {
  parseStudyFile,
  readStudyFile,
  type FileProblem,
} from '../../../src/features/report/parse-study-file.ts';
import { MAX_STUDY_FILE_BYTES, studyFile } from '../../../src/features/report/study-file.ts';
import { newNotebook } from '../../support/tablet.ts';
import { everythingIn, fullStudy, JPEG, someTables, STUDY } from './study-rows.ts';

const WHEN = new Date('2026-11-22T09:00:00Z');

async function exported(notebook: Notebook, hasPhotos = true): Promise<string> {
  const { blob } = await studyFile(notebook, STUDY, { now: WHEN, hasPhotos });
  return await blob.text();
}

async function imported(text: string, notebook = newNotebook()): Promise<Notebook> {
  const file = parseStudyFile(text);
  if (!file.ok) throw new Error(file.problem);
  expect(await importStudy(notebook, file.value)).toBe('imported');
  return notebook;
}

function sorted(tables: PlainTables) {
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  return Object.fromEntries([...tables].map(([table, rows]) => [table, rows.toSorted(byId)]));
}

describe('a study taken out and in again', () => {
  test('is the same study, its photo and its people too', async () => {
    const school = await fullStudy(newNotebook());
    const text = await exported(school);

    const elsewhere = await imported(text);

    expect(await exported(elsewhere)).toBe(text);
    const picture = await elsewhere.pictures.get(`${STUDY}.1.note1.photo`);
    expect(picture).toMatchObject({ state: 'toSeal', bytes: JPEG });
    const names = (await elsewhere.rows('members').toArray()).map(({ fields }) => fields['name']);
    expect(names).toEqual(['Maria Evans', 'Sam Daniel']);
  });

  test('whatever its rows say, with every other and every earlier wording', async () => {
    await fc.assert(
      fc.asyncProperty(someTables, async (tables) => {
        const notebook = newNotebook();
        const pictures = new Map((tables.get('photos') ?? []).map(({ id }) => [id, Uint8Array.from(JPEG)]));
        expect(await importStudy(notebook, { study: STUDY, tables, pictures, people: [] })).toBe('imported');
        const first = await studyRows(notebook, STUDY);
        const withoutWays = (all: PlainTables) =>
          sorted(
            new Map(
              [...all].map(([table, rows]) => [
                table,
                table === 'photos' ? rows.map(({ id }) => ({ id, fields: {} })) : rows,
              ]),
            ),
          );
        expect(withoutWays(first)).toEqual(withoutWays(tables));

        const text = await exported(notebook);
        const again = await imported(text);

        expect(await exported(again)).toBe(text);
        await Promise.all([notebook.delete(), again.delete()]);
      }),
      { numRuns: 25, endOnFailure: true },
    );
  });

  test('comes back also where a long text was written in hundreds of pauses, with all that stood there before', async () => {
    const school = await fullStudy(newNotebook());
    const wordings = Array.from({ length: 600 }, (_, pause) => 'Answers by rule. '.repeat(pause + 1));
    for (const known of wordings) await commit(school, [{ table: 'studies', row: STUDY, fields: { known } }]);
    const text = await exported(school);

    const elsewhere = await imported(text);

    const [study] = (await studyRows(elsewhere, STUDY)).get('studies') ?? [];
    expect(study?.fields['known']).toBe(wordings.at(-1));
    expect(study?.earlier?.['known']).toEqual(wordings.slice(0, -1));
    expect(await exported(elsewhere)).toBe(text);
  });

  test('brings the words of an item that was taken from the running order', async () => {
    const school = await fullStudy(newNotebook());
    const item = `${STUDY}.1.aside`;
    await commit(school, [{ table: 'agenda', row: item, fields: { order: 9, title: 'Anything else?' } }]);
    await commit(school, [{ table: 'minutes', row: `${item}.m1`, fields: { update: 'AAA=' } }]);
    await commit(school, [{ table: 'agenda', row: item, deleted: true }]);

    const elsewhere = await imported(await exported(school));

    const { agenda } = await discussionRecord(elsewhere, `${STUDY}.1`);
    expect(agenda.map(({ title }) => title)).toContain('Anything else?');
  });

  test('goes to colleagues like anything else that is written, in entries that fit into envelopes', async () => {
    const notebook = await imported(await exported(await fullStudy(newNotebook())));

    const entries = await notebook.outbox.toArray();

    expect(entries.flatMap(({ changes }) => changes).some(({ row }) => row === `${STUDY}.1.note1`)).toBe(
      true,
    );
    expect(Math.max(...entries.map(({ changes }) => JSON.stringify(changes).length))).toBeLessThan(400_000);
  });

  test('is no larger than what is taken in again, however much else than photos is in it', async () => {
    const school = await fullStudy(newNotebook());
    // A letter of three bytes.
    const text = '\u1ef3'.repeat(199_000);
    const ids = Array.from({ length: 12 }, (_, index) => `${STUDY}.1.note1.photo${index}`);
    await commit(school, [
      { table: 'notes', row: `${STUDY}.1.long1`, fields: { text } },
      { table: 'notes', row: `${STUDY}.1.long2`, fields: { text } },
      ...ids.map((row): Write => ({ table: 'photos', row, fields: { width: 4, height: 3 } })),
    ]);
    await school.pictures.bulkAdd(
      ids.map((photo) => ({ photo, state: 'kept', bytes: new Uint8Array(60_000) })),
    );

    const mostBytes = 2_000_000;
    const { blob, photosLeftOut } = await studyFile(school, STUDY, { now: WHEN, hasPhotos: true, mostBytes });

    expect(blob.size).toBeLessThanOrEqual(mostBytes);
    expect(photosLeftOut).toBeGreaterThan(0);
    expect(photosLeftOut).toBeLessThan(12);
  });

  test('without its photos it says how many are left out, and nothing in it opens one at a server', async () => {
    const school = await fullStudy(newNotebook());

    const { blob, photosLeftOut } = await studyFile(school, STUDY, { now: WHEN, hasPhotos: false });

    expect(photosLeftOut).toBe(1);
    const text = await blob.text();
    expect(text).not.toContain('secret-key');
    expect(text).not.toContain('blob-at-server');
    expect(parseStudyFile(text)).toMatchObject({ ok: true, photosLeftOut: 1 });
    const without = await imported(text);
    expect(await without.rows('photos').count()).toBe(0);
  });

  test('a study that is here already is not written over', async () => {
    const school = await fullStudy(newNotebook());
    const file = parseStudyFile(await exported(school));
    await commit(school, [{ table: 'notes', row: `${STUDY}.1.note1`, fields: { text: 'Written since' } }]);
    const before = await everythingIn(school);

    const outcome = file.ok && (await importStudy(school, file.value));

    expect(outcome).toBe('alreadyHere');
    expect(await everythingIn(school)).toEqual(before);
  });

  test('a study that was deleted for good does not come back by a file', async () => {
    const text = await exported(await fullStudy(newNotebook()));
    const notebook = newNotebook();
    await commit(notebook, [{ table: 'erasures', row: STUDY, fields: { scope: STUDY, erasedAt: 1 } }]);

    const file = parseStudyFile(text);

    expect(file.ok && (await importStudy(notebook, file.value))).toBe('erased');
    expect(await notebook.rows('studies').count()).toBe(0);
  });

  test('given up midway it leaves nothing behind', async () => {
    const text = await exported(await fullStudy(newNotebook()));
    const notebook = newNotebook();
    await commit(notebook, [{ table: 'team', row: 'team', fields: { name: 'Others' } }]);
    const before = await everythingIn(notebook);

    const file = parseStudyFile(text);
    let asked = 0;
    const outcome = file.ok && (await importStudy(notebook, file.value, { isStopped: () => ++asked > 0 }));

    expect(outcome).toBe('stopped');
    expect(await everythingIn(notebook)).toEqual(before);
  });

  test('a person whom the team knows keeps the name and the rights they have there', async () => {
    const text = await exported(await fullStudy(newNotebook()));
    const notebook = newNotebook();
    await commit(notebook, [{ table: 'members', row: 'maria', fields: { name: 'M. Evans', role: 'lead' } }]);

    await imported(text.replace('"Maria Evans"', '"Somebody Else"'), notebook);

    expect((await notebook.rows('members').get('maria'))?.fields).toEqual({ name: 'M. Evans', role: 'lead' });
  });
});

describe('a file that is no study of ours', () => {
  type Row = Record<string, unknown>;
  interface Loose {
    [key: string]: unknown;
    tables: Record<string, Row[]>;
  }
  /** The good file with one thing changed. */
  async function changed(change: (file: Loose) => void): Promise<string> {
    const file = JSON.parse(await exported(await fullStudy(newNotebook()))) as Loose;
    change(file);
    return JSON.stringify(file);
  }
  const first = (file: Loose, table: string) => (file.tables[table] ?? [])[0] as Row;
  const note = (file: Loose) => first(file, 'notes');

  const HOSTILE: readonly [string, FileProblem, () => Promise<string>][] = [
    ['cut off', 'cutOff', async () => (await exported(await fullStudy(newNotebook()))).slice(0, -40)],
    ['not JSON', 'otherProduct', async () => 'PK\u0003\u0004 a zip'],
    ['JSON of another product', 'otherProduct', async () => '{"format":"lesson-study-demo","notes":[]}'],
    ['a list', 'otherProduct', async () => '[1,2,3]'],
    ['nothing but null', 'otherProduct', async () => 'null'],
    ['nested a million deep', 'otherProduct', async () => '['.repeat(1_000_000)],
    ['nested deep and closed', 'otherProduct', async () => '['.repeat(200_000) + ']'.repeat(200_000)],
    ['of a newer version', 'newerVersion', () => changed((file) => (file['version'] = 2))],
    ['of no version', 'damaged', () => changed((file) => delete file['version'])],
    ['without its study', 'damaged', () => changed((file) => (file.tables['studies'] = []))],
    [
      'with a table nobody knows',
      'damaged',
      () => changed((file) => (file.tables['spells'] = [{ id: `${STUDY}.x` }])),
    ],
    [
      'with rows of the team',
      'damaged',
      () => changed((file) => (file.tables['team'] = [{ id: 'team', name: 'x' }])),
    ],
    [
      'with a member who would be lead',
      'damaged',
      () => changed((file) => (file.tables['members'] = [{ id: 'maria', role: 'lead' }])),
    ],
    ['with a row of another study', 'damaged', () => changed((file) => (note(file)['id'] = 'other.1.note1'))],
    [
      'with a row beside its study',
      'damaged',
      () => changed((file) => (note(file)['id'] = `${STUDY}x.1.note1`)),
    ],
    [
      'with a fourth lesson',
      'damaged',
      () => changed((file) => file.tables['lessons']?.push({ id: `${STUDY}.4`, title: 'x' })),
    ],
    [
      'with the same row twice',
      'damaged',
      () => changed((file) => file.tables['notes']?.push({ ...note(file) })),
    ],
    [
      'with evidence of another study',
      'damaged',
      () => changed((file) => (first(file, 'evidence')['row'] = 'other.1.n')),
    ],
    ['with a number for a text', 'damaged', () => changed((file) => (note(file)['text'] = 5))],
    [
      'with an object for a text',
      'damaged',
      () => changed((file) => (note(file)['text'] = { toString: 'x' })),
    ],
    ['with a field nobody knows', 'damaged', () => changed((file) => (note(file)['onload'] = 'alert(1)'))],
    ['with a deletion', 'damaged', () => changed((file) => (note(file)['deleted'] = {}))],
    ['with an endless text', 'damaged', () => changed((file) => (note(file)['text'] = 'x'.repeat(400_000)))],
    [
      'with a photo that is no picture',
      'damaged',
      () => changed((file) => (first(file, 'photos')['jpeg'] = btoa('<script>alert(1)</script>'))),
    ],
    ['with a key of a photo', 'damaged', () => changed((file) => (first(file, 'photos')['key'] = 'k'))],
    [
      'with a prototype for a row',
      'damaged',
      async () =>
        (await exported(await fullStudy(newNotebook()))).replace(
          '"kind":"said"',
          '"__proto__":{"isAdmin":true}',
        ),
    ],
    [
      'with a prototype for a table',
      'damaged',
      async () => (await exported(await fullStudy(newNotebook()))).replace('"points":', '"__proto__":'),
    ],
    ['with a constructor', 'damaged', () => changed((file) => (note(file)['constructor'] = 'x'))],
    [
      'with a prototype in an id',
      'damaged',
      () => changed((file) => (note(file)['id'] = `${STUDY}.1.__proto__`)),
    ],
    ['with a path out of it', 'damaged', () => changed((file) => (note(file)['id'] = `${STUDY}.1.../x`))],
    [
      'with other wordings that are none',
      'damaged',
      () => changed((file) => (note(file)['beside'] = { text: 'x' })),
    ],
    [
      'with an endless earlier wording',
      'damaged',
      () => changed((file) => (note(file)['earlier'] = { text: ['x'.repeat(400_000)] })),
    ],
    [
      'with a million earlier wordings',
      'damaged',
      () =>
        changed((file) => (note(file)['earlier'] = { text: Array.from({ length: 1_000_000 }, () => 'x') })),
    ],
    [
      'with earlier wordings that together are no save',
      'damaged',
      () =>
        changed((file) => {
          const long = ['x'.repeat(150_000)];
          first(file, 'studies')['earlier'] = { title: long, known: long, hypothesis: long };
        }),
    ],
    [
      'with a million rows',
      'tooMany',
      () =>
        changed(
          (file) =>
            (file.tables['notes'] = Array.from({ length: 1_000_000 }, (_, at) => ({
              id: `${STUDY}.1.n${at}`,
              text: 'x',
            }))),
        ),
    ],
  ];

  test.each(HOSTILE)('%s is refused whole and changes nothing', async (_what, problem, make) => {
    const text = await make();

    expect(await readStudyFile(new Blob([text]))).toEqual({ ok: false, problem });
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
  });

  test('100 MB are refused by their size, before anything is read', async () => {
    const file = { size: MAX_STUDY_FILE_BYTES + 1, text: () => Promise.reject(new Error('was read')) };

    expect(await readStudyFile(file as unknown as Blob)).toEqual({ ok: false, problem: 'tooLarge' });
    expect(await readStudyFile(new Blob([]))).toEqual({ ok: false, problem: 'empty' });
  });

  test('script in a note stays words', async () => {
    const script = '<img src=x onerror=alert(1)><script>alert(2)</script>';
    const text = await changed((file) => (note(file)['text'] = script));

    const notebook = await imported(text);

    expect((await notebook.rows('notes').get(`${STUDY}.1.note1`))?.fields['text']).toBe(script);
  });
});
