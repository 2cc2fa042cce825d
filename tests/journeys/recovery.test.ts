import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { untilInstalled, type BrowserTablet } from '../support/browser.ts';
import { notesInReview, planLesson, startLesson, untilAtServer, writeNote } from '../support/main-path.ts';
import { temporaryDir } from '../support/server.ts';
import { problemsOf } from './accessible.ts';
import { colleaguesTablet, leadsTablet, openSchool, PATIENTLY, type School } from './school.ts';

let school: School;
let maria: BrowserTablet;
let lesson: string;
const folder = temporaryDir();

beforeAll(async () => {
  school = await openSchool();
  await school.serve();
  maria = await leadsTablet(school);
  lesson = await planLesson(maria.page);
});

afterAll(() => school.close());

/** Everything that Threefold has on a tablet, by the names of its databases. */
const databases = (page: Page) =>
  page.evaluate(async () =>
    (await indexedDB.databases()).flatMap(({ name }) => (name?.startsWith('threefold') ? [name] : [])),
  );

async function writeDown(page: Page, words: string): Promise<void> {
  await startLesson(page, lesson);
  await writeNote(page, { pupil: 'Robin', kind: 'Did', text: words });
  await page.getByRole('button', { name: 'End lesson' }).click();
  await page.getByText('Lesson ended').waitFor();
}

/** Makes a sealed copy and saves it as the browser does; answers where the file lies. */
async function saveCopy(page: Page, name: string): Promise<string> {
  await page.goto(`${school.line.url}/tablet/copy`);
  await page.getByRole('button', { name: 'Make a sealed copy' }).click();
  const save = page.getByRole('button', { name: 'Save the file' });
  await save.waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), save.click()]);
  expect(download.suggestedFilename()).toMatch(/^Threefold \d{4}-\d\d-\d\d \d\d\.\d\d\.threefold$/);
  const path = join(folder, name);
  await download.saveAs(path);
  return path;
}

async function takeIn(page: Page, path: string): Promise<void> {
  await page.goto(`${school.line.url}/tablet/copy`);
  await page.getByLabel('Choose the file').setInputFiles(path);
}

test('two tablets without a network exchange their notes by files, both ways; one gets a second team and hands only that back', async () => {
  const sam = await colleaguesTablet(school, maria);
  await sam.page.getByRole('link', { name: 'Lesson studies' }).first().click();
  await sam.page.getByText('How can we help pupils say why?').first().waitFor(PATIENTLY);
  for (const { context } of [maria, sam]) await context.setOffline(true);
  await writeDown(maria.page, 'Maria saw strips side by side');
  await writeDown(sam.page, 'Sam heard "the same"');

  await takeIn(sam.page, await saveCopy(maria.page, 'by-maria.threefold'));
  await sam.page.getByText('1 new note is here.').waitFor();
  await takeIn(maria.page, await saveCopy(sam.page, 'by-sam.threefold'));
  await maria.page.getByText('1 new note is here.').waitFor();
  await takeIn(maria.page, join(folder, 'by-maria.threefold'));
  await maria.page.getByText('Everything in it was here already.').waitFor();

  for (const { page } of [maria, sam]) {
    await page.goto(`${lesson}/review`);
    await expect.poll(() => notesInReview(page), PATIENTLY).toBe(2);
  }
  // A file that is none changes nothing, and says so.
  writeFileSync(join(folder, 'dog.jpg'), 'a picture of a dog');
  await takeIn(maria.page, join(folder, 'dog.jpg'));
  await maria.page.getByText('This file is not a sealed copy of Threefold.').waitFor();
  expect(await problemsOf(maria.page, 'sealed copy')).toEqual([]);

  // Sam's tablet alone meets the server again, and brings both.
  await sam.context.setOffline(false);
  await sam.page.goto(school.line.url);
  await untilAtServer(sam.page);
  await maria.context.setOffline(false);
  await untilAtServer(maria.page);
  await handBackOneOfTwo(sam.page);
  await sam.close();
});

/** A second team comes onto the tablet and goes again; the first stays as it was. */
async function handBackOneOfTwo(page: Page): Promise<void> {
  const before = await databases(page);
  await page.goto(`${school.line.url}/start`);
  await page.getByLabel('Team name').fill('Year 6 writing');
  await page.getByLabel('Your name').fill('Sam Dale');
  await page.getByRole('button', { name: 'Start a team' }).click();
  await page.getByText('Year 6 writing').first().waitFor();
  await untilAtServer(page);
  expect(await databases(page)).not.toEqual(before);

  await page.goto(`${school.line.url}/tablet/hand-back`);
  await page.getByRole('button', { name: 'Only Year 6 writing', pressed: true }).waitFor();
  await page.getByLabel('I know what will be gone').check();
  await page.getByRole('button', { name: 'Remove it from this tablet' }).click();
  await page.getByText('The team is gone from this tablet').waitFor();
  await page.getByText('The tablet is no longer in the team’s list.').waitFor();
  expect((await databases(page)).toSorted()).toEqual(before.toSorted());

  await page.getByRole('button', { name: 'Open Threefold' }).click();
  await page.getByText('P5 Maths triad').first().waitFor();
  await page.goto(`${lesson}/review`);
  await expect.poll(() => notesInReview(page), PATIENTLY).toBe(2);
  await untilAtServer(page);
}

