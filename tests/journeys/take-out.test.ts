import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTeam } from '../support/main-path.ts';
import { problemsOf } from './accessible.ts';
import { openSchool, type School } from './school.ts';

let school: School;
const DEMO = 'study-fractions-y5';
const A4 = [595, 842];
const A3_ACROSS = [1191, 842];

beforeAll(async () => {
  school = await openSchool();
  await school.serve();
});

afterAll(() => school.close());

test('a study leaves one team as a file and is the same study, and the same report, in another', async () => {
  const here = await school.tablet();
  await here.page.getByRole('button', { name: 'Explore the demo study' }).click();
  await here.page.getByRole('region', { name: 'Demo study' }).waitFor();
  const report = await reportOf(here.page, DEMO);
  const file = await downloaded(here.page, DEMO, 'Everything (JSON)');

  const there = await school.tablet();
  await startTeam(there.page, 'Another trio', 'Rhian');
  await takeIn(there.page, file);
  await there.page.getByRole('link', { name: 'Open the study' }).press('Enter');
  await there.page.getByRole('button', { name: 'More', exact: true }).click();
  await there.page.getByRole('link', { name: 'Take it out' }).waitFor();

  expect(await reportOf(there.page, DEMO)).toBe(report);
  const again = await downloaded(there.page, DEMO, 'Everything (JSON)');
  expect(withoutMoment(again)).toEqual(withoutMoment(file));

  const { page } = there;
  await print(page, `${DEMO}/report/summary`).then((pages) => expect(pages).toEqual([A4]));
  await print(page, `${DEMO}/lessons/1/sheet`).then((pages) => expect(pages).toEqual([A3_ACROSS]));
  const pages = await print(page, `${DEMO}/report/print`);
  expect(pages.length).toBeGreaterThan(3);
  expect(pages.every((size) => String(size) === String(A4))).toBe(true);
  const word = await downloaded(page, DEMO, 'Word document');
  expect(word.subarray(0, 2).toString()).toBe('PK');

  // Taken in once more it is told to be here, and whatever is no study changes nothing.
  await choose(page, file);
  await page.getByText(/in your team’s notebook already/).waitFor();
  await choose(page, file.subarray(0, 3000));
  await page.getByText(/cut off/).waitFor();

  const screens = {
    'take out': `${DEMO}/report`,
    'take in': 'import',
    report: `${DEMO}/report/print`,
    sheet: `${DEMO}/lessons/1/sheet`,
    record: `${DEMO}/pupils/A/record`,
  };
  for (const [screen, path] of Object.entries(screens)) {
    await open(page, path);
    expect(await problemsOf(page, screen)).toEqual([]);
  }
  expect([...here.complaints, ...there.complaints]).toEqual([]);
});

test('a study that is too full comes out whole: the summary on one page, the sheet on as many as it takes', async () => {
  const { page, complaints } = await school.tablet();
  await page.getByRole('button', { name: 'Explore the demo study' }).click();
  await page.getByRole('region', { name: 'Demo study' }).waitFor();
  await takeIn(page, overfull(await downloaded(page, DEMO, 'Everything (JSON)')));
  await page.getByRole('link', { name: 'Open the study' }).click();

  expect(await print(page, 'overfull/report/summary')).toEqual([A4]);
  await page.getByText(/To fit on one page, this is shortened or left out here: .*finding/).waitFor();
  const sheet = await print(page, 'overfull/lessons/1/sheet');
  expect(sheet.length).toBeGreaterThan(1);
  expect(sheet.every((size) => String(size) === String(A3_ACROSS))).toBe(true);
  expect(complaints).toEqual([]);
});

async function open(page: Page, path: string): Promise<void> {
  await page.goto(`${school.line.url}/studies/${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
}

/** What the report says, without the day it was made. */
async function reportOf(page: Page, study: string): Promise<string> {
  await open(page, `${study}/report/print`);
  const words = await page.getByRole('article').innerText();
  expect(words).toContain('Predicted and observed');
  return words.replace(/Made with Threefold on .*/, '');
}

async function downloaded(page: Page, study: string, name: string): Promise<Buffer> {
  await open(page, `${study}/report`);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name }).click(),
  ]);
  await page.getByText(/^Saved as/).waitFor();
  return readFileSync(await download.path());
}

async function choose(page: Page, buffer: Buffer): Promise<void> {
  await open(page, 'import');
  const file = { name: 'study.json', mimeType: 'application/json', buffer };
  await page.getByLabel(/Choose the file/).setInputFiles(file);
}

async function takeIn(page: Page, file: Buffer): Promise<void> {
  await choose(page, file);
  await page.getByRole('button', { name: 'Take it in' }).press('Enter');
  await page.getByText(/The study is here, as it was/).waitFor();
}

/** Width and height of each page as the browser prints it, in points. */
async function print(page: Page, path: string): Promise<readonly (readonly number[])[]> {
  await open(page, path);
  await page.getByRole('article').first().waitFor();
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const boxes = pdf
    .toString('latin1')
    .matchAll(/\/Type \/Page\b[^s][\s\S]*?\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g);
  return [...boxes].map(([, width, height]) => [Math.round(Number(width)), Math.round(Number(height))]);
}

interface StudyFile {
  study: string;
  exportedAt?: string;
  people: { id: string; name: string }[];
  tables: Record<string, Record<string, unknown>[]>;
}

function withoutMoment(file: Buffer): Omit<StudyFile, 'exportedAt'> {
  const { exportedAt: _, ...rest } = JSON.parse(file.toString()) as StudyFile;
  return rest;
}

/** The same study under another id, with long words everywhere and nine times the notes. */
function overfull(file: Buffer): Buffer {
  const renamed = file.toString().replaceAll(DEMO, 'overfull');
  const study = JSON.parse(renamed) as StudyFile;
  const long = 'They compare the two pieces and say which one is longer, and why. '.repeat(12).trim();
  const { notes = [], pupils = [], studies = [] } = study.tables;
  study.tables['notes'] = notes.flatMap((note) =>
    Array.from({ length: 9 }, (_, copy) => ({ ...note, id: `${String(note['id'])}-${copy}` })),
  );
  for (const pupil of pupils) pupil['represents'] = long;
  for (const each of studies) Object.assign(each, { focusQuestion: long, hypothesis: `${long}\n${long}` });
  study.tables['findings'] = Array.from({ length: 30 }, (_, at) => ({
    id: `overfull.find${at}`,
    order: at,
    claim: long,
    limits: long,
    nextStep: long,
  }));
  delete study.tables['evidence'];
  delete study.tables['citations'];
  delete study.tables['comments'];
  return Buffer.from(JSON.stringify(study));
}
