import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PORTRAIT, untilInstalled } from '../support/browser.ts';
import { inviteColleague, startStudy, startTeam, untilAtServer } from '../support/main-path.ts';
import { blursOnScreen, chooseTool, cropOnScreen, cropTo, tapBlur } from '../support/photo-editor-path.ts';
import { allowPhotos, choosePicture, picturesOn, savePhoto } from '../support/photo-path.ts';
import { drawnJpeg } from '../support/pictures.ts';
import { axeProblems, problemsOf } from './accessible.ts';
import { leadsTablet, openSchool, PATIENTLY, type School } from './school.ts';

const QUESTION = 'How can we help pupils say why?';
const LESSON_TITLE = 'Which piece is bigger?';
const ALIASES = ['Robin', 'Wren', 'Heron'] as const;
const HALF_WRITTEN = 'lays the strips side by si';
const PIN = '4711';
const MINUTE = 60_000;

let school: School;
/** Nothing of this may be found on a locked tablet, neither shown nor hidden. */
const ABOUT_PUPILS = [QUESTION, LESSON_TITLE, ...ALIASES, 'asks Wren for the rule', HALF_WRITTEN];

beforeAll(async () => {
  school = await openSchool();
  await school.serve();
});

afterAll(() => school.close());

test('[K11] [N2] two people share a tablet in one lesson; locked it tells nothing of it, and loses no photo', async () => {
  const tablet = await school.tablet({ viewport: PORTRAIT, hasTouch: true });
  const { page, context } = tablet;
  await untilInstalled(page);
  await startTeam(page, 'P5 Maths triad', 'Maria Evans');
  await startStudy(page, { question: QUESTION, aliases: ALIASES, lessonTitle: LESSON_TITLE });
  await page.getByRole('link', { name: 'Lesson 1' }).first().tap();
  await page.getByRole('link', { name: 'Start observing' }).first().waitFor();
  const lesson = page.url();
  const observeUrl = `${lesson}/observe`;
  await allowPhotos(page, lesson, 'Robin');

  // Sam has no tablet of his own.
  await page.goto(`${school.line.url}/who/add`);
  await page.getByLabel('Your name').fill('Sam Dale');
  await page.getByRole('button', { name: 'Add', exact: true }).tap();
  await page.getByRole('heading', { level: 1, name: /Sam Dale/ }).waitFor();
  await page.goto(observeUrl);
  await page.getByRole('button', { name: 'Start lesson' }).tap();
  await about(page, 'Wren');
  await note(page).fill('asks Wren for the rule');
  await note(page).press('Enter');
  await page.getByText('asks Wren for the rule').first().waitFor();
  await page.getByRole('link', { name: 'Back to the plan' }).tap();

  // Two taps, and the tablet is Maria's: her own watch over the same lesson, without a word of Sam's.
  await page.getByRole('link', { name: /Sam Dale has this tablet/ }).tap();
  await page.getByRole('button', { name: 'Maria Evans' }).tap();
  await page.getByRole('heading', { level: 1, name: /Maria Evans/ }).waitFor();
  await choosePin(page);
  await page.clock.install();
  await page.goto(observeUrl);
  await locked(page);
  await typePin(page, PIN);
  await page.getByRole('button', { name: 'Start lesson' }).tap();
  await about(page, 'Robin');
  await note(page).pressSequentially(HALF_WRITTEN);
  expect(await page.getByText('asks Wren for the rule').count()).toBe(0);

  // Nobody touches it any more.
  await page.clock.fastForward(6 * MINUTE);
  await locked(page);
  expect(await tellingIn(page)).toEqual([]);
  expect(await page.title()).toBe('Threefold is locked · Threefold');
  expect(await problemsOf(page, 'locked')).toEqual([]);

  // A photo that is being cropped and blurred is nowhere while the tablet is locked, and there again for who took it.
  await typePin(page, PIN);
  await page.getByRole('button', { name: 'Photo', exact: true }).tap();
  await choosePicture(page, await drawnJpeg(page, { width: 800, height: 600 }));
  await cropTo(page, { x: 0.1, y: 0.1 }, { x: 0.7, y: 0.8 });
  await chooseTool(page, 'Blur');
  await tapBlur(page, { x: 0.4, y: 0.4 });
  const edited = [await blursOnScreen(page), await cropOnScreen(page)];
  await page.clock.fastForward(6 * MINUTE);
  await locked(page);
  expect(await page.locator('dialog, img').count()).toBe(0);
  expect(await tellingIn(page)).toEqual([]);
  await typePin(page, PIN);
  await page.getByRole('dialog', { name: 'Photo of work' }).waitFor();
  expect([await blursOnScreen(page), await cropOnScreen(page)]).toEqual(edited);
  await savePhoto(page);
  expect(await picturesOn(page)).toHaveLength(1);
  await page.clock.fastForward(6 * MINUTE);
  await locked(page);

  // Neither the way back, nor another address, nor another tab shows more.
  await page.goBack();
  await locked(page);
  const second = await context.newPage();
  await second.goto(observeUrl.replace(/observe$/, 'review'));
  await locked(second);
  for (const each of [page, second]) expect(await tellingIn(each)).toEqual([]);

  // The half-written note is there again, in a lesson that went on meanwhile.
  await page.bringToFront();
  await page.goForward();
  await locked(page);
  await typePin(page, PIN);
  await expect.poll(() => note(page).inputValue(), PATIENTLY).toBe(HALF_WRITTEN);
  expect(await page.getByRole('timer').first().textContent()).toMatch(/^(18|19|2\d):/);
  await second.getByText('Robin').first().waitFor();

  // One tap in one tab shuts both.
  await second.bringToFront();
  await second.getByRole('button', { name: 'Lock', exact: true }).tap();
  for (const each of [second, page]) {
    await locked(each);
    expect(await tellingIn(each)).toEqual([]);
  }
  await second.close();

  // Somebody guesses. Neither a reload nor the tablet's clock passes the time that this costs.
  for (const guess of ['0815', '0816', '0817', '0818', '0819']) {
    await page.keyboard.type(guess);
    await page.keyboard.press('Enter');
    await page.getByText('One moment…').waitFor({ state: 'detached' });
  }
  await page
    .getByText(/Try again in 0:\d\d/)
    .first()
    .waitFor();
  await page.reload();
  await page.clock.setSystemTime(Date.now() + 24 * 60 * MINUTE);
  await page
    .getByText(/Try again in 0:\d\d/)
    .first()
    .waitFor();
  expect(await page.getByRole('button', { name: '4', exact: true }).isDisabled()).toBe(true);
  expect(await axeProblems(page, 'locked, waiting')).toEqual([]);
  await page.clock.runFor(31_000);
  await typePin(page, PIN);
  await expect.poll(() => note(page).inputValue(), PATIENTLY).toBe(HALF_WRITTEN);
  await note(page).press('Enter');
  await page.getByRole('button', { name: 'End lesson' }).tap();
  await page.getByText('Lesson ended').waitFor();

  // What was written before and behind the lock went to the server all the same.
  await untilAtServer(page);
  await page.goto(observeUrl.replace(/observe$/, 'review'));
  await typePin(page, PIN);
  await page.getByText('2 notes from 2 observers').first().waitFor();
  expect(tablet.complaints).toEqual([]);
});

