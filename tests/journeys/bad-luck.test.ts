import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { killTablet } from '../support/browser.ts';
import { planLesson, startLesson, writeNote } from '../support/main-path.ts';
import { leadsTablet, openSchool, PATIENTLY, type School } from './school.ts';

const HOUR = 3_600_000;
const KEY_MS = 40;

let school: School;

beforeAll(async () => {
  school = await openSchool();
  await school.serve();
});

afterAll(() => school.close());

test('[M5] a clock that is set and a zone that changes in mid-lesson bend nothing; a night does not count, and is said', async () => {
  const { page, context, complaints } = await leadsTablet(school);
  const setClock = await wallClockOf(context, page);
  const setZone = await zoneOf(context, page);
  const lesson = await planLesson(page);
  await page.reload();
  await startLesson(page, lesson);
  await writeNote(page, { pupil: 'Robin', kind: 'Did', text: 'before the jump' });

  // The first is one that a pause could have been.
  for (const jump of [HOUR, 24 * HOUR, -24 * HOUR, Date.UTC(2099, 0) - Date.now()]) {
    await setClock(jump);
    await setZone(jump > 0 ? 'Pacific/Auckland' : 'America/Los_Angeles');
    await writeNote(page, { pupil: 'Wren', kind: 'Did', text: `clock set by ${jump / HOUR} h` });
  }
  await setClock(0);
  await setZone('');
  await page.getByRole('button', { name: /^Star/ }).nth(4).waitFor();
  const times = await page.getByRole('button', { name: /^Star/ }).allTextContents();
  // All of them within the first minutes of the lesson, whatever the wall said.
  expect(times).toHaveLength(5);
  for (const time of times) expect(time).toMatch(/^[0-4]:\d\d$/);
  expect(await page.getByText('never ended').count()).toBe(0);

  // Nobody ended it. The next morning the page is opened again.
  await setClock(15 * HOUR);
  await page.reload();
  await page.getByText('and never ended').waitFor();
  expect(await page.getByRole('timer').textContent()).toMatch(/^[0-5]:\d\d$/);
  await page.getByRole('button', { name: 'Go on here' }).click();
  await page.getByText('and never ended').waitFor({ state: 'detached' });
  await page.reload();
  await page.getByRole('timer').waitFor();
  expect(await page.getByText('never ended').count()).toBe(0);
  await setClock(39 * HOUR);
  await page.reload();
  await page.getByRole('button', { name: /^End it at the last note, [0-4]:\d\d$/ }).click();
  await page.getByText(/^5 notes/).waitFor();
  expect(complaints).toEqual([]);
});

test('two lessons started at once both keep their clocks, and the second says so without holding anybody up', async () => {
  const { page, context } = await leadsTablet(school);
  const lesson = await planLesson(page);
  await page.goto(lesson.replace(/\/lessons\/1$/, ''));
  await page.getByRole('button', { name: 'Add Lesson 2' }).click();
  await page.waitForURL(/\/lessons\/2$/);
  const second = lesson.replace(/1$/, '2');
  await startLesson(page, lesson);
  await writeNote(page, { pupil: 'Robin', kind: 'Did', text: 'in the first lesson' });
  const tab = await context.newPage();
  await tab.goto(`${second}/observe`);
  await tab.getByText('is still running on this tablet').waitFor();
  await tab.getByRole('button', { name: 'Start lesson' }).click();
  await writeNote(tab, { pupil: 'Wren', kind: 'Did', text: 'in the second lesson' });
  await tab.getByText('is still running on this tablet').waitFor();
  await page.getByRole('status').filter({ hasText: 'Lesson 2 is still running' }).waitFor(PATIENTLY);

  await tab.getByRole('button', { name: 'End that one' }).click();

  await page.getByText(/^1 note/).waitFor(PATIENTLY);
  await expect.poll(() => tab.getByText('is still running').count(), PATIENTLY).toBe(0);
  await tab.getByRole('listitem').filter({ hasText: 'in the second lesson' }).waitFor();
  expect(await tab.getByRole('timer').count()).toBe(1);
});

test('[N2] a flat battery in mid-word costs half a second of typing at most', async () => {
  const maria = await leadsTablet(school);
  const lesson = await planLesson(maria.page);
  await startLesson(maria.page, lesson);
  await maria.context.setOffline(true);
  const words = 'she looks up, counts on her fingers and says it is eight';
  await maria.page
    .getByRole('group', { name: 'Who it is about' })
    .getByRole('button', { name: 'Wren' })
    .click();
  await maria.page.keyboard.type(words, { delay: KEY_MS });

  killTablet(maria);

  const again = await school.tablet({ profile: maria.profile, url: `${lesson}/observe`, isOffline: true });
  const field = again.page.getByLabel('Note', { exact: true });
  await field.waitFor();
  const kept = await field.inputValue();
  expect(words.startsWith(kept)).toBe(true);
  expect(kept.length).toBeGreaterThanOrEqual(words.length - 500 / KEY_MS);
  const wren = again.page
    .getByRole('group', { name: 'Who it is about' })
    .getByRole('button', { name: 'Wren' });
  expect(await wren.getAttribute('aria-pressed')).toBe('true');
});

/** The tablet's wall clock, to be set from outside; what a browser measures time passing with stays as it is. */
async function wallClockOf(context: BrowserContext, page: Page) {
  await context.addInitScript(() => {
    const real = Date.now.bind(Date);
    Date.now = () => real() + Number(localStorage.getItem('test-clock') ?? 0);
  });
  return async (offsetMs: number) =>
    await page.evaluate((ms) => localStorage.setItem('test-clock', String(ms)), offsetMs);
}

/** The tablet travels; empty is where it was. */
async function zoneOf(context: BrowserContext, page: Page) {
  const session = await context.newCDPSession(page);
  return async (timezoneId: string) => {
    await session.send('Emulation.setTimezoneOverride', { timezoneId: '' });
    if (timezoneId !== '') await session.send('Emulation.setTimezoneOverride', { timezoneId });
  };
}
