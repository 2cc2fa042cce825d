import type { Page } from 'playwright-core';
import { pause } from './driver.ts';
import { progress } from './figures.ts';
import type { Awaited, ReviewWatch } from './review-watch.ts';

const RUNS = 5;
/** Marks of one pupil and kind are one path. */
const FORMS = 12;
const COUNT = 'p[aria-live="polite"]';
const QUERIES = ['the piece', 'says because', '3/4', 'wren'];

export interface ReviewTimes {
  readonly paints: Readonly<Record<'board' | 'timeline' | 'search', readonly number[]>>;
  readonly filters: FilterTimes;
  readonly keys: readonly number[];
}

interface FilterTimes {
  /** To the chip and the count. */
  readonly answers: readonly number[];
  /** To the last change in sight. */
  readonly whole: readonly number[];
}

interface ReviewPlaces {
  /** A page with a link to the board. */
  readonly start: string;
  /** A note on the board. */
  readonly note: string;
  readonly filtered: readonly string[];
  readonly search: string;
}

/** Opens the views, filters them and searches, on whichever page has these names; milliseconds from tap or key to frame. */
export async function reviewAsATriadDoes(page: Page, places: ReviewPlaces): Promise<ReviewTimes> {
  const paints = { board: [] as number[], timeline: [] as number[], search: [] as number[] };
  for (let run = 0; run < RUNS; run++) {
    await page.goto(places.start);
    await page.getByRole('link', { name: 'Review together' }).waitFor();
    await pause(2_000);
    paints.board.push(await press(page, 'Review together', { selector: places.note }));
    await pause(2_000);
    paints.timeline.push(
      await press(page, 'Timeline', { selector: '[role="slider"] svg path', atLeast: FORMS }),
    );
    await pause(1_500);
    paints.search.push(await press(page, 'Search', { selector: 'input[type="search"]' }));
    await pause(500);
  }

  const answers: number[] = [];
  const whole: number[] = [];
  for (const [index, place] of places.filtered.entries()) {
    const taken = await filterTaps(page, place);
    progress(`filters ${index}: ${taken.answers.map(Math.round).join(', ')}`);
    answers.push(...taken.answers);
    progress(`all in sight ${index}: ${taken.whole.map(Math.round).join(', ')}`);
    whole.push(...taken.whole);
  }

  const keys = await searchKeys(page, places.search);
  progress(`keys: ${keys.map(Math.round).join(', ')}`);
  return { paints, filters: { answers, whole }, keys };
}

async function press(page: Page, link: string, wanted: Awaited): Promise<number> {
  const target = page.getByRole('link', { name: link, exact: true });
  await page.evaluate((awaited) => watch().await(awaited), wanted);
  await target.click();
  return await page.evaluate(() => watch().shown());
}

/** One after another as a triad does: a filter on, another, and all of it again. */
async function filterTaps(page: Page, url: string): Promise<FilterTimes> {
  await page.goto(url);
  await page.locator(COUNT).waitFor();
  await pause(4_000);
  const more = page.getByRole('button', { name: 'Show only', exact: true });
  if ((await more.count()) > 0 && (await more.getAttribute('aria-expanded')) === 'false') await more.click();
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
