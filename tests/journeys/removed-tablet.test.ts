import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PHONE, PORTRAIT } from '../support/browser.ts';
import {
  inviteColleague,
  notesInReview,
  planLesson,
  startLesson,
  untilAtServer,
  writeNote,
} from '../support/main-path.ts';
import { axeProblems, problemsOf } from './accessible.ts';
import { colleaguesTablet, leadsTablet, openSchool, PATIENTLY, type School } from './school.ts';

let school: School;
beforeAll(async () => {
  school = await openSchool();
  await school.serve();
});
afterAll(() => school.close());

test('[K4] one of three tablets is removed in mid-lesson: it reads and writes no more, and its unsent note waits for the lead', async () => {
  const maria = await leadsTablet(school);
  const sam = await colleaguesTablet(school, maria, { viewport: PORTRAIT, hasTouch: true });
  const kim = await colleaguesTablet(school, maria, { viewport: PHONE, name: 'Kim Hall' });
  const lesson = await planLesson(maria.page);
  await untilAtServer(maria.page);
  await startLesson(sam.page, lesson);
  await writeNote(sam.page, { pupil: 'Robin', kind: 'Did', text: 'Folds the strip in two' });
  await maria.page.goto(`${lesson}/review`);
  await expect.poll(() => notesInReview(maria.page), PATIENTLY).toBe(1);
  await sam.context.setOffline(true);
  await writeNote(sam.page, { pupil: 'Wren', kind: 'Said', text: 'It is the same amount' });

  await openPerson(maria.page, 'Sam Dale');
  await maria.page.getByRole('button', { name: /^Remove (?!Sam)/ }).click();
  await maria.page.getByText('This cannot be undone').waitFor();
  expect(await problemsOf(maria.page, 'before a tablet is removed')).toEqual([]);
  await maria.page.getByRole('button', { name: 'Remove for good' }).click();
  await maria.page.getByText('it can no longer read or write').waitFor(PATIENTLY);

  await startLesson(kim.page, lesson);
  await writeNote(kim.page, { pupil: 'Heron', kind: 'Did', text: 'Looks at the wall' });
  await untilAtServer(kim.page);
  await sam.context.setOffline(false);
  await sam.page.goto(school.line.url);
  await sam.page.getByRole('heading', { name: 'This tablet was removed from the team' }).waitFor(PATIENTLY);
  await sam.page.getByText('1 note is only on this tablet').waitFor();
  expect(await axeProblems(sam.page, 'on the removed tablet')).toEqual([]);
  expect(await statusesOf(sam.page)).toEqual([401, 401, 401]);

  await maria.page.goto(school.line.url);
  const code = await inviteColleague(maria.page);
  await sam.page.getByRole('link', { name: 'Join with a new invitation' }).click();
  await sam.page.getByLabel('Code', { exact: true }).fill(code);
  await sam.page.getByLabel('Your name').fill('Sam Dale');
  await sam.page.getByRole('button', { name: 'Join', exact: true }).click();
  await sam.page.getByRole('heading', { level: 1, name: 'Sam Dale' }).waitFor();

  await maria.page.goto(school.line.url);
  await maria.page.getByText('1 note of Sam Dale waits').waitFor(PATIENTLY);
  await maria.page.goto(`${lesson}/review`);
  await expect.poll(() => notesInReview(maria.page), PATIENTLY).toBe(2);
  await maria.page.goto(school.line.url);
  await maria.page.getByRole('link', { name: 'Look at them' }).click();
  await maria.page.getByText('It is the same amount').waitFor();
  expect(await axeProblems(maria.page, 'notes that wait')).toEqual([]);
  await maria.page.getByRole('button', { name: 'Take in' }).click();
  await maria.page.getByText('It is the same amount').waitFor({ state: 'detached' });

  for (const { page } of [maria, kim, sam]) {
    await page.goto(`${lesson}/review`);
    await expect.poll(() => notesInReview(page), PATIENTLY).toBe(3);
  }
  const complaints = [maria, sam, kim].flatMap((tablet) => tablet.complaints);
  expect(complaints).toEqual([]);
});

async function openPerson(page: Page, name: string): Promise<void> {
  await page.goto(school.line.url);
  await page.getByRole('link', { name: 'Team and tablets' }).click();
  await page.getByRole('link', { name }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

/** What the server answers to the tablet's own token, whatever its program would do. */
async function statusesOf(page: Page): Promise<readonly number[]> {
  return await page.evaluate(async () => {
    const opened = indexedDB.open('threefold-mailbox');
    await new Promise((resolve) => opened.addEventListener('success', resolve));
    const request = opened.result.transaction('postboxes').objectStore('postboxes').getAll();
    await new Promise((resolve) => request.addEventListener('success', resolve));
    const [postbox] = request.result as { team: string; token: Uint8Array }[];
    opened.result.close();
    const token = btoa(String.fromCharCode(...postbox!.token))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replaceAll('=', '');
    const authorization = `Bearer ${token}`;
    const at = (rest: string) => `/api/teams/${postbox!.team}${rest}`;
    const answers = await Promise.all([
      fetch(at('/envelopes?after=0'), { headers: { authorization } }),
      fetch(at('/events'), { headers: { authorization } }),
      fetch(at('/envelopes'), {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/cbor' },
        body: new Uint8Array([0xa1, 0x69, ...new TextEncoder().encode('envelopes'), 0x80]),
      }),
    ]);
    return answers.map(({ status }) => status);
  });
}
