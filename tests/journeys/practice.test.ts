import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PORTRAIT } from '../support/browser.ts';
import { planLesson } from '../support/main-path.ts';
import { problemsOf } from './accessible.ts';
import { leadsTablet, openSchool, PATIENTLY, type School } from './school.ts';

let school: School;

beforeAll(async () => {
  school = await openSchool();
  await school.serve();
});

afterAll(() => school.close());

test('practice by touch follows its hints to the end and leaves nothing behind, also when its tab is closed in the middle', async () => {
  const { page, context, complaints } = await leadsTablet(school, { hasTouch: true, viewport: PORTRAIT });
  await planLesson(page);
  // From here on nothing is sent, so that what is compared can only have changed by practising.
  await context.setOffline(true);
  await page.goto(school.line.url);
  await page.getByRole('link', { name: 'Practise observing' }).waitFor();
  const before = await everythingKept(page);
  const hint = (words: string) => page.getByRole('status').filter({ hasText: words }).waitFor();
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });

  await page.getByRole('link', { name: 'Practise observing' }).tap();
  await hint('Tap A Robin');
  await page.getByText('Practice: nothing is kept').waitFor();
  const problems = [...(await problemsOf(page, 'practice'))];
  await button('A Robin').tap();
  await hint('Write what you saw');
  await page.keyboard.type('folds it in half');
  await page.keyboard.press('Enter');
  await hint('Tap B Wren');
  await button('B Wren').tap();
  await button('waits').tap();
  await hint('Tap the next stage');
  await button('Next stage').tap();
  await hint('Tap Undo');
  await button('Undo').tap();
  await hint('end the lesson');
  await page.keyboard.type('half a wo');
  await button('End lesson').tap();
  await page.getByText('Nothing of this practice was kept').waitFor();
  problems.push(...(await problemsOf(page, 'after practice')));
  await page.getByRole('link', { name: 'Leave practice' }).tap();
  await page.getByRole('link', { name: 'Practise observing' }).waitFor();
  await expect.poll(() => everythingKept(page), PATIENTLY).toEqual(before);

  // Closed in mid-word: at the next start it is gone.
  await page.goto(`${school.line.url}/practice`);
  await button('A Robin').tap();
  await page.keyboard.type('leaves the ro');
  const another = await context.newPage();
  await page.close();
  await another.goto(school.line.url);
  await another.getByRole('link', { name: 'Practise observing' }).waitFor();
  await expect.poll(() => everythingKept(another), PATIENTLY).toEqual(before);
  expect(problems).toEqual([]);
  expect(complaints).toEqual([]);
});

/** Every row of every database and every word in the browser's stores; only when the next try to send is due may change. */
async function everythingKept(page: Page): Promise<unknown> {
  return await page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('unknown'));
      });
    const kept: Record<string, unknown> = {
      local: Object.entries(localStorage),
      session: Object.entries(sessionStorage),
    };
    for (const { name = '' } of await indexedDB.databases()) {
      if (name === '__dbnames') continue;
      const database = await done(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        if (store === 'postboxes') continue;
        const rows = await done(database.transaction(store).objectStore(store).getAll());
        kept[`${name} ${store}`] = JSON.stringify(rows);
      }
      database.close();
    }
    return kept;
  });
}
