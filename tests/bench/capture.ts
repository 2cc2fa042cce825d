import type { Page } from 'playwright-core';
import { forgetTablet, openTablet, type BrowserTablet } from '../support/browser.ts';
import type { Scratch } from './bench-app.ts';
import { watchCapture, type Watch } from './capture-watch.ts';
import { classroomNotes } from './classroom-text.ts';
import { openFloorTablet, openOurs, pause } from './driver.ts';
import { median, percentile, progress, record, spread, type FigureId } from './figures.ts';
import { slowed, SLOWED, spin, SURELY } from './slowing.ts';
import { allScriptsOf, gzipSize, scriptsOfScreen } from './scripts.ts';
import { startFloor, startOurs } from './servers.ts';

export const CAPTURE_IDS: readonly FigureId[] = [
  'durable-write-4x',
  'inp-4x',
  'typing-frame-4x',
  'cold-start-4x',
  'script-first',
  'script-capture',
];

const NOTES_BEFORE = 500;
const EARLIER_LESSONS = 49;
const NOTES_EACH = 100;
const NOTES_WRITTEN = 64;
const TYPED_KEYS = 4;
const KEY_EVERY_MS = 60;
const COLD_STARTS = 5;
const MOST_COLD_STARTS = 12;
const PUPILS = [/Robin/, /Wren/, /Heron/, 'Class'] as const;

/** The built app in a lesson with 500 notes: written in with the server there, and again with the network gone. */
export async function measureCapture(scratch: Scratch): Promise<void> {
  const server = await startOurs(scratch, { dataDir: scratch.dir() });
  let tablet = await openOurs(server.url);
  const { profile } = tablet;
  try {
    const { lesson } = await tablet.ours('start');
    await tablet.ours('writeNotes', NOTES_BEFORE, 3, 50);
    await tablet.ours('settle');
    await tablet.ours('earlierLessons', EARLIER_LESSONS, NOTES_EACH);
    const observeUrl = `${server.url}/studies/${lesson.replace('.', '/lessons/')}/observe`;
    const { page, context } = tablet;

    await context.addInitScript(watchCapture);
    await page.goto(server.url);
    const today = await scriptsOfScreen(page);

    await page.goto(observeUrl);
    const note = page.getByLabel('Note', { exact: true });
    await note.waitFor();
    await allScriptsOf(page);
    const slowing = await context.newCDPSession(page);
    await slowed(page, slowing);
    const writes = await observe(tablet);
    const frames = await framesWhileTyping(page);
    const watch = await page.evaluate(() => (window as unknown as { benchWatch: Watch }).benchWatch.taken());
    const capture = await allScriptsOf(page);
    await tablet.close();
    await server.stop();

    const welcome = await scriptsOfWelcome(scratch);
    const sizeOf = (scripts: ReadonlySet<string>) => gzipSize(scratch.appDir, scripts);
    record('script-first', Math.max(sizeOf(today.first), sizeOf(welcome.first)), {
      detail:
        `Welcome ${sizeOf(welcome.first).toFixed(1)}, Today ${sizeOf(today.first).toFixed(1)}; ` +
        `with what follows unasked ${sizeOf(welcome.all).toFixed(1)} and ${sizeOf(today.all).toFixed(1)}`,
    });
    record('script-capture', sizeOf(capture));
    const floor = await floorPuts(scratch);
    record('durable-write-4x', percentile(writes, 95), {
      floor: percentile(floor, 95),
      detail: `${writes.length} notes, median ${Math.round(median(writes))}, worst ${Math.round(Math.max(...writes))}`,
    });
    // As browsers report it: one in fifty interactions may be slower.
    const slowest = watch.interactions.toSorted((a, b) => b - a);
    const inp = slowest[Math.min(slowest.length - 1, Math.floor(watch.interactionCount / 50))];
    if (inp === undefined) throw new Error('No interaction was seen.');
    record('inp-4x', inp, { detail: `of ${watch.interactionCount}, worst ${slowest[0]}` });

    record('typing-frame-4x', Math.max(...frames), {
      detail: `${frames.length} frames, median ${median(frames).toFixed(1)}, p99 ${percentile(frames, 99).toFixed(1)}`,
    });

    const starts: number[] = [];
    for (let tries = 0; tries < MOST_COLD_STARTS && starts.length < COLD_STARTS; tries++) {
      const { ms, isSlowed } = await coldStart(profile, observeUrl);
      progress(`cold start: ${Math.round(ms)} ms${isSlowed ? '' : ', slowed too late and left out'}`);
      if (isSlowed) starts.push(ms);
    }
    record('cold-start-4x', median(starts), { detail: spread(starts) });
  } finally {
    await tablet.close();
    forgetTablet(tablet);
    await server.stop();
  }
}

