import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BrowserTablet } from '../support/browser.ts';
import {
  inviteColleague,
  joinByCode,
  notesInReview,
  planLesson,
  startLesson,
  untilAtServer,
  writeNote,
} from '../support/main-path.ts';
import { colleaguesTablet, leadsTablet, openSchool, PATIENTLY, type School } from './school.ts';

let school: School;
let maria: BrowserTablet;
let sam: BrowserTablet;
let lesson: string;

beforeAll(async () => {
  school = await openSchool();
  await school.serve();
  maria = await leadsTablet(school);
  lesson = await planLesson(maria.page);
  sam = await colleaguesTablet(school, maria);
  await startLesson(maria.page, lesson);
  await writeNote(maria.page, { pupil: 'Robin', kind: 'Did', text: 'first, and at the server' });
  await untilAtServer(maria.page);
});

afterAll(() => school.close());

test('[N1] the browser throws the notebook away: it is put together again without a network, and said', async () => {
  const { page, context } = maria;
  await context.setOffline(true);
  await writeNote(page, { pupil: 'Wren', kind: 'Said', text: 'second, and only here' });
  await page.getByRole('listitem').filter({ hasText: 'second, and only here' }).waitFor();
  await untilSealed(page);
  await throwAway(page, 'threefold-notebook-');

  await page.goto(school.line.url);

  const notice = page.getByRole('region', { name: 'This tablet was put together again' });
  await notice.getByText('The browser had thrown away the notebook').waitFor(PATIENTLY);
  await notice.getByRole('button', { name: 'OK' }).click();
  await notice.waitFor({ state: 'detached' });
  await page.goto(`${lesson}/observe`);
  for (const text of ['first, and at the server', 'second, and only here']) {
    await page.getByRole('listitem').filter({ hasText: text }).waitFor(PATIENTLY);
  }
});

test('[N1] the browser throws the mailbox away: everything is sent again, what had not been sent with it', async () => {
  const { page, context } = maria;
  await throwAway(page, 'threefold-mailbox');

  await page.goto(school.line.url);
  await page
    .getByRole('region', { name: 'This tablet was put together again' })
    .getByText('is sent again')
    .waitFor(PATIENTLY);
  await context.setOffline(false);

  await page.goto(`${lesson}/review`);
  await untilAtServer(page);
  expect(await notesInReview(page)).toBe(2);
  await sam.page.goto(`${lesson}/review`);
  await expect.poll(() => notesInReview(sam.page), PATIENTLY).toBe(2);
});

test('[N1] the browser throws the key away: said on the first screen, and who joins again has and sends what was left', async () => {
  const { page, context } = maria;
  await context.setOffline(true);
  await page.goto(`${lesson}/observe`);
  await writeNote(page, { pupil: 'Heron', kind: 'Work', text: 'third, and locked in' });
  await page.getByRole('listitem').filter({ hasText: 'third, and locked in' }).waitFor();
  await untilSealed(page);
  await throwAway(page, 'threefold-keyring');
  await page.goto(school.line.url);
  await page
    .getByRole('region', { name: 'This tablet had a team' })
    .getByText('thrown away the key')
    .waitFor();
  await context.setOffline(false);

  await sam.page.goto(school.line.url);
  const code = await inviteColleague(sam.page);
  await joinByCode(page, code, 'Maria Evans');

  await page.goto(`${lesson}/review`);
  await expect.poll(() => notesInReview(page), PATIENTLY).toBe(3);
  await sam.page.goto(`${lesson}/review`);
  await expect.poll(() => notesInReview(sam.page), PATIENTLY).toBe(3);

  await throwAway(page, 'threefold-');
  await page.goto(school.line.url);
  await page.getByRole('region', { name: 'This tablet had a team' }).getByText('has cleared').waitFor();
});

/** As a browser does that runs out of room, between two visits. */
async function throwAway(page: Page, beginning: string): Promise<void> {
  await page.goto(`${school.line.url}/favicon.svg`);
  await page.evaluate(async (wanted) => {
    for (const { name = '' } of await indexedDB.databases()) {
      if (!name.startsWith(wanted)) continue;
      await new Promise<void>((done, fail) => {
        const deleting = indexedDB.deleteDatabase(name);
        deleting.onsuccess = () => done();
        deleting.onerror = () => fail(deleting.error ?? new Error(name));
      });
    }
  }, beginning);
}

/** What was saved lies sealed in the mailbox too. */
async function untilSealed(page: Page): Promise<void> {
  await page.getByRole('status').filter({ hasText: '1 note waiting for Wi-Fi' }).first().waitFor();
}
