import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BrowserTablet } from '../support/browser.ts';
import { notesInReview, planLesson, startLesson, untilAtServer, writeNote } from '../support/main-path.ts';
import { colleaguesTablet, leadsTablet, openSchool, PATIENTLY, type School } from './school.ts';

let school: School;
let maria: BrowserTablet;
let sam: BrowserTablet;
let lesson: string;

beforeAll(async () => {
  school = await openSchool();
  await school.serve();
  maria = await leadsTablet(school);
  lesson = await planLesson(maria.page);
  sam = await colleaguesTablet(school, maria);
  await startLesson(maria.page, lesson);
});

afterAll(() => school.close());

test('[S10] a colleague’s note comes to an open review by itself, by a word from the server', async () => {
  const listening = sam.page.waitForResponse(/\/api\/teams\/[^/]+\/events$/);
  await sam.page.goto(`${lesson}/review`);
  expect((await listening).headers()['content-type']).toContain('text/event-stream');
  await untilAtServer(sam.page);
  const asked = await countRequests();

  await writeNote(maria.page, { pupil: 'Robin', kind: 'Did', text: 'Lays the strips side by side' });

  await sam.page.getByText('Lays the strips side by side').waitFor(PATIENTLY);
  expect(await notesInReview(sam.page)).toBe(1);
  expect(asked()).toBe(0);
});

test('[S10] where a filter holds back server-sent events, the page asks again and again', async () => {
  await sam.context.route('**/api/teams/*/events', (route) => route.abort());
  const refused = sam.page.waitForEvent('requestfailed', (request) => request.url().endsWith('/events'));
  await sam.page.reload();
  await refused;
  await untilAtServer(sam.page);
  await sam.page.evaluate(() => ((window as { isSamePage?: boolean }).isSamePage = true));

  await writeNote(maria.page, { pupil: 'Wren', kind: 'Said', text: 'It has to be the same' });

  await sam.page.getByText('It has to be the same').waitFor(PATIENTLY);
  expect(await sam.page.evaluate(() => (window as { isSamePage?: boolean }).isSamePage)).toBe(true);
});

/** How often the review asked the server for the stream anew: a stream that stands is asked for once. */
async function countRequests(): Promise<() => number> {
  let count = 0;
  sam.page.on('request', (request) => {
    if (request.url().endsWith('/events')) count++;
  });
  return () => count;
}
