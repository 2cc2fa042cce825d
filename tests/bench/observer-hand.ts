import type { Page } from 'playwright-core';
import type { BrowserTablet } from '../support/browser.ts';
import type { Watch } from './capture-watch.ts';
import { classroomNotes } from './classroom-text.ts';
import { pause } from './driver.ts';

export const NOTES_WRITTEN = 64;
const TYPED_KEYS = 4;
const KEY_EVERY_MS = 60;
export const PUPILS = [/Robin/, /Wren/, /Heron/, 'Class'] as const;

/** Writes notes as an observer does; answers for each how long it took to be durable. */
export async function observe({ page, context }: BrowserTablet): Promise<readonly number[]> {
  const who = page.getByRole('group', { name: 'Who it is about' });
  const kinds = page.getByRole('group', { name: 'Kind' });
  const next = page.getByRole('button', { name: 'Next stage' });
  // Found once: to ask for a role each time fills the page's memory with a third of all there is to clear away.
  const pupils = await Promise.all(
    PUPILS.map((name) => who.getByRole('button', { name: name as string }).elementHandle()),
  );
  const said = await kinds.getByRole('button', { name: 'Said' }).elementHandle();
  for (const [index, { text }] of classroomNotes(NOTES_WRITTEN, 4).entries()) {
    if (index === NOTES_WRITTEN / 2) await context.setOffline(true);
    if (index % 12 === 11) await next.click();
    await pupils[index % PUPILS.length]?.click();
    if (index % 2 === 1) await said?.click();
    await page.keyboard.insertText(text.slice(TYPED_KEYS));
    await page.keyboard.type(text.slice(0, TYPED_KEYS), { delay: KEY_EVERY_MS });
    // Most notes are finished with Enter, some by tapping the next pupil.
    if (index % 4 === 3) await pupils.at(-1)?.click();
    else await page.keyboard.press('Enter');
    await page.evaluate(
      (count) => (window as unknown as { benchWatch: Watch }).benchWatch.untilSaved(count),
      index + 1,
    );
  }
  await pause(500);
  return await page.evaluate(() => (window as unknown as { benchWatch: Watch }).benchWatch.taken().writes);
}

/** Two sentences key by key into one note, which is kept as a draft meanwhile; the gaps between the frames. */
export async function framesWhileTyping(page: Page): Promise<readonly number[]> {
  const frames = () => page.evaluate(() => (window as unknown as { benchWatch: Watch }).benchWatch.frames());
  await page.getByRole('group', { name: 'Who it is about' }).getByRole('button', { name: PUPILS[0] }).click();
  await pause(500);
  await frames();
  await page.keyboard.type(
    classroomNotes(1, 5)
      .map(({ text }) => text)
      .join(' '),
    { delay: KEY_EVERY_MS },
  );
  return await frames();
}

/** As browsers report it: of all interactions with this page the slowest, one in fifty left out. */
export async function interactionToNextPaint(page: Page) {
  const { interactions, interactionCount: count } = await page.evaluate(() =>
    (window as unknown as { benchWatch: Watch }).benchWatch.taken(),
  );
  const slowest = interactions.toSorted((a, b) => b - a);
  const inp = slowest[Math.min(slowest.length - 1, Math.floor(count / 50))];
  if (inp === undefined) throw new Error('No interaction was seen.');
  return { inp, count, worst: slowest[0] };
}