test('one person has two tablets, and the team sees one person; who shares one of them can be removed without it', async () => {
  const first = await leadsTablet(school, { viewport: PORTRAIT, hasTouch: true });
  const code = await inviteColleague(first.page);
  const second = await school.tablet({ viewport: PORTRAIT, hasTouch: true });
  const { page } = second;
  await page.getByRole('button', { name: 'Join a team' }).tap();
  await page.getByLabel('Code', { exact: true }).fill(code);
  await page.getByRole('button', { name: 'As somebody who is in the team already' }).tap();
  await page.getByRole('button', { name: 'Join', exact: true }).tap();

  // Nothing can be written before it is said who writes, not after a reload either.
  await page.getByRole('heading', { name: 'Which of the team are you?' }).waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Maria Evans' }).tap();
  await page.getByRole('heading', { level: 1, name: /Maria Evans/ }).waitFor();

  for (const each of [page, first.page]) {
    await each.goto(`${school.line.url}/team`);
    const people = each.getByRole('region', { name: 'People and tablets' });
    await expect.poll(async () => await people.getByText('Linux').count(), PATIENTLY).toBe(2);
    expect(await people.getByText('Maria Evans').count()).toBe(1);
  }

  // Somebody shares the second one and is removed from the team: the tablet stays, and asks who has it now.
  await page.goto(`${school.line.url}/who/add`);
  await page.getByLabel('Your name').fill('Sam Dale');
  await page.getByRole('button', { name: 'Add', exact: true }).tap();
  await page.getByRole('heading', { level: 1, name: /Sam Dale/ }).waitFor();
  await first.page.getByRole('link', { name: 'Sam Dale' }).tap(PATIENTLY);
  await first.page.getByRole('button', { name: 'Remove Sam Dale from the team…' }).tap();
  await first.page.getByText(/Sam Dale cannot be chosen on any tablet/).waitFor();
  expect(await problemsOf(first.page, 'before a person is removed')).toEqual([]);
  await first.page.getByRole('button', { name: 'Remove for good' }).tap();
  await first.page.getByText('Sam Dale is removed from the team.').waitFor(PATIENTLY);
  await page.getByText('Whoever had this tablet last is not in the team any more.').waitFor(PATIENTLY);
  expect(await page.getByRole('button', { name: 'Sam Dale' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Maria Evans' }).tap();
  await page.getByRole('heading', { level: 1, name: /Maria Evans/ }).waitFor();
  await untilAtServer(page);
  for (const { complaints } of [first, second]) expect(complaints).toEqual([]);
});

async function about(page: Page, pupil: string): Promise<void> {
  await page.getByRole('group', { name: 'Who it is about' }).getByRole('button', { name: pupil }).tap();
}

function note(page: Page) {
  return page.getByLabel('Note', { exact: true });
}

async function locked(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1, name: 'Threefold is locked' }).waitFor();
}

/** With a finger, on the keys of the page. */
async function typePin(page: Page, pin: string, done = 'Open'): Promise<void> {
  const keys = page.getByRole('group', { name: 'Digits' });
  for (const digit of pin) await keys.getByRole('button', { name: digit, exact: true }).tap();
  await page.getByRole('button', { name: done, exact: true }).tap();
  await page.getByText('One moment…').waitFor({ state: 'detached' });
}

async function choosePin(page: Page): Promise<void> {
  await page.getByRole('link', { name: /Maria Evans has this tablet/ }).tap();
  await page.getByRole('link', { name: 'PIN and lock' }).tap();
  await page.getByRole('button', { name: 'Choose a PIN' }).tap();
  await typePin(page, PIN, 'Next');
  await typePin(page, PIN, 'Keep this PIN');
  await page.getByText('The PIN is set.').waitFor();
}

/** Which of the words about pupils stand anywhere in the page, attributes, titles and address included. */
async function tellingIn(page: Page): Promise<readonly string[]> {
  const whole = await page.evaluate(() => {
    const fields = [...document.querySelectorAll('input, textarea')].map(
      (field) => (field as HTMLInputElement).value,
    );
    return [document.documentElement.outerHTML, document.title, location.href, ...fields].join('\n');
  });
  return ABOUT_PUPILS.filter((words) => whole.includes(words));
}
