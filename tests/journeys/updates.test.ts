import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { notesInReview, planLesson, startLesson, writeNote } from '../support/main-path.ts';
import { temporaryDir } from '../support/server.ts';
import { leadsTablet, openSchool, PATIENTLY, type School } from './school.ts';

let school: School;
const appDir = temporaryDir();

beforeAll(async () => {
  cpSync('dist/app', appDir, { recursive: true });
  school = await openSchool();
  await school.serve({ env: { APP_DIR: appDir } });
});

afterAll(async () => {
  await school.close();
  rmSync(appDir, { recursive: true, force: true });
});

test('[N5] a new version is offered, waits for the end of the lesson, and is never taken by the page itself', async () => {
  const maria = await leadsTablet(school);
  const lesson = await planLesson(maria.page);
  await startLesson(maria.page, lesson);
  await writeNote(maria.page, { pupil: 'Robin', kind: 'Did', text: 'Lays the strips side by side' });
  const note = maria.page.getByLabel('Note', { exact: true });
  await note.pressSequentially('Says eight is mo');
  await mark(maria.page);

  release('second');
  await lookForUpdate(maria.page);
  await maria.page.waitForFunction(async () => (await navigator.serviceWorker.ready).waiting !== null);

  // Another tab of the same tablet shows the offer and takes it; the lesson goes on as if nothing had been.
  const office = await maria.context.newPage();
  await office.goto(school.line.url);
  const offer = office.getByRole('region', { name: 'A new version is ready' });
  await offer.waitFor();
  expect(await maria.page.getByText('A new version is ready').count()).toBe(0);
  expect(await versionOf(office)).toBe('first');
  const taken = maria.page.evaluate(
    () =>
      new Promise<void>((done) => {
        navigator.serviceWorker.addEventListener('controllerchange', () => done(), { once: true });
      }),
  );
  await offer.getByRole('button', { name: 'Update now' }).click();
  await taken;
  await expect.poll(() => versionOf(office), PATIENTLY).toBe('second');
  await office.getByRole('heading', { level: 1, name: 'Maria Evans' }).waitFor();

  // Anything that wanted to reload the lesson would have done so before this round trip through its page.
  await note.pressSequentially('re');
  expect(await isMarked(maria.page)).toBe(true);
  expect(await note.inputValue()).toBe('Says eight is more');
  await note.press('Enter');
  // The parts that the lesson has not opened yet are the old version's, which the server no longer has; what the
  // browser's own cache may still hold does not count.
  await (await maria.context.newCDPSession(maria.page)).send('Network.clearBrowserCache');
  await maria.page.getByRole('button', { name: 'Stage times' }).click();
  await maria.page.getByRole('heading', { name: 'Correct the stages' }).waitFor();
  await maria.page.getByRole('button', { name: 'End lesson' }).click();
  await maria.page.getByText('2 notes:').waitFor();
  expect(await isMarked(maria.page)).toBe(true);

  // After the lesson the old page goes on to a screen whose script only the new version has.
  await maria.page.getByRole('link', { name: 'Review together' }).click();
  await expect.poll(() => notesInReview(maria.page), PATIENTLY).toBe(2);
  await maria.page.goto(school.line.url);
  await maria.page.getByRole('heading', { level: 1, name: 'Maria Evans' }).waitFor();
  expect(await versionOf(maria.page)).toBe('second');
  expect(maria.complaints).toEqual([]);
});

test('[N5] on Today the offer stays until it is taken, and then the new version runs', async () => {
  const sam = await school.tablet();
  await sam.page.getByRole('button', { name: 'Start a team' }).waitFor();
  await sam.page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await sam.page.getByRole('button', { name: 'Start a team' }).click();
  await sam.page.getByLabel('Team name').fill('P5 Maths triad');
  await sam.page.getByLabel('Your name').fill('Sam Dale');
  await sam.page.getByRole('button', { name: 'Start a team' }).click();
  await sam.page.getByRole('heading', { level: 1, name: 'Sam Dale' }).waitFor();
  await mark(sam.page);

  release('third');
  await lookForUpdate(sam.page);
  await sam.page.getByRole('region', { name: 'A new version is ready' }).waitFor();
  await sam.page.getByRole('link', { name: 'Lesson studies' }).click();
  await sam.page.getByRole('link', { name: 'Today' }).click();
  expect(await isMarked(sam.page)).toBe(true);
  await sam.page.getByRole('button', { name: 'Update now' }).click();

  await expect.poll(() => versionOf(sam.page), PATIENTLY).toBe('third');
  await sam.page.getByRole('heading', { level: 1, name: 'Sam Dale' }).waitFor();
  expect(await sam.page.getByText('A new version is ready').count()).toBe(0);
  expect(sam.complaints).toEqual([]);
});

/** What a new build amounts to: every script and style under another name, and a worker and a page that know them. */
function release(version: string): void {
  const files = readdirSync(appDir, { recursive: true, encoding: 'utf8' });
  // The compressed copies hold the version before.
  for (const packed of files.filter((file) => /\.(br|gz)$/.test(file))) rmSync(join(appDir, packed));
  const renamed = files.filter((file) => /^assets\/.*\.(js|css)$/.test(file)).map((file) => basename(file));
  const named = (file: string) => file.replace(/(\.r-\w+)?\.(\w+)$/, `.r-${version}.$2`);
  for (const file of [...renamed.map((name) => `assets/${name}`), 'index.html', 'sw.js']) {
    let text = readFileSync(join(appDir, file), 'utf8');
    for (const name of renamed) text = text.replaceAll(name, named(name));
    if (file === 'index.html')
      text = text.replace(/<html( data-version="\w+")?/, `<html data-version="${version}"`);
    if (file === 'sw.js')
      text = text.replace(
        /"revision":"\w+","url":"index\.html"/,
        `"revision":"${version}","url":"index.html"`,
      );
    rmSync(join(appDir, file));
    writeFileSync(join(appDir, file.startsWith('assets/') ? named(file) : file), text);
  }
}

function versionOf(page: Page): Promise<string> {
  return page.evaluate(() => document.documentElement.dataset['version'] ?? 'first');
}

/** As the browser does by itself at navigations and once a day. */
async function lookForUpdate(page: Page): Promise<void> {
  await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
}

function mark(page: Page): Promise<unknown> {
  return page.evaluate(() => ((window as { isSamePage?: boolean }).isSamePage = true));
}

function isMarked(page: Page): Promise<boolean> {
  return page.evaluate(() => (window as { isSamePage?: boolean }).isSamePage ?? false);
}
