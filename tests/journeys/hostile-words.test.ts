import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PHONE, untilInstalled, type BrowserTablet } from '../support/browser.ts';
import {
  inviteColleague,
  joinByLink,
  notesInReview,
  planLesson,
  startLesson,
  untilAtServer,
} from '../support/main-path.ts';
import { leadsTablet, openSchool, PATIENTLY, type School } from './school.ts';

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
    const { headers } = await fetch(school.address + path, { headers: { accept: 'text/html' } });
    const policy = headers.get('content-security-policy') ?? '';

    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("style-src 'self'");
    expect(policy).toContain("require-trusted-types-for 'script';trusted-types threefold");
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

test('[K6] script in every field a lesson study has is text on every screen, in print, in Word and in a file taken in', async () => {
  const maria = await leadsTablet(school);
  const violations = await violationsOf(maria);
  const { page } = maria;
  const lesson = await planLesson(page);
  const study = lesson.replace(/\/lessons.*/, '');
  const at = async (path: string) => {
    await page.goto(path);
    await page.locator('h1').first().waitFor();
  };

  let fields = 0;
  for (const path of [study, `${study}/pupils`, lesson, `${study}/seating`, `${lesson}/interviews`]) {
    await at(path);
    fields += await plantEverywhere(page);
  }
  await startLesson(page, lesson);
  await page.getByLabel('Note', { exact: true }).fill(HOSTILE.image);
  await page.getByLabel('Note', { exact: true }).press('Enter');
  await at(`${study}/findings`);
  await page.getByRole('button', { name: 'Add a finding' }).click();
  await page.getByLabel('What we found').waitFor();
  fields += await plantEverywhere(page);
  await page.getByRole('button', { name: 'Comment on finding 1' }).click();
  await page.getByLabel('Your comment').fill(HOSTILE.script);
  await page.getByRole('button', { name: 'Add comment' }).click();
  await at(`${lesson}/review`);
  await page.getByRole('button', { name: /^Pupils first/ }).click();
  await page.locator('main textarea').first().waitFor();
  fields += await plantEverywhere(page);
  expect(fields).toBeGreaterThan(30);

  const everywhere = [
    '',
    '/pupils',
    '/coverage',
    '/seating',
    '/findings',
    '/search',
    '/report',
    '/report/summary',
  ];
  const more = [
    '/report/print',
    '/pupils/A/record',
    '/lessons/1',
    '/lessons/1/print',
    '/lessons/1/sheet',
    '/lessons/1/review',
  ];
  for (const path of [...everywhere, ...more]) {
    await at(`${study}${path}`);
    await page
      .getByText(/onerror|window\.broken/)
      .first()
      .waitFor({ state: 'attached', timeout: 5_000 })
      .catch(() => undefined);
    expect(await page.locator('main img[src=x], main script, main b, svg[onload]').count(), path).toBe(0);
    expect(await ran(page), path).toBeUndefined();
  }
  await at(`${study}/report`);
  for (const name of ['Word document', 'Everything (JSON)']) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name }).click(),
    ]);
    expect(readFileSync(await download.path()).length).toBeGreaterThan(1_000);
  }
  expect(violations).toEqual([]);
  expect(maria.complaints).toEqual([]);
  // Whoever has got in this far still finds no way to make a script of a text.
  expect(await page.evaluate(tryToRun)).toEqual(['TypeError', 'TypeError', 'TypeError', 'TypeError']);
  expect(await ran(page)).toBeUndefined();
});

/** Puts a payload into every field for text that is on the screen; answers how many there were. */
async function plantEverywhere(page: Page): Promise<number> {
  const payloads = [HOSTILE.image, HOSTILE.script, HOSTILE.markup, HOSTILE.link];
  const fields = page
    .locator('main')
    .locator('input[type=text], input:not([type]), textarea')
    .filter({ visible: true });
  const count = await fields.count();
  for (let index = 0; index < count; index++) {
    const field = fields.nth(index);
    if (!(await field.isEditable().catch(() => false))) continue;
    await field.fill(`${payloads[index % payloads.length]} ${index}`);
  }
  await page.locator('h1').first().click();
  return count;
}

/** Every one of these is text of the page, whole and in one piece, and none pushes the page wider than the screen. */
async function shows(page: Page, texts: readonly string[]): Promise<void> {
  await page.locator('h1').first().waitFor();
  for (const text of texts) {
    await expect.poll(() => page.evaluate(() => document.body.textContent), PATIENTLY).toContain(text);
  }
  expect(await ran(page)).toBeUndefined();
  expect(await tooWide(page), page.url()).toBe(false);
}

/** What an attacker would do who could already call functions of the page. */
function tryToRun(): string[] {
  const tries: (() => unknown)[] = [
    () => (document.createElement('div').innerHTML = '<img src=x onerror="window.broken=5">'),
    () => Object.assign(document.createElement('script'), { text: 'window.broken=6' }),
    () => new Worker('/sw.js'),
    () =>
      (
        window as unknown as { trustedTypes: { createPolicy: (name: string, rules: object) => object } }
      ).trustedTypes.createPolicy('anything', { createHTML: (html: string) => html }),
  ];
  return tries.map((attempt) => {
    try {
      attempt();
      return 'ran';
    } catch (error) {
      return (error as Error).name;
    }
  });
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
