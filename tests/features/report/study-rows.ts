import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { commit } from '../../../src/notebook/commit.ts';
import type { Notebook } from '../../../src/notebook/database.ts';
import { STUDY_TABLES, type PlainRow, type PlainTables } from '../../../src/notebook/read-study-rows.ts';
import { isProse, TABLES, type FieldSort, type TableName } from '../../../src/domain/tables.ts';

export const STUDY = 'study';
/** The smallest picture that is built like a JPEG. */
export const JPEG = Uint8Array.from([0xff, 0xd8, 0xff, 0xda, 0, 2, 7, 7, 0xff, 0xd9]);

/** A study with a little of everything, written as people write it. */
export async function fullStudy(notebook: Notebook): Promise<Notebook> {
  const note = `${STUDY}.1.note1`;
  await commit(notebook, [
    { table: 'team', row: 'team', fields: { name: 'Trio', tags: ['waits'] } },
    { table: 'members', row: 'maria', fields: { name: 'Maria Evans', role: 'lead' } },
    { table: 'members', row: 'sam', fields: { name: 'Sam Daniel', role: 'member' } },
    { table: 'members', row: 'stranger', fields: { name: 'Nobody Here', role: 'member' } },
    {
      table: 'studies',
      row: STUDY,
      fields: { title: 'Saying why', focusQuestion: 'How can we help pupils say why?', pupilsInClass: 28 },
    },
    {
      table: 'pupils',
      row: `${STUDY}.A`,
      fields: { alias: 'Robin', represents: 'quick answers', photosAllowed: true },
    },
    { table: 'pupils', row: `${STUDY}.B`, fields: { alias: 'Wren' } },
    { table: 'pupils', row: `${STUDY}.C`, fields: { alias: 'Heron' } },
    { table: 'groundRules', row: `${STUDY}.rule`, fields: { order: 1, text: 'We watch pupils' } },
    {
      table: 'lessons',
      row: `${STUDY}.1`,
      fields: { title: 'Which piece is bigger?', date: '2026-10-06', time: '09:35' },
    },
    {
      table: 'stages',
      row: `${STUDY}.1.starter`,
      fields: { order: 1, name: 'Starter', minutes: 5, teacherDoes: 'Asks' },
    },
    { table: 'criteria', row: `${STUDY}.1.A`, fields: { text: 'Says a reason' } },
    { table: 'predictions', row: `${STUDY}.1.starter.A`, fields: { text: 'Answers by rule' } },
    {
      table: 'sittings',
      row: `${STUDY}.1.sit`,
      fields: { member: 'maria', device: 'dmaria', startedAt: 1, endedMs: 9 },
    },
    {
      table: 'notes',
      row: note,
      fields: {
        sitting: 'sit',
        observer: 'maria',
        pupil: 'A',
        stage: 'starter',
        atMs: 65_000,
        kind: 'said',
        text: 'Half. Smaller number wins',
        tags: ['waits'],
      },
    },
    {
      table: 'notes',
      row: `${STUDY}.1.note2`,
      fields: {
        sitting: 'sit',
        observer: 'sam',
        pupil: 'class',
        stage: '',
        atMs: 70_000,
        kind: 'wonder',
        text: 'Are they guessing?',
      },
    },
    { table: 'matches', row: `${STUDY}.1.starter.A.maria`, fields: { value: 'partly' } },
    { table: 'verdicts', row: `${STUDY}.1.starter.A`, fields: { value: 'not', remark: 'went further' } },
    { table: 'interviews', row: `${STUDY}.1.A`, fields: { interviewer: 'sam', heldAt: 5 } },
    {
      table: 'answers',
      row: `${STUDY}.1.A.usual1`,
      fields: { question: 'What helped?', order: 1, text: 'The strips.' },
    },
    {
      table: 'discussions',
      row: `${STUDY}.1`,
      fields: { preset: 'pupilsFirst', chair: 'maria', scribe: 'sam' },
    },
    { table: 'agenda', row: `${STUDY}.1.learned`, fields: { order: 1, title: 'What did Robin learn?' } },
    { table: 'citations', row: `${STUDY}.1.learned.note1`, fields: { cites: true, citedAt: 4 } },
    {
      table: 'actions',
      row: `${STUDY}.1.act`,
      fields: { order: 1, text: 'Cut longer strips', owner: 'sam', due: '2026-10-12' },
    },
    { table: 'points', row: `${STUDY}.1.point`, fields: { order: 1, text: 'Reason before answer' } },
    {
      table: 'findings',
      row: `${STUDY}.find`,
      fields: { order: 1, claim: 'Quick answers hide gaps', limits: 'One class', nextStep: 'Ask why first' },
    },
    {
      table: 'evidence',
      row: `${STUDY}.find.note~${STUDY}~1~note1`,
      fields: { kind: 'note', row: note, addedAt: 3 },
    },
    {
      table: 'evidence',
      row: `${STUDY}.find.e2`,
      fields: { kind: 'interview', row: `${STUDY}.1.A`, addedAt: 4 },
    },
    {
      table: 'comments',
      row: `${STUDY}.com`,
      fields: { about: `notes/${note}`, text: 'Was it the number or the cut?', author: 'sam', writtenAt: 6 },
    },
    {
      table: 'photos',
      row: `${note}.photo`,
      fields: {
        blob: 'blob-at-server',
        key: 'secret-key',
        chunks: 1,
        bytes: JPEG.length,
        width: 4,
        height: 3,
        takenAt: 2,
        atServer: true,
      },
    },
  ]);
  await notebook.pictures.add({ photo: `${note}.photo`, state: 'kept', bytes: Uint8Array.from(JPEG) });
  return notebook;
}

