// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { commit } from '../../../src/notebook/commit.ts';
import { nameOf } from '../../../src/features/report/observer-names.ts';
import { reportDocument } from '../../../src/features/report/report-document.ts';
import { reportParts } from '../../../src/features/report/use-whole-study.ts';
import { buildWord } from '../../../src/features/report/word/build-word.ts';
import type { Draw, DrawnPicture } from '../../../src/features/report/word/draw.ts';
import { newNotebook } from '../../support/tablet.ts';
import { fullStudy, JPEG, STUDY } from './study-rows.ts';

/** A pencil that draws nothing: there is no canvas here. */
const picture: DrawnPicture = { bytes: Uint8Array.from(JPEG), width: 4, height: 3 };
const pencil: Draw = {
  drawing: () => Promise.resolve(picture),
  onPhoto: () => Promise.resolve(picture),
  glance: () => Promise.resolve(picture),
};

/** The files of a zip archive, by name. */
function unzipped(zip: Buffer): ReadonlyMap<string, Buffer> {
  const files = new Map<string, Buffer>();
  const count = zip.readUInt16LE(zip.length - 22 + 10);
  let at = zip.readUInt32LE(zip.length - 22 + 16);
  for (let index = 0; index < count; index++) {
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength!);
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = zip.subarray(start, start + size);
    files.set(name, method === 0 ? bytes : inflateRawSync(bytes));
    at += 46 + nameLength! + extra! + comment!;
  }
  return files;
}

async function wordOf(
  change: (notebook: ReturnType<typeof newNotebook>) => Promise<unknown> = async () => undefined,
) {
  const notebook = await fullStudy(newNotebook());
  await change(notebook);
  const parts = await reportParts(notebook, STUDY);
  if (parts === null) throw new Error('No study.');
  const blocks = reportDocument(parts, {
    nameOf: nameOf(parts.study.names, 'initials'),
    today: '2026-11-22',
  });
  const steps: number[] = [];
  const job = { blocks, title: 'Saying why', language: 'cy-GB', stageLabel: 'Stage', missing: 'Missing' };
  const pictures = new Map([[`${STUDY}.1.note1.photo`, Uint8Array.from(JPEG)]]);
  const blob = await buildWord({ ...job, pictures }, pencil, (share) => steps.push(share));
  const files = unzipped(Buffer.from(await blob.arrayBuffer()));
  return { files, steps, document: files.get('word/document.xml')?.toString('utf8') ?? '' };
}

test('has real headings, tables whose heads come again, pictures with words, and the language of its words', async () => {
  const { files, document, steps } = await wordOf();

  for (const style of ['Title', 'Heading1', 'Heading2', 'Heading3']) {
    expect(document).toContain(`<w:pStyle w:val="${style}"/>`);
  }
  const tables = document.match(/<w:tbl>/g) ?? [];
  expect(tables.length).toBeGreaterThan(4);
  expect(document.match(/<w:tblHeader\/>/g)?.length).toBe(tables.length);
  const images = [...files].filter(([name]) => name.startsWith('word/media/'));
  expect(images.length).toBeGreaterThan(0);
  expect(images.every(([, bytes]) => bytes.equals(JPEG))).toBe(true);
  expect(document).toMatch(/<wp:docPr[^>]*descr="Robin, 1:05, ME"/);
  expect(files.get('word/styles.xml')?.toString('utf8')).toContain('w:lang w:val="cy-GB"');
  expect(steps.length).toBeGreaterThan(3);
  expect(steps).toEqual(steps.toSorted((a, b) => a - b));
});

test('tells the whole study and names nobody but by alias and initials', async () => {
  const { document } = await wordOf();

  for (const words of [
    'How can we help pupils say why?',
    'A Robin',
    'Answers by rule',
    'Half. Smaller number wins',
    'Agreed: Not as predicted · went further',
    'The strips.',
    'What did Robin learn?',
    'Cut longer strips',
    'Reason before answer',
    'Quick answers hide gaps',
    'Was it the number or the cut?',
  ]) {
    expect(document).toContain(words);
  }
  expect(document).not.toContain('Maria Evans');
});

test('opens whatever is written in a note', async () => {
  const hostile = '<w:p/> & "x" ]]> \u0000\u0008\ud800 \n second line';
  const { document } = await wordOf((notebook) =>
    commit(notebook, [{ table: 'notes', row: `${STUDY}.1.note1`, fields: { text: hostile } }]),
  );

  expect(document).toContain('&lt;w:p/&gt; &amp;');
  for (const unwanted of ['\u0000', '\u0008', '\ud800']) expect(document).not.toContain(unwanted);
  expect(document).toContain('second line');
});
