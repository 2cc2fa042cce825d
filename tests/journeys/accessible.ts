import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from 'playwright-core';
import { LANDSCAPE, PHONE, PORTRAIT } from '../support/browser.ts';

const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** What other colours can break: names, roles and sizes are the same in the dark. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];
const NARROWEST = { width: 320, height: 640 };

/** What is wrong with a screen for people with other eyes, hands or screens; at every size, light and dark. */
export async function problemsOf(page: Page, screen: string): Promise<readonly string[]> {
  const size = page.viewportSize() ?? LANDSCAPE;
  const problems: string[] = [];
  for (const each of [LANDSCAPE, PORTRAIT, PHONE]) {
    await page.setViewportSize(each);
    problems.push(...(await axeProblems(page, `${screen}, ${each.width} wide`)));
  }
  await page.emulateMedia({ colorScheme: 'dark' });
  problems.push(...(await axeProblems(page, `${screen}, ${PHONE.width} wide, dark`, OF_COLOURS)));
  await page.emulateMedia({ colorScheme: 'light' });
  for (const each of [PHONE, NARROWEST]) {
    await page.setViewportSize(each);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (over > 0) problems.push(`${screen}, ${each.width} wide: ${over} px too wide`);
  }
  await page.setViewportSize(size);
  return problems;
}

/** The same at the size and in the colours the page has now. */
export async function axeProblems(page: Page, where: string, rules?: string[]): Promise<readonly string[]> {
  // Rows that are not painted while out of sight must not escape the examination, and new colours must have arrived.
  await page.evaluate(async () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { content-visibility: visible !important }');
    document.adoptedStyleSheets = [sheet];
    for (let frames = 0; frames < 2; frames++) await new Promise(requestAnimationFrame);
  });
  const axe = await axeOn(page);
  const { violations } = await (rules ? axe.withRules(rules) : axe.withTags(STANDARDS)).analyze();
  const problems: string[] = [];
  for (const { id, nodes } of violations) {
    for (const { target, failureSummary } of nodes) {
      const selector = target.join(' ');
      if (id === 'target-size' && (await isLargeInFullView(page, selector))) continue;
      problems.push(`${where}: ${id} at ${selector} (${failureSummary})`);
    }
  }
  return problems;
}

/** At the end of a row that scrolls something is always cut off; what counts is how it is after scrolling to it. */
async function isLargeInFullView(page: Page, selector: string): Promise<boolean> {
  await page
    .locator(selector)
    .evaluate((element) => element.scrollIntoView({ block: 'nearest', inline: 'center' }));
  const { violations } = await (await axeOn(page)).withRules('target-size').include(selector).analyze();
  return violations.length === 0;
}

/** Legacy mode looks at this page only and opens no second one; there are no frames to look into. */
async function axeOn(page: Page): Promise<AxeBuilder> {
  // Half a megabyte of script goes into the page once, not twice for every look.
  const isThere = await page.evaluate(() => 'axe' in window);
  return new AxeBuilder(isThere ? { page, axeSource: 'void 0' } : { page })
    .options({ resultTypes: ['violations'] })
    .setLegacyMode(true);
}

/** Somebody without mouse and touch: goes with Tab and Shift+Tab, presses with Enter. */
export function keyboardOf(page: Page) {
  async function goTo(target: Locator): Promise<void> {
    const wanted = target.first();
    await wanted.waitFor();
    // More keys than any screen has stops: what is not reached by then cannot be reached.
    for (let keys = 0; keys < 150; keys++) {
      const way = await wanted.evaluate((element) => {
        const here = document.activeElement ?? document.body;
        if (here === element) return 'there';
        const isBehind = here.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING;
        return isBehind && here !== document.body ? 'Shift+Tab' : 'Tab';
      });
      if (way === 'there') return;
      await page.keyboard.press(way);
    }
    throw new Error(`Not reached by keyboard: ${wanted.toString()}`);
  }
  return {
    goTo,
    async press(target: Locator) {
      await goTo(target);
      await page.keyboard.press('Enter');
    },
    async write(target: Locator, text: string) {
      await goTo(target);
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.type(text);
    },
  };
}
