import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LANDSCAPE, PHONE, PORTRAIT } from '../support/browser.ts';
import { notesInReview, planLesson, startLesson } from '../support/main-path.ts';
import { problemsOf } from './accessible.ts';
import { colleaguesTablet, leadsTablet, openSchool, PATIENTLY, type School } from './school.ts';

let school: School;

beforeAll(async () => {
  school = await openSchool();
  await school.serve();
});

afterAll(() => school.close());

test('a lesson by touch: counted taps, stars, stages put right, earlier wordings, the cover and notes afterwards', async () => {
  const maria = await leadsTablet(school, { hasTouch: true });
  const { page } = maria;
  // The browser's own wake lock, counted.
  await maria.context.addInitScript(() => {
    const counts = { asked: 0, held: 0 };
    Object.assign(window, { wakeLocks: counts });
    const wakeLock = navigator.wakeLock;
    const request = wakeLock.request.bind(wakeLock);
    wakeLock.request = async (type) => {
      counts.asked += 1;
      const sentinel = await request(type);
      counts.held += 1;
      return sentinel;
    };
  });
  const lesson = await planLesson(page);
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
  const who = (name: string) =>
    page.getByRole('group', { name: 'Who it is about' }).getByRole('button', { name });
  const notes = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: /^Change/ }) });
  const field = page.getByLabel('Note', { exact: true });
  const current = page.getByRole('navigation', { name: 'Stages' }).locator('[aria-current="step"]');
  let taps = 0;
  const tap = async (target: Locator) => {
    taps += 1;
    await target.tap();
  };
  await startLesson(page, lesson);

  await test3Sizes(page, async () => {
    const before = await notes.count();
    taps = 0;
    await tap(who('Wren'));
    await tap(page.getByRole('group', { name: 'Tags', exact: true }).getByRole('button').first());
    await notes.nth(before).waitFor();
    expect(taps, 'a tagged note').toBe(2);

    taps = 0;
    await tap(who('Robin'));
    await page.keyboard.type('Folds the strip before answering');
    await page.keyboard.press('Enter');
    await notes.nth(before + 1).waitFor();
    expect(taps, 'a written note').toBe(1);
  });
  taps = 0;
  await tap(button('Next stage'));
  await expect.poll(() => current.first().textContent(), PATIENTLY).toContain('2 Task');
  expect(taps, 'a stage').toBe(1);

  // A star, in the row; a tag of one's own, in a tap and typing.
  const star = page.getByRole('button', { name: /^Star/ }).last();
  await star.tap();
  await expect.poll(() => star.getAttribute('aria-pressed'), PATIENTLY).toBe('true');
  await who('Heron').tap();
  await button('Tags…').tap();
  await page.getByLabel('Your own tag').fill('shrugs');
  await page.getByLabel('Your own tag').press('Enter');
  await notes.filter({ hasText: 'shrugs' }).waitFor();
  await field.fill('looks at the clock');
  await field.press('Enter');

  // The task was never begun: its mark goes, and the note made in it is in the starter again. Undo brings both back.
  await notes.filter({ hasText: 'looks at the clock' }).locator('p').tap();
  const stageOfNote = page
    .getByRole('region', { name: 'Change your words' })
    .getByLabel('Stage', { exact: true });
  await expect.poll(() => chosenIn(stageOfNote)).toBe('2 Task');
  await button('Stage times').tap();
  await page.getByRole('button', { name: 'Remove mark 2' }).tap();
  await expect.poll(() => chosenIn(stageOfNote), PATIENTLY).toBe('1 Starter');
  await button('Undo').tap();
  await expect.poll(() => chosenIn(stageOfNote), PATIENTLY).toBe('2 Task');
  const problems = [...(await problemsOf(page, 'stages being put right'))];
  await button('Close').tap();

  // [N6] every wording can be read again.
  await page.getByLabel('Wording').fill('looks at the clock twice');
  await button('Done').tap();
  await notes.filter({ hasText: 'looks at the clock twice' }).locator('p').tap();
  await page.getByText('Earlier wording', { exact: true }).tap();
  await page.getByText('looks at the clock', { exact: true }).waitFor();
  await button('Done').tap();

  // The cover: nothing to be seen or heard about anybody, and all of it back with the cursor where it was.
  await who('Robin').tap();
  await field.fill('whispers to Wren');
  await field.evaluate((element: HTMLTextAreaElement) => element.setSelectionRange(3, 5));
  await button('Cover').tap();
  await page.getByText('Covered').waitFor();
  expect(await spokenNames(page)).toContain('Covered');
  expect(await spokenNames(page)).not.toMatch(/Robin|Wren|Heron|whispers/);
  expect(await page.evaluate(() => document.elementFromPoint(200, 300)?.textContent)).toContain('Covered');
  problems.push(...(await problemsOf(page, 'covered')));
  await page.touchscreen.tap(300, 300);
  expect(await cursorIn(field)).toEqual({ isHere: true, text: 'whispers to Wren', from: 3, to: 5 });
  await button('Quiet').tap();
  problems.push(...(await problemsOf(page, 'quiet, writing')));
  await page.reload();
  await expect.poll(() => field.inputValue(), PATIENTLY).toBe('whispers to Wren');
  expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('quiet');
  await button('Quiet').tap();

  // The screen is kept awake, and asked for again when the page comes back into view.
  const awake = () =>
    page.evaluate(() => (window as unknown as { wakeLocks: { held: number } }).wakeLocks.held);
  await expect.poll(awake, PATIENTLY).toBe(1);
  expect(await page.getByText('keep the screen awake').count()).toBe(0);

  await button('End lesson').tap();
  await page.getByText(/^8 notes/).waitFor();
  await page.getByRole('button', { name: 'Give “shrugs” to the team' }).tap();
  await expect.poll(() => page.getByText('Tags of your own').count(), PATIENTLY).toBe(0);
  problems.push(...(await problemsOf(page, 'after the lesson')));

  // Sam did not observe, and has something to add all the same.
  const sam = await colleaguesTablet(school, maria, { hasTouch: true, viewport: PHONE });
  await sam.page.goto(`${lesson}/observe`);
  await sam.page.getByRole('link', { name: 'The lesson is over: add a note' }).tap();
  await sam.page.getByLabel('Note', { exact: true }).fill('Robin told me why at lunch');
  await sam.page.getByRole('button', { name: 'Add note' }).tap();
  await sam.page.getByRole('listitem').filter({ hasText: 'after the lesson' }).waitFor();
  problems.push(...(await problemsOf(sam.page, 'a note by who was not there')));
  await page.goto(`${lesson}/review`);
  await expect.poll(() => notesInReview(page), PATIENTLY).toBe(9);
  expect(problems).toEqual([]);
  expect([...maria.complaints, ...sam.complaints]).toEqual([]);
});

