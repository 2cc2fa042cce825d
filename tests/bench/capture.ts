import { forgetTablet, openTablet } from '../support/browser.ts';
import type { Scratch } from './bench-app.ts';
import { floorOfCapture } from './capture-floor.ts';
import { watchCapture } from './capture-watch.ts';
import { coldStarts } from './cold-start.ts';
import { openOurs } from './driver.ts';
import { median, percentile, record, spread, type FigureId } from './figures.ts';
import { framesWhileTyping, interactionToNextPaint, observe } from './observer-hand.ts';
import { allScriptsOf, gzipSize, scriptsOfScreen } from './scripts.ts';
import { startOurs } from './servers.ts';
import { slowed } from './slowing.ts';

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

/** The built app in a lesson with 500 notes: written in with the server there, and again with the network gone. */
export async function measureCapture(scratch: Scratch): Promise<void> {
  const server = await startOurs(scratch, { dataDir: scratch.dir() });
  const tablet = await openOurs(server.url);
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
    await slowed(page, await context.newCDPSession(page));
    const writes = await observe(tablet);
    const frames = await framesWhileTyping(page);
    const { inp, count, worst } = await interactionToNextPaint(page);
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

    const floor = await floorOfCapture(scratch);
    record('durable-write-4x', percentile(writes, 95), {
      floor: percentile(floor.puts, 95),
      detail: `${writes.length} notes, median ${Math.round(median(writes))}, worst ${Math.round(Math.max(...writes))}`,
    });
    record('inp-4x', inp, { floor: floor.inp, detail: `of ${count}, worst ${worst}` });
    record('typing-frame-4x', Math.max(...frames), {
      floor: Math.max(...floor.frames),
      detail: `${frames.length} frames, median ${median(frames).toFixed(1)}, p99 ${percentile(frames, 99).toFixed(1)}`,
    });
    const starts = await coldStarts(profile, observeUrl, 'cold start');
    record('cold-start-4x', median(starts), { floor: median(floor.starts), detail: spread(starts) });
  } finally {
    await tablet.close();
    forgetTablet(tablet);
    await server.stop();
  }
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
