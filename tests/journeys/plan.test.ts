import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import demo from '../../src/features/demo/demo-study.json' with { type: 'json' };
import { killTablet, PORTRAIT, type BrowserTablet } from '../support/browser.ts';
import { problemsOf } from './accessible.ts';
import { leadsTablet, openSchool, PATIENTLY, type School } from './school.ts';

const KEY_EVERY_MS = 50;
/** Keys that half a second of typing holds. */
const KEYS_MISSING_AT_MOST = 500 / KEY_EVERY_MS;

let school: School;
let maria: BrowserTablet;

beforeAll(async () => {
  school = await openSchool();
  await school.serve();
  maria = await leadsTablet(school, { viewport: PORTRAIT, hasTouch: true });
});

afterAll(() => school.close());

/** Somebody at a tablet, counting what it costs: a field is a tap and typing, a tap is everything else. */
function counting(page: Page) {
  const cost = { fields: 0, taps: 0 };
  return {
    cost,
    tap: async (target: Locator) => {
      await target.tap();
      cost.taps += 1;
    },
    fill: async (target: Locator, words: string) => {
      await target.tap();
      await target.fill(words);
      cost.fields += 1;
    },
    button: (name: string | RegExp) => page.getByRole('button', { name, exact: true }),
    link: (name: string) => page.getByRole('link', { name, exact: true }).first(),
  };
}

describe('setting up, by touch', () => {
  test('a study with nothing but its pupils takes three fields and three taps', async () => {
    const { page } = maria;
    const { cost, tap, fill, button, link } = counting(page);
    await today(page);

    await tap(button('New lesson study'));
    for (const [letter, alias] of [
      ['A', 'Robin'],
      ['B', 'Wren'],
      ['C', 'Heron'],
    ] as const) {
      await fill(page.getByLabel(`Alias of pupil ${letter}`), alias);
    }
    await tap(button('Start planning'));
    await tap(link('Start observing'));

    await button('Start lesson').waitFor();
    expect(cost).toEqual({ fields: 3, taps: 3 });
  });

  test('a study from nothing, with five stages, criteria and predictions, takes twelve fields and four taps', async () => {
    const { page } = maria;
    const { cost, tap, fill, button, link } = counting(page);
    await today(page);

    await tap(button('New lesson study'));
    await fill(page.getByLabel('Focus question'), 'How can we help pupils say why, so that reasons count?');
    await fill(page.getByLabel('Alias of pupil A'), 'Aderyn');
    await fill(page.getByLabel('Alias of pupil B'), 'Brân');
    await fill(page.getByLabel('Alias of pupil C'), 'Cudyll');
    await fill(page.getByLabel('Title of Lesson 1'), 'Which piece is bigger?');
    await tap(button('Start planning'));
    await fill(page.getByLabel('Date'), '2027-01-12');
    await fill(page.getByLabel('Success criterion for Aderyn'), 'Says why by the size of the part');
    await fill(page.getByLabel('Success criterion for Brân'), 'Explains one comparison to a partner');
    await fill(page.getByLabel('Success criterion for Cudyll'), 'Speaks once in pair work');
    await tap(button('All 5, from start to exit'));
    await fill(
      page.getByLabel('Prediction for Aderyn: stage 3 Task'),
      'Places halves and quarters without help',
    );
    await fill(page.getByLabel('Prediction for Brân: stage 3 Task'), 'Uses the bar model');
    await fill(page.getByLabel('Prediction for Cudyll: stage 3 Task'), 'Waits for the partner');
    await page.getByText('Still open: 4 predictions for each pupil. You can observe without them.').waitFor();
    await tap(link('Start observing'));

    await button('Start lesson').waitFor();
    expect(cost).toEqual({ fields: 12, taps: 4 });
  });

  test('a copied study takes four fields and four taps', async () => {
    const { page } = maria;
    const { cost, tap, fill, button, link } = counting(page);
    await today(page);

    await tap(link('Lesson studies'));
    await tap(button(/^Copy the study How can we help pupils say why/));
    for (const [index, alias] of ['Dryw', 'Eos', 'Ffesant'].entries()) {
      await fill(page.getByLabel('Alias', { exact: true }).nth(index), alias);
    }
    await page.getByRole('heading', { level: 2, name: 'Ffesant' }).waitFor();
    await tap(link('Lesson 1'));
    await fill(page.getByLabel('Date'), '2027-01-19');
    await page.getByRole('heading', { name: '5 Exit question' }).waitFor();
    await tap(link('Start observing'));

    await button('Start lesson').waitFor();
    expect(cost).toEqual({ fields: 4, taps: 4 });
  });
});

