import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LANDSCAPE, type BrowserTablet } from '../support/browser.ts';
import { notesInReview, startLesson, untilAtServer, writeNote } from '../support/main-path.ts';
import { keyboardOf, problemsOf } from './accessible.ts';
import { lessonForTwo, openSchool, PATIENTLY, type School } from './school.ts';

let school: School;
let maria: BrowserTablet;
let sam: BrowserTablet;
let lesson: string;

beforeAll(async () => {
  school = await openSchool();
  ({ maria, sam, lesson } = await lessonForTwo(school, { colleague: { hasTouch: true } }));
  await startLesson(maria.page, lesson);
  await writeNote(maria.page, { pupil: 'Robin', kind: 'Did', text: 'Lays the strips side by side' });
  await writeNote(maria.page, { pupil: 'Wren', kind: 'Said', text: 'It has to be the same' });
  await writeNote(maria.page, { pupil: 'Heron', kind: 'I wonder', text: 'Does Robin see it?' });
  await untilAtServer(maria.page);
});

afterAll(() => school.close());

test('by keyboard: filter, timeline, a shift, names off and search, growing as a colleague’s note comes', async () => {
  const { page } = sam;
  const keyboard = keyboardOf(page);
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const link = (name: string) => page.getByRole('link', { name, exact: true });
  await page.goto(`${lesson}/review`);
  await expect.poll(() => notesInReview(page), PATIENTLY).toBe(3);

  await keyboard.press(button('Show only'));
  await keyboard.press(page.getByRole('group', { name: 'Kind' }).getByRole('button', { name: 'Said' }));
  await page.getByText('1 of 3 notes').waitFor();
  await keyboard.press(link('Timeline'));
  await page.getByText('1 of 3 notes').waitFor();
  await keyboard.press(button('Show all'));
  const slider = page.getByRole('slider', { name: 'Notes along the lesson' });
  await keyboard.goTo(slider);
  await page.keyboard.press('End');
  // All three were written within a second or so: whichever is last.
  expect(await slider.getAttribute('aria-valuetext')).toMatch(
    /Lays the strips|It has to be the same|Does Robin see it/,
  );
  await page.keyboard.press('+');
  await page.getByText('×2').waitFor();
  await pinch(page, slider, { from: 40, to: 70 });
  await page.getByText('×4').waitFor();
  await pinch(page, slider, { from: 150, to: 40 });
  await page.getByText('×1').waitFor();
  const problems = [...(await problemsOf(page, 'timeline'))];

  await writeNote(maria.page, { pupil: 'Robin', kind: 'Work', text: 'Drew eight pieces' });
  await expect.poll(() => slider.getAttribute('aria-valuemax'), PATIENTLY).toBe('4');

  await keyboard.press(button('Shift an observer'));
  await keyboard.press(button('1 min later'));
  await page.getByText('1 min later').waitFor();
  await maria.page.goto(`${lesson}/review?view=notes`);
  await maria.page
    .getByText(/^1:0\d$/)
    .first()
    .waitFor(PATIENTLY);

  await keyboard.press(link('At a glance'));
  await page.getByRole('table').waitFor();
  problems.push(...(await problemsOf(page, 'at a glance')));
  await keyboard.press(button('Names off'));
  await page.getByText('Names are off. Aliases').waitFor();
  await page.reload();
  await page.getByText('Names are off. Aliases').waitFor();
  expect(await textOf(page)).not.toMatch(/Robin|Wren|Heron/);
  await keyboard.press(button('Names off'));

  await sam.context.setOffline(true);
  await keyboard.press(link('Search'));
  await keyboard.write(page.getByRole('searchbox'), 'STRIP side');
  await page.getByText('Found in 1 place').waitFor();
  problems.push(...(await problemsOf(page, 'search')));
  await keyboard.press(page.getByRole('link', { name: /Lays the strips/ }));
  await page.getByRole('list', { name: 'Notes in lesson time' }).waitFor();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent))
    .toContain('Lays the strips');
  await sam.context.setOffline(false);

  expect(problems).toEqual([]);
  expect(sam.complaints).toEqual([]);
});

async function textOf(page: Page): Promise<string> {
  return (await page.locator('main').textContent()) ?? '';
}

/** Two fingers beside each other on the middle of it, so many pixels apart, and as many at the end. */
async function pinch(page: Page, target: Locator, { from, to }: { from: number; to: number }): Promise<void> {
  const [box, session] = [await target.boundingBox(), await page.context().newCDPSession(page)];
  if (box === null) throw new Error('not on screen');
  const middle = LANDSCAPE.width / 2;
  // Of what is left to it the browser would enlarge the whole page.
  await page.evaluate(() =>
    addEventListener('touchmove', ({ defaultPrevented }) => {
      if (!defaultPrevented) console.error('A pinch was left to the browser.');
    }),
  );
  const touch = (type: 'touchStart' | 'touchMove', apart: number) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: [-1, 1].map((side, id) => ({
        id,
        x: middle + (side * apart) / 2,
        y: box.y + box.height / 2,
      })),
    });
  await touch('touchStart', from);
  for (let step = 1; step <= 10; step++) await touch('touchMove', from + ((to - from) * step) / 10);
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await session.detach();
}
