import type { Page } from 'playwright-core';
import type { Scratch } from './bench-app.ts';
import { openOurs, pause } from './driver.ts';
import { median, progress, record, spread, type FigureId } from './figures.ts';
import { watchReview, type Awaited, type ReviewWatch } from './review-watch.ts';
import { slowed } from './slowing.ts';
import { startOurs } from './servers.ts';

export const REVIEW_IDS: readonly FigureId[] = [
  'board-paint-4x',
  'timeline-paint-4x',
  'search-paint-4x',
  'filter-4x',
  'search-key-4x',
];

const NOTES_EACH = 150;
const RUNS = 5;
/** Marks of one pupil and kind are one path. */
const FORMS = 12;
const COUNT = 'p[aria-live="polite"]';
const QUERIES = ['the piece', 'says because', '3/4', 'wren'];

/** The built app with a finished study of 3 lessons × 3 observers × 150 notes, the page slowed. */
export async function measureReview(scratch: Scratch): Promise<void> {
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

    const paints = { board: [] as number[], timeline: [] as number[], search: [] as number[] };
    for (let run = 0; run < RUNS; run++) {
      await page.goto(lesson);
      await page.getByRole('link', { name: 'Review together' }).waitFor();
      await pause(2_000);
      paints.board.push(
        await press(page, 'Review together', { selector: 'section[aria-labelledby^="row-"] li' }),
      );
      await pause(2_000);
      paints.timeline.push(
        await press(page, 'Timeline', { selector: '[role="slider"] svg path', atLeast: FORMS }),
      );
      await pause(1_500);
      paints.search.push(await press(page, 'Search', { selector: 'input[type="search"]' }));
      await pause(500);
    }
    record('board-paint-4x', median(paints.board), { detail: spread(paints.board) });
    record('timeline-paint-4x', median(paints.timeline), { detail: spread(paints.timeline) });
    record('search-paint-4x', median(paints.search), { detail: spread(paints.search) });

    const filters: number[] = [];
    const whole: number[] = [];
    for (const view of ['', '?view=timeline', '?view=notes']) {
      const taken = await filterTaps(page, `${lesson}/review${view}`);
      progress(`filters${view}: ${taken.answers.map(Math.round).join(', ')}`);
      filters.push(...taken.answers);
      progress(`all in sight${view}: ${taken.whole.map(Math.round).join(', ')}`);
      whole.push(...taken.whole);
    }
    record('filter-4x', Math.max(...whole), {
      detail:
        `median ${Math.round(median(whole))}, ${whole.length} taps; ` +
        `to chip and count median ${Math.round(median(filters))}, slowest ${Math.round(Math.max(...filters))}`,
    });

    const keys = await searchKeys(page, `${server.url}/studies/${study}/search`);
    progress(`keys: ${keys.map(Math.round).join(', ')}`);
    record('search-key-4x', Math.max(...keys), {
      detail: `median ${Math.round(median(keys))}, ${keys.length} keys`,
    });
  } finally {
    await tablet.forget();
    await server.stop();
  }
}

async function press(page: Page, link: string, wanted: Awaited): Promise<number> {
  const target = page.getByRole('link', { name: link, exact: true });
  await page.evaluate((awaited) => watch().await(awaited), wanted);
  await target.click();
  return await page.evaluate(() => watch().shown());
}

/** One after another as a triad does: a filter on, another, and all of it again. */
async function filterTaps(
  page: Page,
  url: string,
): Promise<{ readonly answers: readonly number[]; readonly whole: readonly number[] }> {
  await page.goto(url);
  await page.locator(COUNT).waitFor();
  await pause(4_000);
  const more = page.getByRole('button', { name: 'Show only', exact: true });
  if ((await more.getAttribute('aria-expanded')) === 'false') await more.click();
  await pause(500);
  const answers: number[] = [];
  const whole: number[] = [];
  const taps = [
    'Surprises only',
    'Show all',
    'Robin',
    'Said',
    'Show all',
    'Sam Dale',
    '2 Model',
    'Show all',
    'Starred only',
    'Show all',
    'reason',
    'Show all',
    'Disagreements only',
    'Show all',
  ];
  for (const name of taps) {
    await page.evaluate((selector) => watch().await({ selector, isChanged: true }), COUNT);
    await tap(page, name);
    answers.push(await page.evaluate(() => watch().shown()));
    whole.push(await page.evaluate(() => watch().settled()));
    await pause(400);
  }
  return { answers, whole };
}

/** By its words alone: to ask for a role fills the page's memory, and what it then clears away is counted as the tap's. */
async function tap(page: Page, words: string): Promise<void> {
  const { x, y } = await page.evaluate((name) => {
    const isIt = ({ textContent: text }: Element) => text === name || text === `${text[0] ?? ''}${name}`;
    const place = [...document.querySelectorAll('button')].find(isIt)?.getBoundingClientRect();
    if (place === undefined) throw new Error(`There is no ${name}.`);
    return { x: place.x + place.width / 2, y: place.y + place.height / 2 };
  }, words);
  await page.mouse.click(x, y);
}

async function searchKeys(page: Page, url: string): Promise<readonly number[]> {
  await page.goto(url);
  const field = page.getByRole('searchbox');
  await field.waitFor();
  await pause(2_000);
  const taken: number[] = [];
  for (const query of QUERIES) {
    await field.fill('');
    await pause(700);
    await field.focus();
    for (const letter of query) {
      await page.evaluate(() => watch().await({ selector: 'input[type="search"]' }));
      await page.keyboard.press(letter === ' ' ? 'Space' : letter);
      const ms = await page.evaluate(() => watch().answered());
      if (ms !== undefined) taken.push(ms);
    }
  }
  return taken;
}

/** In the page only: functions that are sent there see this global and nothing of this file. */
declare function watch(): ReviewWatch;
