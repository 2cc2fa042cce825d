import type { Page } from 'playwright-core';
import type { Scratch } from './bench-app.ts';
import { openOurs, pause } from './driver.ts';
import { median, progress, record, spread, type FigureId } from './figures.ts';
import { slowed } from './slowing.ts';
import { startOurs } from './servers.ts';

export const WORD_REPORT_IDS: readonly FigureId[] = ['word-report', 'word-report-4x'];

const NOTES_EACH = 150;
const RUNS = 3;
const WITHIN_MS = 60_000;

interface Made {
  /** Tap to saved. */
  readonly ms: number;
  /** Tap to the first progress on the screen. */
  readonly progressMs: number;
  /** The longest the page did not draw meanwhile. */
  readonly frameMs: number;
}

/** The Word report of a finished study of 3 lessons × 450 notes, on the built app; then with the page slowed. */
export async function measureWordReport(scratch: Scratch): Promise<void> {
  const server = await startOurs(scratch, { dataDir: scratch.dir() });
  const tablet = await openOurs(server.url);
  try {
    await tablet.ours('start');
    const { study } = await tablet.ours('reviewStudy', NOTES_EACH);
    const { page, context } = tablet;
    const url = `${server.url}/studies/${study}/report`;
    const measure = async (id: FigureId) => {
      const made: Made[] = [];
      for (let run = 0; run < RUNS; run++) {
        await page.goto(url);
        await page.getByRole('button', { name: 'Word document' }).waitFor();
        await pause(2_000);
        made.push(await wordReport(page));
      }
      for (const each of made) progress(`${id}: ${JSON.stringify(each)}`);
      const times = made.map(({ ms }) => ms);
      record(id, median(times), {
        detail:
          `${spread(times)}, progress after ${Math.round(Math.max(...made.map(({ progressMs }) => progressMs)))} ms, ` +
          `longest frame ${Math.round(Math.max(...made.map(({ frameMs }) => frameMs)))} ms`,
      });
    };
    await measure('word-report');
    await slowed(page, await context.newCDPSession(page));
    await measure('word-report-4x');
  } finally {
    await tablet.forget();
    await server.stop();
  }
}

async function wordReport(page: Page): Promise<Made> {
  return await page.evaluate(async (withinMs) => {
    const button = [...document.querySelectorAll('button')].find(
      (each) => each.textContent === 'Word document',
    );
    if (button === undefined) throw new Error('There is no button for the Word document.');
    const start = performance.now();
    let [progressMs, frameMs, last] = [0, 0, start];
    button.click();
    for (;;) {
      await new Promise((drawn) => requestAnimationFrame(drawn));
      const now = performance.now();
      frameMs = Math.max(frameMs, now - last);
      last = now;
      if (progressMs === 0 && document.querySelector('progress')) progressMs = now - start;
      const isSaved = [...document.querySelectorAll('[role="status"]')].some((each) =>
        each.textContent.startsWith('Saved as'),
      );
      if (isSaved) return { ms: now - start, progressMs, frameMs };
      if (now - start > withinMs) throw new Error('The Word document was not made.');
    }
  }, WITHIN_MS);
}
