import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { findChromium } from '../../scripts/chromium.mjs';
import { putAway } from './put-away.ts';

export const LANDSCAPE = { width: 1180, height: 820 };
export const PORTRAIT = { width: 820, height: 1180 };
export const PHONE = { width: 390, height: 844 };

/**
 * Each start of the whole Chromium prepares the popups of an address bar that no tablet shows: a process more and two hundred
 * scripts, a quarter of what a start takes. A second such flag takes the place of Playwright's own, so that its names stand here too.
 */
const WITHOUT = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
];

const QUIET_BROWSER = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${WITHOUT.join(',')}`,
  // After a Background Sync that failed Chromium waits five minutes and gives up at the third: nobody waits that long here.
  '--force-fieldtrials=BackgroundSync/Soon',
  '--force-fieldtrial-params=BackgroundSync.Soon:initial_retry_delay_sec/2/max_sync_attempts/20/retry_delay_factor/1',
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

export interface OpenTabletOptions {
  readonly url: string;
  readonly viewport?: { width: number; height: number };
  /** The disk of a tablet that was opened before. */
  readonly profile?: string;
  readonly dark?: boolean;
  /** Fingers instead of a mouse. */
  readonly hasTouch?: boolean;
  /** Without a network from before its first page. */
  readonly isOffline?: boolean;
  readonly serviceWorkers?: 'allow' | 'block';
  /** Further flags of the browser, such as a stand-in for its camera. */
  readonly flags?: readonly string[];
}

export async function openTablet({
  url,
  viewport = LANDSCAPE,
  profile = mkdtempSync(join(tmpdir(), 'threefold-tablet-')),
  dark = false,
  hasTouch = false,
  isOffline = false,
  serviceWorkers = 'allow',
  flags = [],
}: OpenTabletOptions): Promise<BrowserTablet> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    args: [...QUIET_BROWSER, ...flags],
    viewport,
    hasTouch,
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    locale: 'en-GB',
    offline: isOffline,
    serviceWorkers,
  });
  const complaints: string[] = [];
  context.on('weberror', (error) => complaints.push(String(error.error())));
  context.on('console', (message) => {
    // A failed request to a stopped server is not a fault of the page.
    const isExpected = message.text().includes('Failed to load resource');
    if (message.type() === 'error' && !isExpected) complaints.push(message.text());
  });
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(90_000);
  await page.goto(url);
  return { context, page, profile, complaints, close: () => context.close() };
}

/** The service worker is in charge of this page, so that what follows also works without a network. */
export async function untilInstalled(page: Page): Promise<void> {
  const isInCharge = async () => {
    await navigator.serviceWorker.ready;
    return navigator.serviceWorker.controller !== null;
  };
  // It brings every file of the app, which on a busy machine takes its time.
  await page.waitForFunction(isInCharge, undefined, { timeout: 180_000 });
}

/** SIGKILL for the whole browser, as a flat battery would do it. */
export function killTablet({ profile }: Pick<BrowserTablet, 'profile'>): void {
  const processes = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8', maxBuffer: 2 ** 24 });
  for (const line of processes.split('\n')) {
    const isBrowser = line.includes(`--user-data-dir=${profile}`) && !line.includes('--type=');
    if (isBrowser) process.kill(Number.parseInt(line, 10), 'SIGKILL');
  }
}

export function forgetTablet(tablet: BrowserTablet): void {
  // The last process of a killed browser may still be writing there.
  putAway(tablet.profile);
}
