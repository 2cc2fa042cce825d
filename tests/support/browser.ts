import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { findChromium } from '../../scripts/chromium.mjs';

export const LANDSCAPE = { width: 1180, height: 820 };
export const PORTRAIT = { width: 820, height: 1180 };
export const PHONE = { width: 390, height: 844 };

const QUIET_BROWSER = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** One tablet: a browser of its own with a disk of its own, which outlives the browser. */
export interface BrowserTablet {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly profile: string;
  /** Messages of the console that no normal use may cause. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

export async function openTablet({
  url,
  viewport = LANDSCAPE,
  profile = mkdtempSync(join(tmpdir(), 'threefold-tablet-')),
  dark = false,
}: {
  url: string;
  viewport?: { width: number; height: number };
  profile?: string;
  dark?: boolean;
}): Promise<BrowserTablet> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    args: QUIET_BROWSER,
    viewport,
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    locale: 'en-GB',
  });
  const complaints: string[] = [];
  context.on('weberror', (error) => complaints.push(String(error.error())));
  context.on('console', (message) => {
    // A failed request to a stopped server is not a fault of the page.
    const isExpected = message.text().includes('Failed to load resource');
    if (message.type() === 'error' && !isExpected) complaints.push(message.text());
  });
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(20_000);
  await page.goto(url);
  return { context, page, profile, complaints, close: () => context.close() };
}

/** The service worker is in charge of this page, so that what follows also works without a network. */
export async function untilInstalled(page: Page): Promise<void> {
  await page.waitForFunction(async () => {
    await navigator.serviceWorker.ready;
    return navigator.serviceWorker.controller !== null;
  });
}

export function forgetTablet(tablet: BrowserTablet): void {
  rmSync(tablet.profile, { recursive: true, force: true });
}
