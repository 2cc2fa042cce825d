import 'fake-indexeddb/auto';
import Papa from 'papaparse';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commit } from '../../../src/notebook/commit.ts';
import { wholeStudy } from '../../../src/notebook/read-whole-study.ts';
import { setNudge } from '../../../src/notebook/write-nudge.ts';
import { nameOf } from '../../../src/features/report/observer-names.ts';
import { notesCsv } from '../../../src/features/report/notes-csv.ts';
import { newNotebook } from '../../support/tablet.ts';
import { fullStudy, STUDY } from './study-rows.ts';

async function csvWith(text: string): Promise<string> {
  const notebook = await fullStudy(newNotebook());
  await commit(notebook, [{ table: 'notes', row: `${STUDY}.1.note1`, fields: { text } }]);
  const study = await wholeStudy(notebook, STUDY);
  if (study === undefined) throw new Error('No study.');
  return notesCsv(study, nameOf(study.names, 'names'));
}

function cells(csv: string): string[][] {
  return Papa.parse<string[]>(csv.slice(1), { newline: '\r\n' }).data;
}

test('is a table that spreadsheets read: UTF-8 with its mark, lines of CRLF, one row for each note', async () => {
  const csv = await csvWith('“Half”, said\n“why?”');

  expect(csv.startsWith('\ufeff"Lesson","Lesson title"')).toBe(true);
  const [head, ...rows] = cells(csv);
  expect(rows).toHaveLength(2);
  expect(rows.every((row) => row.length === head?.length)).toBe(true);
  const first = Object.fromEntries((head ?? []).map((name, column) => [name, rows[0]?.[column]]));
  expect(first).toMatchObject({
    Lesson: '1',
    Date: '2026-10-06',
    'Lesson time': '0:01:05',
    Seconds: '65',
    Stage: '1 Starter',
    Letter: 'A',
    Pupil: 'Robin',
    Observer: 'Maria Evans',
    Kind: 'Said',
    Evidence: 'yes',
    Note: '“Half”, said\n“why?”',
    Tags: 'waits',
    'We predicted': 'Answers by rule',
    'Observer’s mark': 'Partly',
    'What we agree': 'Not as predicted',
    Photos: '1',
  });
});

test('has the times of the review: shifted as the team shifted that observer, also to before the start, and says by how much', async () => {
  const notebook = await fullStudy(newNotebook());
  const shifted = async (nudgeMs: number) => {
    await setNudge(notebook, `${STUDY}.1.sit`, nudgeMs);
    const study = await wholeStudy(notebook, STUDY);
    const [head, row] = cells(notesCsv(study!, nameOf(study!.names, 'names')));
    const cell = (name: string) => row?.[head?.indexOf(name) ?? -1];
    return [cell('Lesson time'), cell('Seconds'), cell('Shifted by the team (seconds)')];
  };

  expect(await shifted(20_000)).toEqual(['0:01:25', '85', '20']);
  expect(await shifted(-70_000)).toEqual(['−0:00:05', '-5', '-70']);
  expect(await shifted(0)).toEqual(['0:01:05', '65', '0']);
});

test.each([
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '  =1',
  '＝1',
  '＋1',
  '－1',
  '＠x',
  '|calc',
  '%x',
  '\u00a0=1',
  '\u0000=1',
])('no cell runs as a formula: %j', async (text) => {
  const [head, ...rows] = cells(await csvWith(text));

  const cell = rows[0]?.[head?.indexOf('Note') ?? 0];
  expect(cell?.startsWith("'")).toBe(true);
});

test.each(['1/2', '3-4', '1:30', ' 2 / 3 ', '1.2.3'])('words of digits become no date: %j', async (text) => {
  const [head, ...rows] = cells(await csvWith(text));

  expect(rows[0]?.[head?.indexOf('Note') ?? 0]).toBe(`'${text}`);
});

test('no cell begins as a formula whatever is written, and none of the words are lost', async () => {
  const notebook = await fullStudy(newNotebook());
  const study = await wholeStudy(notebook, STUDY);
  if (study === undefined) throw new Error('No study.');
  const [lesson] = study.wholeLessons;
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
      const notes = [{ ...lesson!.notes[0]!, text, tags: [text] }];
      const csv = notesCsv({ wholeLessons: [{ ...lesson!, notes }] }, () => text);
      const [, row] = cells(csv);
      expect(row?.every((cell) => !/^\s*[=+\-@\t\r]/.test(cell))).toBe(true);
      expect(row?.some((cell) => cell.includes(text.trim()))).toBe(true);
    }),
  );
});
