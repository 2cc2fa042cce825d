import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { killTablet, PHONE, type BrowserTablet } from '../support/browser.ts';
import { planLesson, startLesson, untilAtServer, writeNote } from '../support/main-path.ts';
import { keyboardOf, problemsOf } from './accessible.ts';
import { colleaguesTablet, leadsTablet, openSchool, PATIENTLY, type School } from './school.ts';

let school: School;
let maria: BrowserTablet;
let sam: BrowserTablet;
let nia: BrowserTablet;
let lesson: string;

const ITEM = 'What did Robin learn? Was it enough?';
const minutesOn = ({ page }: BrowserTablet): Locator => page.getByRole('textbox', { name: ITEM });

beforeAll(async () => {
  school = await openSchool();
  await school.serve();
  maria = await leadsTablet(school);
  lesson = await planLesson(maria.page);
  [sam, nia] = [
    await colleaguesTablet(school, maria),
    await colleaguesTablet(school, maria, { name: 'Nia Price', viewport: PHONE, hasTouch: true }),
  ];
  await startLesson(maria.page, lesson);
  await writeNote(maria.page, { pupil: 'Robin', kind: 'Said', text: 'Three is bigger than two' });
  await writeNote(maria.page, { pupil: 'Wren', kind: 'Did', text: 'Lays the strips side by side' });
  await untilAtServer(maria.page);
});

afterAll(() => school.close());

