import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PHONE, untilInstalled, type BrowserTablet } from '../support/browser.ts';
import { inviteColleague, joinByLink, notesInReview, untilAtServer } from '../support/main-path.ts';
import { openSchool, PATIENTLY, type School } from './school.ts';

/** Each would run, break out, turn the line round or swell if it were anything but text. */
const HOSTILE = {
  script: '<script>window.broken=1</script>',
  image: '"><img src=x onerror="window.broken=2">',
  markup: '</textarea></title><svg/onload=window.broken=3><b>bold</b>',
  link: 'javascript:window.broken=4 {{7*7}} ${window.broken=5}',
  turned: '\u202Egnp.exe\u202C \u2066x\u2069 \u05D0\u05D1',
  emoji: '👩🏽‍🏫🏴󠁧󠁢󠁷󠁬󠁳󠁿 Ŵŷ ﷽ Z͑ͫa̴lgo',
  prototype: '__proto__ constructor',
} as const;
const LONG = `${HOSTILE.image} ${'word '.repeat(3_980)}the last word`;

let school: School;

beforeAll(async () => {
  school = await openSchool();
  await school.serve();
});

afterAll(() => school.close());

test('[K6] the pages allow no inline script or style and nothing from elsewhere', async () => {
  for (const path of ['/', '/join', '/studies/x/lessons/1/review', '/index.html']) {
    const { headers } = await fetch(school.line.url + path, { headers: { accept: 'text/html' } });
    const policy = headers.get('content-security-policy') ?? '';

    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("style-src 'self'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
  }
});

test('[K6] script, markup, turned and endless text in every field is shown as text, on both tablets', async () => {
  const maria = await school.tablet();
  const sam = await school.tablet({ viewport: PHONE });
  for (const { page } of [maria, sam]) await untilInstalled(page);
  const violations = await Promise.all([violationsOf(maria), violationsOf(sam)]);
  const { page } = maria;

  await page.getByRole('button', { name: 'Start a team' }).click();
  await page.getByLabel('Team name').fill(HOSTILE.script);
  await page.getByLabel('Your name').fill(HOSTILE.image);
  await page.getByRole('button', { name: 'Start a team' }).click();
  await shows(page, [HOSTILE.script, HOSTILE.image]);
  await page.getByRole('link', { name: 'Team and tablets' }).click();
  await page.getByLabel('Tags for notes').fill([HOSTILE.markup, HOSTILE.prototype, LONG].join('\n'));
  await page.getByLabel('Team name', { exact: true }).press('Tab');
  const code = await inviteColleague(page);
  await joinByLink(sam.page, `${school.line.url}/join#${code.replaceAll(' ', '')}`, 'Sam $& <i>Dale');

  await page.goto(`${school.line.url}/studies/new`);
  await page.getByLabel('Focus question').fill(LONG);
  await page.getByLabel('Alias of pupil A').fill(HOSTILE.image);
  await page.getByLabel('Alias of pupil B').fill(HOSTILE.turned);
  await page.getByLabel('Alias of pupil C').fill(LONG);
  await page.getByLabel('Title of Lesson 1').fill(HOSTILE.markup);
  await page.getByRole('button', { name: 'Start planning' }).click();
  await page.getByRole('link', { name: 'Lesson 1' }).first().click();
  await page.getByRole('button', { name: 'Empty stage' }).click();
  await page.getByLabel('Name of the stage').fill(HOSTILE.script);
  await page.getByLabel('What the teacher does').fill(LONG);
  await page.getByRole('button', { name: 'Done' }).click();
  const predictions = page.getByLabel(/^Prediction for /);
  await predictions.nth(0).fill(HOSTILE.link);
  await predictions.nth(1).fill(HOSTILE.markup);
  await predictions.nth(2).fill(LONG);
  await predictions.nth(2).blur();
  const lesson = page.url();
  const planned = [HOSTILE.image, HOSTILE.turned, HOSTILE.markup, HOSTILE.script];
  await shows(page, planned);
  await sam.page.goto(lesson);
  await shows(sam.page, planned);
  await expect
    .poll(() => sam.page.getByLabel(/^Prediction for /).evaluateAll(valuesOf), PATIENTLY)
    .toEqual([HOSTILE.link, HOSTILE.markup, LONG]);

  await page.goto(`${lesson}/observe`);
  await page.getByRole('button', { name: 'Start lesson' }).click();
  const notes = [...Object.values(HOSTILE), LONG];
  for (const [index, text] of notes.entries()) {
    const pupils = page.getByRole('group', { name: 'Who it is about' }).getByRole('button');
    await pupils.nth(index % 4).click();
    if (index === 0) await page.getByRole('button', { name: HOSTILE.markup, exact: true }).click();
    await page.getByLabel('Note', { exact: true }).fill(text);
    await page.getByLabel('Note', { exact: true }).press('Enter');
  }
  await shows(page, notes);
  await page.getByRole('button', { name: 'Partly', exact: true }).first().click();
  await page.getByRole('button', { name: 'End lesson' }).click();
  await page.getByRole('link', { name: 'Review together' }).click();
  await page.getByRole('button', { name: 'Choose together…' }).first().click();
  await page.getByRole('button', { name: 'Partly as predicted' }).first().click();
  await page.getByLabel('Remark').fill(HOSTILE.image);
  await page.getByLabel('Remark').press('Enter');
  await untilAtServer(page);

  const reviewed = [...planned, ...notes, `Partly as predicted · ${HOSTILE.image}`];
  await sam.page.goto(`${lesson}/review`);
  await expect.poll(() => notesInReview(sam.page), PATIENTLY).toBe(notes.length);
  for (const tablet of [maria, sam]) {
    await shows(tablet.page, reviewed);
    await tablet.page.getByRole('link', { name: 'All notes' }).click();
    await shows(tablet.page, [...notes, HOSTILE.markup]);
    for (const path of ['/', '/team', '/team/invite', '/studies', lesson.replace(/\/lessons.*/, '')]) {
      await tablet.page.goto(new URL(path, school.line.url).href);
      await shows(tablet.page, path.startsWith('/team') ? [HOSTILE.script, HOSTILE.image] : []);
    }
    expect(await ran(tablet.page)).toBeUndefined();
    expect(await tablet.page.locator('main img, main script, main b, main i').count()).toBe(0);
  }
  expect(violations.flat()).toEqual([]);
  expect([...maria.complaints, ...sam.complaints]).toEqual([]);
});

/** Every one of these is text of the page, whole and in one piece, and none pushes the page wider than the screen. */
async function shows(page: Page, texts: readonly string[]): Promise<void> {
  await page.locator('h1').first().waitFor();
  for (const text of texts) {
    await expect.poll(() => page.evaluate(() => document.body.textContent), PATIENTLY).toContain(text);
  }
  expect(await ran(page)).toBeUndefined();
  expect(await tooWide(page), page.url()).toBe(false);
}

function ran(page: Page): Promise<unknown> {
  return page.evaluate(() => (window as { broken?: unknown }).broken);
}

function tooWide(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
}

function valuesOf(fields: (SVGElement | HTMLElement)[]): string[] {
  return fields.map((field) => (field as HTMLTextAreaElement).value);
}

/** Whatever the browser refuses from now on because of the policy. */
async function violationsOf({ context, page }: BrowserTablet): Promise<string[]> {
  const found: string[] = [];
  await context.exposeFunction('reportViolation', (what: string) => found.push(what));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      (window as unknown as { reportViolation: (what: string) => void }).reportViolation(
        `${violatedDirective} ${blockedURI} on ${location.pathname}`,
      ),
    );
  });
  await page.reload();
  return found;
}