test('[N7] a tablet is not handed back while a note is nowhere else; then nothing of it is left', async () => {
  const nia = await colleaguesTablet(school, maria, { name: 'Nia Price' });
  await nia.page.goto(school.line.url);
  await untilAtServer(nia.page);
  const second = await nia.context.newPage();
  await second.goto(school.line.url);
  await nia.page.bringToFront();
  await nia.context.setOffline(true);
  await writeDown(nia.page, 'Nia saw a drawing');

  await nia.page.goto(`${school.line.url}/tablet/hand-back`);
  await nia.page.getByRole('button', { name: 'Everything Threefold keeps on this tablet' }).click();
  await nia.page.getByText('Not yet: this is on this tablet only').waitFor();
  await nia.page.getByText(/^1 note/).waitFor();
  expect(await nia.page.getByRole('button', { name: 'Remove it from this tablet' }).count()).toBe(0);
  expect(await problemsOf(nia.page, 'hand back, refused')).toEqual([]);

  const copy = await saveCopy(nia.page, 'by-nia.threefold');
  await nia.page.getByRole('button', { name: 'The file is there' }).click();
  await nia.page.getByText('this copy is put away').waitFor();
  await nia.page.goto(`${school.line.url}/tablet/hand-back`);
  await nia.page.getByRole('button', { name: 'Everything Threefold keeps on this tablet' }).click();
  await nia.page.getByText('Nothing is on this tablet only.').waitFor();
  await nia.page.getByLabel('I know what will be gone').check();
  await nia.page.getByRole('button', { name: 'Remove it from this tablet' }).click();

  await nia.page.getByText('Nothing of Threefold’s notes is on this tablet any more').waitFor();
  await nia.page.getByText('The school server could not be told').waitFor();
  await second.getByText('handed back in another tab').waitFor();
  expect(await databases(nia.page)).toEqual([]);
  const keys = await nia.page.evaluate(() => Object.keys(localStorage));
  expect(keys.filter((key) => key !== 'threefold-language')).toEqual([]);
  await nia.context.setOffline(false);
  await nia.page.getByRole('button', { name: 'Open Threefold' }).click();
  await nia.page.getByRole('button', { name: 'Start a team' }).waitFor();
  // What was put away is not lost.
  await takeIn(maria.page, copy);
  await maria.page.getByText('1 new note is here.').waitFor();
  await untilAtServer(maria.page);
  await nia.close();
});

test('all tablets lost: the printed sheet brings back team, notes and people', async () => {
  const { code, copy } = await printSheetAndCopy(maria.page);
  await maria.close();
  const found = await school.tablet();
  await untilInstalled(found.page);

  await bringBack(found.page, { code, name: 'maria evans' });

  await found.page.goto(`${lesson}/review`);
  await expect.poll(() => notesInReview(found.page), PATIENTLY).toBe(3);
  await found.page.goto(`${school.line.url}/team`);
  for (const name of ['Maria Evans', 'Sam Dale', 'Nia Price'])
    await found.page.getByText(name).first().waitFor();
  await found.page.getByText(/lead · you/).waitFor();
  await untilAtServer(found.page);
  expect(found.complaints).toEqual([]);
  await found.close();

  // The server is lost as well: sheet and copy are enough, and the new server gets everything back.
  await school.serve({ dataDir: temporaryDir() });
  const next = await school.tablet();
  await next.page.getByRole('link', { name: 'All tablets lost?' }).click();
  await fillIn(next.page, { code, name: 'Maria Evans' });
  await next.page.getByText('The school server knows no such sheet.').waitFor();
  await next.page.getByLabel('A sealed copy of the team').setInputFiles(copy);
  await next.page.getByRole('button', { name: 'Bring the team back' }).click();
  await next.page.getByRole('heading', { level: 1, name: 'Maria Evans' }).waitFor(PATIENTLY);
  await next.page.goto(`${lesson}/review`);
  await expect.poll(() => notesInReview(next.page), PATIENTLY).toBe(3);
  await untilAtServer(next.page);
  const sam = await colleaguesTablet(school, next);
  await sam.page.goto(`${lesson}/review`);
  await expect.poll(() => notesInReview(sam.page), PATIENTLY).toBe(3);
});

async function printSheetAndCopy(page: Page): Promise<{ code: string; copy: string }> {
  await page.goto(`${school.line.url}/team`);
  await page.getByRole('link', { name: 'Recovery sheet' }).click();
  await page.getByText('Your team has no recovery sheet yet.').waitFor();
  await page.getByRole('button', { name: 'Make the sheet' }).click();
  const paper = page.getByRole('article', { name: 'Recovery sheet' });
  await paper.waitFor();
  expect(await problemsOf(page, 'recovery sheet')).toEqual([]);
  const code = ((await paper.getByLabel('Code', { exact: true }).textContent()) ?? '').trim();
  expect(code).toMatch(/^([2-9A-HJ-NP-Z]{4} ){6}[2-9A-HJ-NP-Z]{4}$/);
  await page.goto(`${school.line.url}/team/recovery`);
  await page.getByText('The school server has what the sheet opens.').waitFor();
  return { code, copy: await saveCopy(page, 'after-the-sheet.threefold') };
}

async function bringBack(page: Page, words: { code: string; name: string }): Promise<void> {
  await page.getByRole('link', { name: 'All tablets lost?' }).click();
  expect(await problemsOf(page, 'all tablets lost')).toEqual([]);
  // A slip of the pen is told before anybody is asked.
  const slip = words.code.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
  await fillIn(page, { ...words, code: slip });
  await page.getByText('There is a mistake in the code').waitFor();
  await fillIn(page, words);
  await page.getByRole('heading', { level: 1, name: /maria evans/i }).waitFor(PATIENTLY);
}

async function fillIn(page: Page, { code, name }: { code: string; name: string }): Promise<void> {
  await page.getByLabel('Code on the sheet').fill(code);
  await page.getByLabel('Your name').fill(name);
  await page.getByRole('button', { name: 'Bring the team back' }).click();
}