describe('three people in one discussion', () => {
  test('see who is here and who types where', async () => {
    await maria.page.goto(`${lesson}/review`);
    await maria.page.getByRole('button', { name: /^Pupils first/ }).click();
    await minutesOn(maria).waitFor();
    await sam.page.goto(`${lesson}/review`);
    await nia.page.goto(`${lesson}/review?view=discussion`);
    await Promise.all([minutesOn(sam).waitFor(PATIENTLY), minutesOn(nia).waitFor(PATIENTLY)]);

    await minutesOn(maria).click();

    await sam.page.getByText('Maria Evans is writing here').waitFor(PATIENTLY);
    await nia.page.getByText('Maria Evans is writing here').waitFor(PATIENTLY);
    await maria.page.getByText(/(Sam Dale, Nia Price|Nia Price, Sam Dale) here too/).waitFor(PATIENTLY);
  });

  test('[M8] type at once in one item over a network that comes and goes, and every word typed is there', async () => {
    const words = {
      maria: wordsOf('maria', 18),
      sam: wordsOf('sam', 18),
      nia: wordsOf('nia', 18),
    };

    await Promise.all([
      typeOverFlappingNetwork(maria, words.maria, { firstOnline: 300 }),
      typeOverFlappingNetwork(sam, words.sam, { firstOnline: 700, reloads: true }),
      typeOverFlappingNetwork(nia, words.nia, { firstOnline: 500 }),
    ]);

    const all = Object.values(words).flat().toSorted();
    const texts = await Promise.all([maria, sam, nia].map((tablet) => untilAllAreIn(tablet, all)));
    expect(new Set(texts)).toHaveLength(1);
    expect(texts[0]?.split(/\s+/).filter(Boolean).toSorted()).toEqual(all);
    // What each sees is what each will read tomorrow.
    await nia.page.reload();
    expect(await untilAllAreIn(nia, all)).toBe(texts[0]);
  });

  test('cite notes by drag, by tap on a phone and by keyboard, and all see them', async () => {
    const item = maria.page.getByRole('listitem').filter({ has: minutesOn(maria) });
    await maria.page.getByText('Three is bigger than two').first().dragTo(item);
    await sam.page.getByRole('button', { name: /^Maria Evans \d+:\d\d Three/ }).waitFor(PATIENTLY);

    await minutesOn(nia).tap();
    await nia.page.getByRole('button', { name: `Cite notes under: ${ITEM}` }).tap();
    await nia.page.getByRole('button', { name: /Lays the strips side by side/, pressed: false }).tap();
    const second = sam.page.getByRole('button', { name: /^Maria Evans \d+:\d\d Lays/ });
    await second.waitFor(PATIENTLY);

    const keyboard = keyboardOf(sam.page);
    await keyboard.press(
      sam.page.getByRole('button', { name: 'Take away the note: Three is bigger than two' }),
    );
    await maria.page.getByRole('button', { name: /^Maria Evans \d+:\d\d Three/ }).waitFor({
      ...PATIENTLY,
      state: 'detached',
    });
    await keyboard.press(second);
    expect(await sam.page.evaluate(() => document.activeElement?.textContent)).toContain('Lays the strips');
  });

  test('by keyboard alone agree on a point and carry it into the next lesson’s plan', async () => {
    const { page } = sam;
    const keyboard = keyboardOf(page);
    await keyboard.press(page.getByRole('button', { name: 'Add a point' }));
    await keyboard.write(page.getByLabel('Point 1'), 'Reason first, then answer.');
    await keyboard.press(page.getByRole('button', { name: 'Carry 1 point into Lesson 2' }));
    await keyboard.press(page.getByRole('link', { name: 'Open the plan of Lesson 2' }));

    await page.getByRole('region', { name: 'From the review of Lesson 1' }).waitFor();
    await nia.page.getByText('1 point stands in the plan of Lesson 2.').waitFor(PATIENTLY);
  });

  test('[N2] a kill in mid-word costs at most half a second of typing', async () => {
    const words = 'She said that the parts are not fair because they are not all of one size, you see';
    await nia.context.setOffline(true);
    await goToEnd(nia.page, nia);
    // Each key with the moment it was in the field, as the page has it.
    const typed: { readonly at: number; readonly text: string }[] = [];
    for (const letter of words) {
      await nia.page.keyboard.type(letter);
      typed.push({ at: performance.now(), text: await minutesOn(nia).inputValue() });
    }
    const killedAt = performance.now();
    killTablet(nia);

    const { profile } = nia;
    const url = `${lesson}/review?view=discussion`;
    nia = await school.tablet({ profile, url, viewport: PHONE, hasTouch: true, isOffline: true });

    const halfASecondBefore = typed.findLast(({ at }) => at <= killedAt - 500)?.text ?? '';
    expect(halfASecondBefore.length).toBeGreaterThan(0);
    await minutesOn(nia).waitFor(PATIENTLY);
    await expect
      .poll(() => minutesOn(nia).inputValue(), PATIENTLY)
      .toMatch(new RegExp(`^${escaped(halfASecondBefore)}`));
    await nia.context.setOffline(false);
    const there = await minutesOn(nia).inputValue();
    await expect.poll(() => minutesOn(maria).inputValue(), PATIENTLY).toBe(there);
  });

  test('work for other eyes and hands at every size', async () => {
    await maria.page.bringToFront();
    await maria.page.getByRole('button', { name: `Change: ${ITEM}` }).click();
    const beside = await problemsOf(maria.page, 'discussion beside the grid');
    await maria.page.goto(`${lesson}/review?view=discussion`);
    await minutesOn(maria).click();
    await maria.page.getByRole('button', { name: `Cite notes under: ${ITEM}` }).click();

    expect([...beside, ...(await problemsOf(maria.page, 'discussion as a page'))]).toEqual([]);
    expect([maria, sam, nia].flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});

function escaped(words: string): string {
  return words.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

function wordsOf(name: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${name}${index + 1}`);
}

/** Types word after word while the network of this tablet goes and comes; reloads once without one, in mid-typing. */
async function typeOverFlappingNetwork(
  tablet: BrowserTablet,
  words: readonly string[],
  { firstOnline, reloads = false }: { firstOnline: number; reloads?: boolean },
): Promise<void> {
  const { context, page } = tablet;
  await goToEnd(page, tablet);
  await minutesOn(tablet).pressSequentially(`${words.slice(0, 3).join(' ')} `, { delay: firstOnline / 30 });
  for (let at = 3; at < words.length; at += 3) {
    await context.setOffline(at % 2 === 1);
    const some = `${words.slice(at, at + 3).join(' ')} `;
    await minutesOn(tablet).pressSequentially(some, { delay: 12 });
    if (reloads && at === 9) {
      // Leaving the field hands what was typed to the disk, as going to another app does.
      await minutesOn(tablet).blur();
      await page.reload();
      await minutesOn(tablet)
        .filter({ hasText: words[at] ?? '' })
        .or(minutesOn(tablet))
        .waitFor(PATIENTLY);
      await goToEnd(page, tablet);
    }
  }
  await context.setOffline(false);
}

async function goToEnd(page: Page, tablet: BrowserTablet): Promise<void> {
  await minutesOn(tablet).click();
  await page.keyboard.press('ControlOrMeta+End');
}

/** The text once it has all words; what is missing is named. */
async function untilAllAreIn(tablet: BrowserTablet, words: readonly string[]): Promise<string> {
  await minutesOn(tablet).waitFor(PATIENTLY);
  const missing = async () => {
    const there = new Set((await minutesOn(tablet).inputValue()).split(/\s+/));
    return words.filter((word) => !there.has(word));
  };
  const enough = performance.now() + PATIENTLY.timeout;
  while ((await missing()).length > 0 && performance.now() < enough) await tablet.page.waitForTimeout(100);
  const text = await minutesOn(tablet).inputValue();
  expect(await missing(), text).toEqual([]);
  return text;
}
