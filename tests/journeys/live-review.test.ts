import type { BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BrowserTablet } from '../support/browser.ts';
import { notesInReview, startLesson, untilAtServer, writeNote } from '../support/main-path.ts';
import { lessonForTwo, openSchool, PATIENTLY, type School } from './school.ts';

let school: School;
let maria: BrowserTablet;
let sam: BrowserTablet;
let lesson: string;

beforeAll(async () => {
  school = await openSchool();
  ({ maria, sam, lesson } = await lessonForTwo(school));
  await startLesson(maria.page, lesson);
});

afterAll(() => school.close());

test('[S10] where a filter holds back server-sent events, the page asks again and again', async () => {
  await neverRings(sam.context, 'setInterval');
  await sam.context.route('**/api/teams/*/events', (route) => route.abort());
  const refused = sam.page.waitForEvent('requestfailed', (request) => request.url().endsWith('/events'));
  await sam.page.goto(`${lesson}/review`);
  await refused;
  await untilAtServer(sam.page);

  await writeNote(maria.page, { pupil: 'Wren', kind: 'Said', text: 'It has to be the same' });

  await sam.page.getByText('It has to be the same').waitFor(PATIENTLY);
  expect(await notesInReview(sam.page)).toBe(1);
});

test('[S10] a colleague’s note comes to an open review at a word from the server', async () => {
  await neverRings(sam.context, 'setTimeout');
  await sam.context.unroute('**/api/teams/*/events');
  const listening = sam.page.waitForResponse(/\/api\/teams\/[^/]+\/events$/);
  await sam.page.goto(`${lesson}/review`);
  expect((await listening).headers()['content-type']).toContain('text/event-stream');
  await untilAtServer(sam.page);

  await writeNote(maria.page, { pupil: 'Robin', kind: 'Did', text: 'Lays the strips side by side' });

  await sam.page.getByText('Lays the strips side by side').waitFor(PATIENTLY);
  expect(await notesInReview(sam.page)).toBe(2);
});

/** In pages opened from now on long timers of this kind do nothing, so that what is awaited can only come another way. */
async function neverRings(context: BrowserContext, timer: 'setInterval' | 'setTimeout'): Promise<void> {
  await context.addInitScript((name) => {
    const original = window[name] as (work: () => void, ms?: number) => number;
    const shortOnly = (work: () => void, ms = 0) => (ms < 5_000 ? original(work, ms) : 0);
    Object.assign(window, { [name]: shortOnly });
  }, timer);
}