test('a lesson by hardware keyboard: letters alone outside the note, with Alt inside it, and never by accident', async () => {
  const { page, complaints } = await leadsTablet(school, { viewport: LANDSCAPE });
  const lesson = await planLesson(page);
  await startLesson(page, lesson);
  const field = page.getByLabel('Note', { exact: true });
  const pressed = (name: string) =>
    page.getByRole('button', { name, exact: true }).getAttribute('aria-pressed');
  const rows = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: /^Change/ }) });

  await page.keyboard.press('b');
  await page.keyboard.type('nods and hums, also in class');
  await page.keyboard.press('Alt+s');
  expect(await field.inputValue()).toBe('nods and hums, also in class');
  expect(await pressed('B Wren')).toBe('true');
  expect(await pressed('Said')).toBe('true');
  await page.keyboard.press('Alt+c');
  await rows.filter({ hasText: 'nods and hums' }).waitFor();
  await page.keyboard.type('draws eight');
  await page.keyboard.press('Alt+m');
  const star = page.getByRole('button', { name: /^Star/ }).last();
  await expect.poll(() => star.getAttribute('aria-pressed'), PATIENTLY).toBe('true');
  await page.keyboard.press('Alt+n');
  const current = page.getByRole('navigation', { name: 'Stages' }).locator('[aria-current="step"]');
  await expect.poll(() => current.textContent(), PATIENTLY).toContain('2 Task');
  await page.keyboard.press('Alt+u');
  await expect.poll(() => current.textContent(), PATIENTLY).toContain('1 Starter');

  await page.keyboard.press('Alt+h');
  await page.getByText('Covered').waitFor();
  await page.keyboard.press('x');
  await expect.poll(() => page.getByText('Covered').count()).toBe(0);
  expect(await field.inputValue()).toBe('');

  await page.getByRole('heading', { level: 1 }).evaluate((heading: HTMLElement) => heading.focus());
  await page.keyboard.press('?');
  await page.getByRole('heading', { name: 'Keyboard' }).waitFor();
  const problems = await problemsOf(page, 'the keys');
  await page.getByLabel('A letter alone is enough').uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('b');
  expect(await pressed('B Wren')).toBe('false');
  await page.keyboard.press('Alt+b');
  expect(await pressed('B Wren')).toBe('true');
  expect(problems).toEqual([]);
  expect(complaints).toEqual([]);
});

