import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { killTablet, type BrowserTablet } from '../support/browser.ts';
import { startLesson, untilAtServer } from '../support/main-path.ts';
import { problemsOf } from './accessible.ts';
import { barAt, penOf, touchOf } from './hand.ts';
import { lessonForTwo, openSchool, PATIENTLY, type School } from './school.ts';

let school: School;
let maria: BrowserTablet;
let sam: BrowserTablet;
let lesson: string;

beforeAll(async () => {
  school = await openSchool();
  const fingers = { hasTouch: true };
  ({ maria, sam, lesson } = await lessonForTwo(school, { lead: fingers, colleague: fingers }));
  await startLesson(maria.page, lesson);
});

afterAll(() => school.close());

const pageOf = (page: Page) => page.getByRole('region', { name: 'Pen', exact: true });
const drawn = (page: Page, strokes: string) => pageOf(page).getByRole('img', { name: `Drawing, ${strokes}` });

async function tapPupil(page: Page, name: string): Promise<void> {
  await page.getByRole('group', { name: 'Who it is about' }).getByRole('button', { name }).tap();
}

test('a lesson without Wi-Fi is drawn with finger and pen, erased, taken back, and there after a reload', async () => {
  const { page, context, complaints } = maria;
  await context.setOffline(true);
  await tapPupil(page, 'Robin');
  await page.getByRole('button', { name: 'Pen', exact: true }).tap();
  await pageOf(page).getByRole('img', { name: 'Empty page' }).waitFor();

  const finger = await touchOf(page);
  await finger.draw(barAt(0.15));
  await drawn(page, '1 stroke').waitFor();
  const pen = await penOf(page);
  await pen.draw(barAt(0.35));
  await drawn(page, '2 strokes').waitFor();

  // The hand that holds the pen rests on the page, before, while and after it draws.
  await finger.start({ x: 0.5, y: 0.9 });
  await pen.press({ x: 0.1, y: 0.55, force: 0.3 });
  await finger.move({ x: 0.7, y: 0.95 });
  for (const spot of barAt(0.55)) await pen.move(spot);
  await finger.end();
  await pen.lift({ x: 0.8, y: 0.55 });
  await finger.draw(barAt(0.9));
  await drawn(page, '3 strokes').waitFor();

  await page.getByRole('button', { name: 'Green' }).tap();
  await pen.draw(barAt(0.75));
  await drawn(page, '4 strokes').waitFor();
  await page.getByRole('button', { name: 'Eraser' }).tap();
  await pen.draw([0.28, 0.3, 0.34, 0.38, 0.42, 0.5].map((y) => ({ x: 0.45, y })));
  await drawn(page, '3 strokes').waitFor();
  await page.getByRole('button', { name: 'Undo stroke' }).tap();
  await drawn(page, '4 strokes').waitFor();
  expect(await problemsOf(page, 'pen page')).toEqual([]);
  await page.getByRole('button', { name: 'Undo stroke' }).tap();
  await drawn(page, '3 strokes').waitFor();

  await page.reload();

  // A note whose words were never begun: in the list it stands with its drawing, and the composer goes on with it.
  await page.getByRole('button', { name: /^Drawing, 3 strokes/ }).waitFor(PATIENTLY);
  await page.getByLabel('Note', { exact: true }).fill('Bars of one length');
  await page.getByLabel('Note', { exact: true }).press('Enter');
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Bars of one length' })
    .getByRole('button', { name: /^Drawing/ })
    .tap();
  await drawn(page, '3 strokes').waitFor();
  await page.getByRole('button', { name: 'Done drawing' }).tap();
  expect(complaints).toEqual([]);
});

test('twenty thousand points are one small stroke that is there at once', async () => {
  const { page } = maria;
  await tapPupil(page, 'Wren');
  await page.getByRole('button', { name: 'Pen', exact: true }).tap();
  await pageOf(page).getByRole('img', { name: 'Empty page' }).waitFor();

  await page.evaluate(scribble, 20_000);

  await drawn(page, '1 stroke').waitFor();
  const outline = await pageOf(page).locator('[role="img"] path').first().getAttribute('d');
  expect((outline ?? '').length).toBeGreaterThan(5_000);
  await page.getByRole('button', { name: 'Done drawing' }).tap();
});

test('[N1] a stroke that is shown as part of the drawing is there after the browser is killed that very moment', async () => {
  await tapPupil(maria.page, 'Heron');
  await maria.page.getByRole('button', { name: 'Pen', exact: true }).tap();
  const pen = await penOf(maria.page);
  for (const y of [0.2, 0.4, 0.6]) await pen.draw(barAt(y));
  // The list of notes below shows what is on disk.
  await drawn(maria.page, '3 strokes').waitFor();
  await maria.page
    .getByRole('button', { name: /^Drawing, 3 strokes/, includeHidden: true })
    .nth(1)
    .waitFor({ state: 'attached' });
  killTablet(maria);

  maria = await school.tablet({
    profile: maria.profile,
    url: `${lesson}/observe`,
    isOffline: true,
    hasTouch: true,
  });

  await maria.page.getByRole('button', { name: /^Drawing, 1 stroke:/ }).waitFor(PATIENTLY);
  expect(await maria.page.getByRole('button', { name: /^Drawing, 3 strokes:/ }).count()).toBe(2);
});

test('a colleague sees the drawing in the review, small and large, once it has travelled', async () => {
  await maria.context.setOffline(false);
  await untilAtServer(maria.page);
  await sam.page.goto(`${lesson}/review`);

  const small = sam.page
    .getByRole('listitem')
    .filter({ hasText: 'Bars of one length' })
    .getByRole('button', { name: 'Drawing, 3 strokes: show large' });
  await small.waitFor(PATIENTLY);
  await small.tap();

  const large = sam.page.getByRole('dialog', { name: 'Drawing, 3 strokes' });
  await large.getByRole('img').waitFor();
  expect(await large.locator('path').count()).toBe(3);
  expect(await problemsOf(sam.page, 'large drawing')).toEqual([]);
  await sam.page.keyboard.press('Escape');
  await large.waitFor({ state: 'hidden' });
  expect(await problemsOf(sam.page, 'review with drawings')).toEqual([]);
  expect(sam.complaints).toEqual([]);
});

/** A pen that never lifts, as fast as the page can take it. */
function scribble(count: number): void {
  const surface = document.querySelector('section[aria-label="Pen"] svg[role="img"]')?.parentElement;
  if (!surface) throw new Error('No page.');
  const box = surface.getBoundingClientRect();
  const send = (type: string, step: number) =>
    surface.dispatchEvent(
      new PointerEvent(type, {
        bubbles: true,
        pointerId: 5,
        pointerType: 'pen',
        pressure: 0.5 + 0.4 * Math.sin(step / 31),
        button: 0,
        buttons: 1,
        clientX: box.left + box.width * (0.5 + 0.4 * Math.sin(step / 7) * Math.cos(step / 911)),
        clientY: box.top + box.height * (0.5 + 0.4 * Math.cos(step / 5) * Math.sin(step / 703)),
      }),
    );
  send('pointerdown', 0);
  for (let step = 1; step < count; step++) send('pointermove', step);
  send('pointerup', count);
}