/** Writes notes as an observer does; answers for each how long it took to be durable. */
async function observe({ page, context }: BrowserTablet): Promise<readonly number[]> {
  const who = page.getByRole('group', { name: 'Who it is about' });
  const kinds = page.getByRole('group', { name: 'Kind' });
  const next = page.getByRole('button', { name: 'Next stage' });
  // Found once: to ask for a role each time fills the page's memory with a third of all there is to clear away.
  const pupils = await Promise.all(
    PUPILS.map((name) => who.getByRole('button', { name: name as string }).elementHandle()),
  );
  const said = await kinds.getByRole('button', { name: 'Said' }).elementHandle();
  for (const [index, { text }] of classroomNotes(NOTES_WRITTEN, 4).entries()) {
    if (index === NOTES_WRITTEN / 2) await context.setOffline(true);
    if (index % 12 === 11) await next.click();
    await pupils[index % PUPILS.length]?.click();
    if (index % 2 === 1) await said?.click();
    await page.keyboard.insertText(text.slice(TYPED_KEYS));
    await page.keyboard.type(text.slice(0, TYPED_KEYS), { delay: KEY_EVERY_MS });
    // Most notes are finished with Enter, some by tapping the next pupil.
    if (index % 4 === 3) await pupils.at(-1)?.click();
    else await page.keyboard.press('Enter');
    await page.evaluate(
      (count) => (window as unknown as { benchWatch: Watch }).benchWatch.untilSaved(count),
      index + 1,
    );
  }
  await pause(500);
  return await page.evaluate(() => (window as unknown as { benchWatch: Watch }).benchWatch.taken().writes);
}

/** Two sentences key by key into one note, which is kept as a draft meanwhile; the gaps between the frames. */
async function framesWhileTyping(page: Page): Promise<readonly number[]> {
  const frames = () => page.evaluate(() => (window as unknown as { benchWatch: Watch }).benchWatch.frames());
  await page.getByRole('group', { name: 'Who it is about' }).getByRole('button', { name: PUPILS[0] }).click();
  await pause(500);
  await frames();
  await page.keyboard.type(
    classroomNotes(1, 5)
      .map(({ text }) => text)
      .join(' '),
    { delay: KEY_EVERY_MS },
  );
  return await frames();
}

async function scriptsOfWelcome(scratch: Scratch) {
  const server = await startOurs(scratch, { dataDir: scratch.dir() });
  const tablet = await openTablet({ url: 'about:blank' });
  try {
    await tablet.context.addInitScript(watchCapture);
    await tablet.page.goto(server.url);
    return await scriptsOfScreen(tablet.page);
  } finally {
    await tablet.close();
    forgetTablet(tablet);
    await server.stop();
  }
}

/** One bare durable put after another, slowed as much. */
async function floorPuts(scratch: Scratch): Promise<readonly number[]> {
  const server = await startFloor(scratch);
  const tablet = await openFloorTablet(server.url);
  try {
    await slowed(tablet.page, await tablet.context.newCDPSession(tablet.page));
    return await tablet.floor('puts', NOTES_WRITTEN);
  } finally {
    await tablet.forget();
    await server.stop();
  }
}

/** The browser starts anew; there is no server and no network. */
async function coldStart(profile: string, observeUrl: string): Promise<{ ms: number; isSlowed: boolean }> {
  const tablet = await openTablet({ url: 'about:blank', profile });
  try {
    const { page, context } = tablet;
    await context.setOffline(true);
    await context.addInitScript(watchCapture);
    const slowing = await context.newCDPSession(page);
    // The navigation changes the process, and the new one is not slowed until it is told. On a machine that is not busy
    // that is before the first script runs; a start where it was not does not count.
    let slowedAt = Infinity;
    const slow = async () => {
      await slowing.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
      slowedAt = Math.min(slowedAt, Date.now());
    };
    slowing.on('Page.frameNavigated', () => void slow().catch(() => undefined));
    await slowing.send('Page.enable');
    await page.goto(observeUrl, { waitUntil: 'commit' });
    const ms = await page.evaluate(() =>
      (window as unknown as { benchWatch: Watch }).benchWatch.untilUsable(),
    );
    // Long frames, which tell when scripts began, are told of a little later.
    await pause(300);
    const scriptAt = await page.evaluate(() =>
      (window as unknown as { benchWatch: Watch }).benchWatch.firstScriptAt(),
    );
    const isInTime = Number.isFinite(scriptAt) && slowedAt <= scriptAt;
    const busy = await page.evaluate(spin);
    await slowing.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    const free = await page.evaluate(spin);
    return { ms, isSlowed: isInTime && busy > free * SURELY };
  } finally {
    await tablet.close();
  }
}
