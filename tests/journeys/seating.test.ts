import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LANDSCAPE, PORTRAIT, type BrowserTablet } from '../support/browser.ts';
import { planLesson, untilAtServer } from '../support/main-path.ts';
import { keyboardOf, problemsOf } from './accessible.ts';
import { colleaguesTablet, leadsTablet, openSchool, PATIENTLY, type School } from './school.ts';

let school: School;
let maria: BrowserTablet;
let sam: BrowserTablet;
let lesson: string;
let seating: string;

beforeAll(async () => {
  school = await openSchool();
  await school.serve();
  maria = await leadsTablet(school, { viewport: LANDSCAPE, hasTouch: true });
  lesson = await planLesson(maria.page);
  seating = lesson.replace(/lessons\/1$/, 'seating');
  sam = await colleaguesTablet(school, maria, { viewport: PORTRAIT, hasTouch: true });
});

afterAll(() => school.close());

const seat = (page: Page, name: string | RegExp) =>
  page.getByRole('group', { name: 'The room' }).getByRole('button', { name, exact: true });

test('a class is seated by fingers: arranged at a tap, put right by dragging or by tap and tap, undone', async () => {
  const { page } = maria;
  await page.goto(seating);
  await page.getByRole('button', { name: 'Groups of four' }).tap();
  await seat(page, 'Seat 24').waitFor();

  await seat(page, 'Seat 5').tap();
  await page.getByRole('group', { name: 'Focus pupil here' }).getByRole('button', { name: 'A Robin' }).tap();
  await seat(page, 'A Robin').waitFor();
  await page.getByLabel('Alias or seat number').waitFor();
  await seat(page, 'A Robin').tap();

  const before = await middleOf(seat(page, 'Seat 24'));
  await dragByFinger(maria, before, { x: before.x, y: before.y + 90 });
  await expect
    .poll(async () => (await middleOf(seat(page, 'Seat 24'))).y, PATIENTLY)
    .toBeGreaterThan(before.y + 30);

  await seat(page, 'Seat 1').tap();
  const start = await seat(page, 'Seat 1').evaluate(({ style }) => style.left);
  const room = page.getByRole('group', { name: 'The room' });
  const { width = 0, height = 0 } = (await room.boundingBox()) ?? {};
  await room.tap({ position: { x: width * 0.5, y: height * 0.75 } });
  await expect.poll(() => seat(page, 'Seat 1').evaluate(({ style }) => style.left), PATIENTLY).toBe('45%');
  await page.getByRole('button', { name: 'Undo' }).tap();
  await expect.poll(() => seat(page, 'Seat 1').evaluate(({ style }) => style.left), PATIENTLY).toBe(start);

  expect(await problemsOf(page, 'seating plan')).toEqual([]);
});

test('by keyboard alone a seat is added, moved, named and removed', async () => {
  const { page } = maria;
  const keyboard = keyboardOf(page);
  await page.goto(seating);
  await keyboard.press(page.getByRole('button', { name: 'Add a seat' }));
  const added = seat(page, 'Seat 25');
  await expect
    .poll(() => added.evaluate((button) => button === document.activeElement), PATIENTLY)
    .toBe(true);
  const from = await middleOf(added);

  await page.keyboard.press('ArrowDown');
  await expect.poll(async () => (await middleOf(added)).y, PATIENTLY).toBeGreaterThan(from.y);
  await keyboard.write(page.getByLabel('Alias or seat number'), 'Kestrel');
  await seat(page, 'Kestrel').waitFor();
  await keyboard.goTo(seat(page, 'Kestrel'));
  await page.keyboard.press('Delete');

  await seat(page, 'Kestrel').waitFor({ state: 'detached' });
});

test('in the lesson a tap on a seat begins a note there, and two taps or a line are who spoke to whom', async () => {
  const { page } = maria;
  await page.goto(`${lesson}/observe`);
  await page.getByRole('button', { name: 'Start lesson' }).tap();
  await page.getByRole('button', { name: 'Seats' }).tap();

  await seat(page, 'A Robin').tap();
  const field = page.getByLabel('Note', { exact: true });
  expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.type('Lays the strips side by side');
  await page.keyboard.press('Enter');
  await seat(page, 'Seat 7').tap();
  await page.keyboard.type('Looks over to Robin');
  await page.keyboard.press('Enter');

  await page.getByRole('button', { name: 'Who speaks to whom' }).tap();
  await seat(page, 'A Robin').tap();
  await page.getByText('A Robin speaks to… tap who').waitFor();
  await seat(page, 'Seat 7').tap();
  await page.getByText(/^Saved: .* A Robin to Seat 7 · 1 so far/).waitFor();
  await dragByFinger(maria, await middleOf(seat(page, 'Teacher')), await middleOf(seat(page, 'A Robin')));
  await page.getByText(/^Saved: .* Teacher to A Robin · 2 so far/).waitFor();
  await seat(page, 'Seat 7').tap();
  await page.getByText('Seat 7 speaks to… tap who').waitFor();
  await seat(page, 'Teacher').tap();
  await page.getByText(/3 so far/).waitFor();
  await page.getByRole('button', { name: 'Undo' }).tap();
  await page.getByText(/2 so far/).waitFor();

  expect(await problemsOf(page, 'seats in a lesson')).toEqual([]);
  await untilAtServer(page);
});

test('a colleague’s tablet draws it in the review and says the same in words', async () => {
  const { page } = sam;
  await page.goto(`${lesson}/review`);
  await page.getByRole('link', { name: 'Seating plan' }).tap();

  await page.getByText('2 notes at seats · 2 times somebody spoke to somebody').waitFor(PATIENTLY);
  const talk = page.getByRole('table', { name: 'Who spoke to whom' });
  await talk.getByRole('row', { name: 'A Robin Seat 7 1' }).waitFor();
  await talk.getByRole('row', { name: 'Teacher A Robin 1' }).waitFor();
  await seat(page, 'A Robin, 1 note').tap();
  await page
    .getByRole('region', { name: 'Notes: A Robin' })
    .getByText('Lays the strips side by side')
    .waitFor();
  expect(await problemsOf(page, 'seating in review')).toEqual([]);
  expect([...maria.complaints, ...sam.complaints]).toEqual([]);
});

async function middleOf(target: Locator): Promise<{ x: number; y: number }> {
  const box = await target.boundingBox();
  if (box === null) throw new Error('not on screen');
  return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
}

/** Down, along and up again, as a finger does; Playwright itself only taps. */
async function dragByFinger(
  { page, context }: BrowserTablet,
  from: { x: number; y: number },
  to: { x: number; y: number },
): Promise<void> {
  const session = await context.newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove', x: number, y: number) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: [{ x, y }] });
  await touch('touchStart', from.x, from.y);
  for (let step = 1; step <= 5; step++) {
    const along = step / 5;
    await touch('touchMove', from.x + (to.x - from.x) * along, from.y + (to.y - from.y) * along);
  }
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await session.detach();
  // A touch right after a swipe only ends the momentum that the browser believes in: this one is for nothing.
  await page.touchscreen.tap(2, 2);
}
