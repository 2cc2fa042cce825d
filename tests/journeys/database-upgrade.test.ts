import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { killTablet } from '../support/browser.ts';
import { planLesson, startLesson, typeNote, writeNote } from '../support/main-path.ts';
import { leadsTablet, openSchool, PATIENTLY, type School } from './school.ts';

/** Of a version of the app that does not exist yet. Dexie counts in tens. */
const FUTURE = 900;

let school: School;

beforeAll(async () => {
  school = await openSchool();
  await school.serve();
});

afterAll(() => school.close());

test('[N5] [N2] a newer version upgrades the notebook in another tab: the lesson goes on, and a kill in the middle costs no word', async () => {
  const maria = await leadsTablet(school);
  const lesson = await planLesson(maria.page);
  await startLesson(maria.page, lesson);
  await writeNote(maria.page, { pupil: 'Robin', kind: 'Did', text: 'before the upgrade' });

  // The upgrade begins at once: the old tab lets go of the notebook by itself.
  const newer = await maria.context.newPage();
  await newer.goto(`${school.line.url}/favicon.svg`);
  await beginUpgrade(newer);
  await maria.page.bringToFront();
  await typeNote(maria.page, { pupil: 'Wren', kind: 'Said', text: 'while it is upgraded' });
  await maria.page.getByRole('alert').filter({ hasText: 'while it is upgraded' }).waitFor(PATIENTLY);
  await maria.page.keyboard.type('and half a wo');
  await expect.poll(() => spareWords(maria.page), PATIENTLY).toContain('and half a wo');
  killTablet(maria);

  const again = await school.tablet({ profile: maria.profile, url: `${lesson}/observe` });
  const words = again.page.getByLabel('Note', { exact: true });
  await expect.poll(() => words.inputValue(), PATIENTLY).toBe('and half a wo');
  await again.page.getByRole('listitem').filter({ hasText: 'while it is upgraded' }).waitFor();

  // And once more, to its end: what waited is saved in the upgraded notebook, and the old page works on with it.
  const another = await again.context.newPage();
  await another.goto(`${school.line.url}/favicon.svg`);
  await beginUpgrade(another);
  await again.page.bringToFront();
  await words.press('Enter');
  await again.page.getByRole('alert').filter({ hasText: 'and half a wo' }).waitFor(PATIENTLY);
  await endUpgrade(another);
  await again.page.getByRole('listitem').filter({ hasText: 'and half a wo' }).waitFor(PATIENTLY);
  await expect.poll(() => again.page.getByRole('alert').count(), PATIENTLY).toBe(0);
  await writeNote(again.page, { pupil: 'Heron', kind: 'Did', text: 'after the upgrade' });
  await again.page.getByRole('listitem').filter({ hasText: 'after the upgrade' }).waitFor();
  await expect.poll(() => spareWords(again.page), PATIENTLY).toBe('[]');
  await again.page.reload();
  await again.page.getByRole('listitem').filter({ hasText: 'after the upgrade' }).waitFor();
  await again.page.getByRole('button', { name: 'End lesson' }).click();
  await again.page.getByText(/^4 notes/).waitFor();
  expect(again.complaints).toEqual([]);
});

test('[N5] a tab that sleeps holds the notebook: the new version says so and goes on by itself when it is let go', async () => {
  const { page, context } = await school.tablet();
  await page.goto(`${school.line.url}/favicon.svg`);
  // An older version's notebook, held by a page that does not hear that it should let go.
  await page.evaluate(
    async () =>
      await new Promise<void>((done) => {
        const request = indexedDB.open('threefold-notebook-demo', 10);
        request.onupgradeneeded = () => void request.result.createObjectStore('meta', { keyPath: 'key' });
        request.onsuccess = () => {
          Object.assign(window, { held: request.result });
          done();
        };
      }),
  );
  const fresh = await context.newPage();
  await fresh.addInitScript(() => localStorage.setItem('threefold-open', 'demo'));
  await fresh.goto(school.line.url);

  await fresh.getByText('Threefold is asleep in another tab').waitFor();
  await page.evaluate(() => (window as unknown as { held: IDBDatabase }).held.close());

  await fresh.getByRole('link', { name: 'Lesson studies' }).first().waitFor(PATIENTLY);
});

/** What a newer version does when it opens the notebook; its upgrade takes until `endUpgrade`. */
async function beginUpgrade(page: Page): Promise<void> {
  await page.evaluate(async (version) => {
    const names = (await indexedDB.databases()).map(({ name = '' }) => name);
    const notebook = names.find((name) => name.startsWith('threefold-notebook-')) ?? '';
    const state = { isHeld: true, ended: undefined as Promise<void> | undefined };
    Object.assign(window, { upgrade: state });
    await new Promise<void>((begun, failed) => {
      const request = indexedDB.open(notebook, version);
      state.ended = new Promise((done) => {
        request.onsuccess = () => {
          request.result.onversionchange = () => request.result.close();
          done();
        };
      });
      request.onblocked = () => failed(new Error('The lesson holds its notebook.'));
      request.onupgradeneeded = () => {
        const store = request.result.createObjectStore('fromTheFuture', { keyPath: 'id' });
        const hold = () => {
          if (state.isHeld) store.get('nothing').onsuccess = hold;
        };
        hold();
        begun();
      };
    });
  }, FUTURE);
}

async function endUpgrade(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { upgrade } = window as unknown as { upgrade: { isHeld: boolean; ended: Promise<void> } };
    upgrade.isHeld = false;
    await upgrade.ended;
  });
}

/** What lies in the spare drafts of a note, in the order of a person reading it. */
async function spareWords(page: Page): Promise<string> {
  return await page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name = '' }) => name);
    const open = indexedDB.open(names.find((name) => name.startsWith('threefold-spare-')) ?? '');
    const database = await new Promise<IDBDatabase>((done) => (open.onsuccess = () => done(open.result)));
    const read = database.transaction('drafts').objectStore('drafts').getAll();
    const rows = await new Promise<unknown[]>((done) => (read.onsuccess = () => done(read.result)));
    database.close();
    return JSON.stringify(rows.filter((row) => (row as { key: string }).key.startsWith('note:')));
  });
}