test("an on-screen keyboard never hides what is being written, on Android nor over Safari's page", async () => {
  const { page, context } = await leadsTablet(school, { hasTouch: true });
  const lesson = await planLesson(page);
  await startLesson(page, lesson);
  const field = page.getByLabel('Note', { exact: true });
  await field.fill('points to the bars');

  // Android makes the page lower.
  for (const size of [
    { width: 390, height: 440 },
    { width: 844, height: 190 },
    { width: 1180, height: 420 },
    { width: 820, height: 700 },
  ]) {
    await page.setViewportSize(size);
    for (const part of [
      field,
      page.getByRole('button', { name: 'Said' }),
      page.getByRole('button', { name: 'Undo' }),
    ])
      expect(await isInView(part, 0, size.height), `${size.width} × ${size.height}`).toBe(true);
  }

  // Safari leaves the page as it is and shows a part of it, pushed down. Its visual viewport is played by a stand-in.
  await context.addInitScript(() => {
    const seen = Object.assign(new EventTarget(), { scale: 1, height: innerHeight, offsetTop: 0 });
    Object.defineProperty(window, 'visualViewport', { value: seen });
  });
  for (const { size, height, offsetTop } of [
    { size: PHONE, height: 420, offsetTop: 180 },
    { size: { width: 844, height: 390 }, height: 190, offsetTop: 0 },
    { size: LANDSCAPE, height: 430, offsetTop: 90 },
  ]) {
    await page.setViewportSize(size);
    await page.reload();
    await field.waitFor();
    await page.evaluate(
      (part) => {
        Object.assign(window.visualViewport as object, part);
        window.visualViewport?.dispatchEvent(new Event('resize'));
      },
      { height, offsetTop },
    );
    for (const part of [field, page.getByRole('button', { name: 'Said' })])
      expect(await isInView(part, offsetTop, offsetTop + height), `${size.width} wide`).toBe(true);
  }
});

async function test3Sizes(page: Page, work: () => Promise<void>): Promise<void> {
  for (const size of [PORTRAIT, PHONE, LANDSCAPE]) {
    await page.setViewportSize(size);
    await work();
  }
}

/** All that the browser tells a screen reader. */
async function spokenNames(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ name, value }) => `${String(name?.value ?? '')} ${String(value?.value ?? '')}`)
    .join('\n');
}

async function chosenIn(select: Locator): Promise<string> {
  return await select.evaluate((element: HTMLSelectElement) => element.selectedOptions[0]?.textContent ?? '');
}

async function cursorIn(field: Locator) {
  return await field.evaluate((element: HTMLTextAreaElement) => ({
    isHere: document.activeElement === element,
    text: element.value,
    from: element.selectionStart,
    to: element.selectionEnd,
  }));
}

async function isInView(part: Locator, top: number, bottom: number): Promise<boolean> {
  const box = await part.boundingBox();
  return box !== null && box.y >= top - 1 && box.y + box.height <= bottom + 1;
}