test('a plan of any size stays usable: long aliases, thirty stages, a question without end', async () => {
  const { page } = maria;
  await today(page);
  await page.getByRole('button', { name: 'New lesson study' }).tap();
  await page.getByLabel('Focus question').fill('How can we make it so that '.repeat(80));
  for (const letter of ['A', 'B', 'C']) {
    await page
      .getByLabel(`Alias of pupil ${letter}`)
      .fill(`${letter}${'lanfairpwllgwyngyllgogerychwyrndrobwll'.repeat(2)}`.slice(0, 60));
  }
  await page.getByRole('button', { name: 'Start planning' }).tap();
  for (let five = 1; five <= 6; five++) {
    if (five === 2) await page.getByRole('button', { name: 'Add a stage' }).tap();
    await page.getByRole('button', { name: 'All 5, from start to exit' }).tap();
    await page.getByRole('heading', { name: `${five * 5} Exit question` }).waitFor();
  }
  const problems = [...(await problemsOf(page, 'thirty stages'))];
  await page.getByRole('button', { name: 'More', exact: true }).tap();
  problems.push(...(await problemsOf(page, 'the menu of a plan')));
  await page.getByRole('link', { name: 'Print plan' }).tap();
  await page.getByRole('table').waitFor();
  problems.push(...(await problemsOf(page, 'thirty stages, to be printed')));

  await page.getByRole('link', { name: 'Back to the plan' }).tap();
  await page.getByRole('link', { name: 'Question and class' }).tap();
  await page.getByRole('button', { name: 'Reorder or remove' }).tap();
  await page.getByRole('button', { name: 'Move later: Rule 1' }).tap();
  await expect
    .poll(() => page.getByLabel('Rule 2', { exact: true }).inputValue(), PATIENTLY)
    .toMatch(/^The lesson is ours/);
  problems.push(...(await problemsOf(page, 'agreement in another order')));

  await page.getByRole('link', { name: 'Focus pupils' }).tap();
  await page.getByText('Real names to look out for').tap();
  await page.getByLabel('Names, one on each line').fill('Tomos\nSiân');
  await page.getByText('2 names on this tablet').waitFor();
  await page.getByLabel('Starting point').first().fill('Counts with Sian');
  await page.getByText('“Siân” is on the list of real names.').waitFor();
  problems.push(...(await problemsOf(page, 'a real name was typed')));

  expect(problems).toEqual([]);
});

test('[N2] words half typed in a plan are there after the browser is killed, and are saved then', async () => {
  const { page } = maria;
  await today(page);
  await page.getByRole('link', { name: 'Lesson studies' }).first().tap();
  await page.getByRole('link', { name: /^How can we help pupils say why/ }).tap();
  await page.getByLabel('Hypothesis').tap();
  const words = 'If pupils lay strips of equal length side by side and say a reason before an answer';

  await page.getByLabel('Hypothesis').pressSequentially(words, { delay: KEY_EVERY_MS });
  const address = page.url();
  killTablet(maria);
  maria = await school.tablet({ profile: maria.profile, url: address, isOffline: true, hasTouch: true });

  const field = maria.page.getByLabel('Hypothesis');
  await expect.poll(() => field.inputValue(), PATIENTLY).not.toBe('');
  const found = await field.inputValue();
  expect(words.startsWith(found)).toBe(true);
  expect(words.length - found.length).toBeLessThanOrEqual(KEYS_MISSING_AT_MOST);
  // Saved now, and no draft any more: another page that opens later finds it without one.
  await field.blur();
  await expect.poll(() => draftsLeft(maria.page), PATIENTLY).toEqual([]);
  await maria.page.reload();
  await expect.poll(() => field.inputValue(), PATIENTLY).toBe(found);
});

test('the lessons of the demo print on one page each, and the button prints', async () => {
  const { page } = await school.tablet();
  await page.getByRole('button', { name: 'Explore the demo study' }).click();
  await page.getByRole('heading', { name: demo.study.focusQuestion }).waitFor();

  for (const { number, title } of demo.lessons) {
    await page.goto(`${school.line.url}/studies/${demo.study.id}/lessons/${number}`);
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('link', { name: 'Print plan' }).click();
    await page.getByRole('table').waitFor();
    await page.evaluate(() => {
      window.print = () => document.body.setAttribute('data-printed', 'yes');
    });
    await page.getByRole('button', { name: 'Print' }).click();

    expect(await page.locator('body').getAttribute('data-printed')).toBe('yes');
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g), title).toHaveLength(1);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(false);
    await page.emulateMedia({ media: null });
  }
});

async function today(page: Page): Promise<void> {
  await page.goto(school.line.url);
  await page.getByRole('heading', { level: 1, name: /Maria Evans/ }).waitFor();
}

/** What fields keep on this tablet because it is not saved. */
async function draftsLeft(page: Page): Promise<readonly string[]> {
  return await page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
    const name = names.find((each) => each.startsWith('threefold-notebook-')) ?? '';
    const database = await new Promise<IDBDatabase>((done, fail) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => done(opening.result);
      opening.onerror = () => fail(new Error('The notebook does not open.'));
    });
    const keys = await new Promise<IDBValidKey[]>((done, fail) => {
      const reading = database.transaction('drafts').objectStore('drafts').getAllKeys();
      reading.onsuccess = () => done(reading.result);
      reading.onerror = () => fail(new Error('The drafts cannot be read.'));
    });
    database.close();
    return keys.map(String).filter((key) => key.startsWith('field:'));
  });
}
