import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LANDSCAPE, untilInstalled, type BrowserTablet } from '../support/browser.ts';
import { planLesson, startTeam, untilAtServer } from '../support/main-path.ts';
import { problemsOf } from './accessible.ts';
import { leadsTablet, openSchool, PATIENTLY, type School } from './school.ts';

let school: School;
let maria: BrowserTablet;
let lesson: string;

beforeAll(async () => {
  school = await openSchool();
  await school.serve();
  maria = await leadsTablet(school, { viewport: LANDSCAPE, hasTouch: true });
  lesson = await planLesson(maria.page);
});

afterAll(() => school.close());

const row = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) });

test('a tablet that is installed, kept and connected is ready, and says so where a lesson starts', async () => {
  const { page } = maria;
  await asInstalledApp(maria);
  await untilAtServer(page);
  await page.getByRole('link', { name: 'Dress rehearsal' }).tap();
  await page.getByText('1 thing to look at').waitFor();
  await row(page, 'A test note').getByText('Not tried on this tablet yet.').waitFor();

  await page.getByRole('button', { name: 'Write a test note' }).tap();

  await page.getByText('This tablet is ready').waitFor();
  await row(page, 'A test note').getByText('Written, and read back').waitFor();
  await row(page, 'Opens without a network')
    .getByText(/^In order \d{2,} files of the app/)
    .waitFor();
  expect(new URL(page.url()).search).toBe('');
  expect(await problemsOf(page, 'dress rehearsal, ready')).toEqual([]);
  await page.goto(`${lesson}/observe`);
  await page.getByText('This tablet was ready when checked').waitFor();
  await page.goto(school.line.url);
  await page.getByText('This tablet was ready when checked').waitFor();
});

test('without a network everything but the network is still in order, the test note too', async () => {
  const { page, context } = maria;
  await context.setOffline(true);
  await page.goto(`${school.line.url}/tablet`);
  await page.getByText('This tablet is ready').waitFor();

  // Ready it says before the tap too: only the page that was loaded anew has read this note.
  const loadedAnew = page.waitForEvent('load');
  await page.getByRole('button', { name: 'Write a test note' }).tap();
  await loadedAnew;

  await page.getByText('This tablet is ready').waitFor();
  await row(page, 'Clock')
    .getByText(/Agrees with the school server. Compared \d\d:\d\d/)
    .waitFor();
  await context.setOffline(false);
});

test('notices when a single script of the lesson screen is gone from this tablet', async () => {
  const { page } = maria;
  await page.goto(`${school.line.url}/tablet`);
  await page.getByText('This tablet is ready').waitFor();
  const removed = await page.evaluate(removeCaptureScript);
  expect(removed).toBe(1);

  await page.getByRole('button', { name: 'Check again' }).tap();

  await row(page, 'Opens without a network').getByText('1 file of the app is not on this tablet').waitFor();
});

test('where the browser keeps nothing, allows no worker and refuses, each is named with what to do', async () => {
  const sam = await school.tablet({ serviceWorkers: 'block', viewport: LANDSCAPE, hasTouch: true });
  await sam.page.addInitScript(refuseEverything);
  await sam.page.reload();
  await startTeam(sam.page, 'Another triad', 'Sam Dale');
  await sam.page.goto(`${school.line.url}/tablet`);

  await sam.page.getByText(/^\d things to look at/).waitFor(PATIENTLY);
  const words = {
    'Installed as an app': 'Threefold runs in a tab of the browser',
    'Opens without a network': 'not yet kept for offline use',
    'Storage is kept': 'has not promised to keep',
    'Free space': 'Room for about 40 photos only',
    'Screen stays awake': 'would not keep the screen on',
    'Remembered next time': 'looks like a private window',
  };
  for (const [name, text] of Object.entries(words)) await row(sam.page, name).getByText(text).waitFor();
  expect(await problemsOf(sam.page, 'dress rehearsal, refused')).toEqual([]);
  expect(sam.complaints).toEqual([]);
});

test('the demo shows the same screen', async () => {
  const guest = await school.tablet({ viewport: LANDSCAPE, hasTouch: true });
  await untilInstalled(guest.page);
  await guest.page.getByRole('button', { name: 'Explore the demo study' }).tap();
  await guest.page.getByRole('link', { name: 'Dress rehearsal' }).tap();

  await row(guest.page, 'Unsent notes').getByText('The demo study is never sent.').waitFor();
});

/** What a browser grants once the app stands on the home screen. A browser without a head has no window of its own to give. */
async function asInstalledApp({ page, context }: BrowserTablet): Promise<void> {
  const session = await context.newCDPSession(page);
  await session.send('Browser.grantPermissions', { permissions: ['durableStorage', 'wakeLockScreen'] });
  await context.addInitScript(() => {
    const ask = window.matchMedia.bind(window);
    window.matchMedia = (query) => ask(query.includes('display-mode') ? 'all' : query);
  });
  await page.reload();
}

async function removeCaptureScript(): Promise<number> {
  let removed = 0;
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      if (/\/capture-[\w-]{8}\.js/.test(request.url) && (await cache.delete(request))) removed += 1;
    }
  }
  return removed;
}

function refuseEverything(): void {
  const refused = () => Promise.reject(new DOMException('refused', 'NotAllowedError'));
  Object.defineProperties(StorageManager.prototype, {
    persisted: { value: () => Promise.resolve(false) },
    persist: { value: () => Promise.resolve(false) },
    estimate: { value: () => Promise.resolve({ quota: 20_000_000, usage: 0 }) },
    getDirectory: { value: refused },
  });
  Object.defineProperty(WakeLock.prototype, 'request', { value: refused });
}
