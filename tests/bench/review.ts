import { openTablet, forgetTablet } from '../support/browser.ts';
import type { Scratch } from './bench-app.ts';
import { openOurs } from './driver.ts';
import { median, progress, record, spread, type FigureId } from './figures.ts';
import { reviewAsATriadDoes, type ReviewTimes } from './review-hand.ts';
import { watchReview } from './review-watch.ts';
import { startFloor, startOurs } from './servers.ts';
import { slowed } from './slowing.ts';

export const REVIEW_IDS: readonly FigureId[] = [
  'board-paint-4x',
  'timeline-paint-4x',
  'search-paint-4x',
  'filter-4x',
  'search-key-4x',
];

const NOTES_EACH = 150;

/** The built app with a finished study of 3 lessons × 3 observers × 150 notes, the page slowed; and a page without anything. */
export async function measureReview(scratch: Scratch): Promise<void> {
  const floor = await bareReview(scratch);
  const ours = await ourReview(scratch);
  for (const [id, view] of [
    ['board-paint-4x', 'board'],
    ['timeline-paint-4x', 'timeline'],
    ['search-paint-4x', 'search'],
  ] as const) {
    record(id, median(ours.paints[view]), {
      floor: median(floor.paints[view]),
      detail: spread(ours.paints[view]),
    });
  }
  const { answers, whole } = ours.filters;
  record('filter-4x', Math.max(...whole), {
    floor: Math.max(...floor.filters.whole),
    detail:
      `median ${Math.round(median(whole))}, of the floor ${Math.round(median(floor.filters.whole))}, ${whole.length} taps; ` +
      `to chip and count median ${Math.round(median(answers))}, slowest ${Math.round(Math.max(...answers))}`,
  });
  record('search-key-4x', Math.max(...ours.keys), {
    floor: Math.max(...floor.keys),
    detail: `median ${Math.round(median(ours.keys))}, of the floor ${Math.round(median(floor.keys))}, ${ours.keys.length} keys`,
  });
}

async function ourReview(scratch: Scratch): Promise<ReviewTimes> {
  const server = await startOurs(scratch, { dataDir: scratch.dir() });
  const tablet = await openOurs(server.url);
  try {
    await tablet.ours('start');
    const { study } = await tablet.ours('reviewStudy', NOTES_EACH);
    const lesson = `${server.url}/studies/${study}/lessons/2`;
    const { page, context } = tablet;
    await context.addInitScript(watchReview);
    await page.goto(`${lesson}/review?view=timeline`);
    await page.getByRole('slider').waitFor();
    await slowed(page, await context.newCDPSession(page));
    return await reviewAsATriadDoes(page, {
      start: lesson,
      note: 'section[aria-labelledby^="row-"] li',
      filtered: ['', '?view=timeline', '?view=notes'].map((view) => `${lesson}/review${view}`),
      search: `${server.url}/studies/${study}/search`,
    });
  } finally {
    await tablet.forget();
    await server.stop();
  }
}

/** The same hand on plain lines and marks of as many notes: what this machine allows. */
async function bareReview(scratch: Scratch): Promise<ReviewTimes> {
  const server = await startFloor(scratch);
  const address = `${server.url}/bench/floor-review.html`;
  const tablet = await openTablet({ url: 'about:blank' });
  const { page, context } = tablet;
  try {
    await context.addInitScript(watchReview);
    await page.goto(address);
    await slowed(page, await context.newCDPSession(page));
    progress('the floor of the review');
    return await reviewAsATriadDoes(page, {
      start: address,
      note: 'li',
      // Lists all three: what a timeline takes without a framework is hardly less.
      filtered: [1, 2, 3].map((run) => `${address}?${run}#board`),
      search: `${address}?4#search`,
    });
  } finally {
    await tablet.close();
    forgetTablet(tablet);
    await server.stop();
  }
}
