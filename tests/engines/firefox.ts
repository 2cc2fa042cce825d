import { launch, type ElementHandle, type KeyInput } from 'puppeteer-core';
import type { Engine, EnginePage, Size } from './engine.ts';

/** Firefox over WebDriver BiDi. */
export function startFirefox(executablePath: string): Engine {
  return {
    name: 'Firefox',
    open: (profile, size) => openPage(executablePath, profile, size),
    close: async () => undefined,
  };
}

async function openPage(executablePath: string, profile: string, size: Size): Promise<EnginePage> {
  const browser = await launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    userDataDir: profile,
    defaultViewport: size,
    args: [`--width=${size.width}`, `--height=${size.height}`],
  });
  const [page = await browser.newPage()] = await browser.pages();
  return {
    version: await browser.version(),
    goto: async (url) => void (await page.goto(url, { waitUntil: 'domcontentloaded' })),
    reload: async () => void (await page.reload({ waitUntil: 'domcontentloaded' })),
    inPage: async (work, ...args) => (await page.evaluate(work as never, ...(args as never))) as never,
    async press([first, ...rest]) {
      if (first === undefined) return;
      await page.mouse.move(first.x, first.y);
      await page.mouse.down();
      for (const { x, y } of rest) await page.mouse.move(x, y);
      await page.mouse.up();
    },
    async type(text) {
      for (const key of text) await page.keyboard.press(key as KeyInput);
    },
    enter: async () => await page.keyboard.press('Enter'),
    async chooseFile(selector, path) {
      const field = (await page.$(selector)) as ElementHandle<HTMLInputElement> | null;
      if (field === null) throw new Error(`No ${selector}.`);
      await field.uploadFile(path);
    },
    screenshot: async (path) => void (await page.screenshot({ path: path as `${string}.png` })),
    close: async () => await browser.close(),
  };
}