/** Everything in a database, as it lies there. */
export async function everythingIn(notebook: Notebook): Promise<Readonly<Record<string, unknown>>> {
  const read = await Promise.all(
    notebook.tables.map(async (table) => [table.name, await table.toArray()] as const),
  );
  return Object.fromEntries(read);
}

const text = fc.string({
  maxLength: 12,
  unit: fc.constantFrom('a', 'é', '=', '<', '"', '\n', '😀', ' ', '_'),
});
const VALUES: Record<FieldSort, fc.Arbitrary<unknown>> = {
  text,
  prose: text,
  texts: fc.array(text, { maxLength: 3 }),
  number: fc.option(fc.integer(), { nil: null }),
  flag: fc.boolean(),
};

function someFields(table: TableName): fc.Arbitrary<Record<string, unknown>> {
  const shapes = Object.entries<FieldSort>(TABLES[table])
    .filter(([field]) => table !== 'photos' || ['width', 'height', 'takenAt'].includes(field))
    .map(([field, sort]) => [field, VALUES[sort]] as const);
  return fc
    .record(Object.fromEntries(shapes), { requiredKeys: [] })
    .filter((fields) => Object.keys(fields).length > 0)
    .map((fields) =>
      table === 'evidence' && fields['row'] !== undefined ? { ...fields, row: `${STUDY}.1.n` } : fields,
    );
}

const segment = fc.string({
  minLength: 1,
  maxLength: 6,
  unit: fc.constantFrom('a', 'b', 'Z', '9', '-', '_'),
});

function someIds(table: TableName): fc.Arbitrary<string[]> {
  if (table === 'studies') return fc.constant([STUDY]);
  if (table === 'lessons') return fc.subarray([`${STUDY}.1`, `${STUDY}.2`, `${STUDY}.3`]);
  if (table === 'pupils') return fc.subarray([`${STUDY}.A`, `${STUDY}.B`, `${STUDY}.C`]);
  const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => [STUDY, ...parts].join('.'));
  return fc.uniqueArray(path, { maxLength: 3 });
}

/** Wordings of some prose fields that stand beside the one shown, or were replaced. */
function someWordings(table: TableName, fields: Readonly<Record<string, unknown>>) {
  const prose = Object.keys(fields).filter((field) => isProse(table, field));
  return fc.subarray(prose).chain((chosen) => {
    const lists = Object.fromEntries(
      chosen.map((field) => [field, fc.array(text, { minLength: 1, maxLength: 3 })]),
    );
    return fc.record(lists) as fc.Arbitrary<Record<string, string[]>>;
  });
}

function someRow(table: TableName, id: string): fc.Arbitrary<PlainRow> {
  return someFields(table).chain((fields) =>
    fc.tuple(someWordings(table, fields), someWordings(table, fields)).map(([beside, earlier]) => ({
      id,
      fields,
      ...(Object.keys(beside).length > 0 && { beside }),
      ...(Object.keys(earlier).length > 0 && { earlier }),
    })),
  );
}

/** Any rows that a study may have, whatever they say. */
export const someTables: fc.Arbitrary<PlainTables> = fc
  .tuple(
    ...STUDY_TABLES.map((table) =>
      someIds(table)
        .chain((ids) => fc.tuple(...ids.map((id) => someRow(table, id))))
        .map((rows) => [table, rows] as const),
    ),
  )
  .map((tables) => new Map(tables.filter(([, rows]) => rows.length > 0)));
