import type { Scratch } from './bench-app.ts';
import { openOurs, pause, type OursTablet } from './driver.ts';
import { median, percentile, record, type FigureId } from './figures.ts';
import { watchReview, type ReviewWatch } from './review-watch.ts';
import { startOurs } from './servers.ts';

export const REVIEW_LIVE_IDS: readonly FigureId[] = ['board-live'];

const NOTES_EACH = 150;
const TOLD = 40;
const EVERY_MS = 400;

/** A board with 450 notes is open on one tablet; a colleague's tablet still adds to the lesson. */
export async function measureReviewLive(scratch: Scratch): Promise<void> {
  const server = await startOurs(scratch, { dataDir: scratch.dir() });
  const tablets: OursTablet[] = [];
  try {
    const board = await openOurs(server.url);
    tablets.push(board);
    await board.ours('start');
    const { study, members } = await board.ours('reviewStudy', NOTES_EACH);
    const code = await board.ours('invitation');
    const colleague = await openOurs(server.url);
    tablets.push(colleague);
    const { team } = await colleague.ours('accept', code);
    await colleague.ours('joinReview', team, NOTES_EACH * 9);

    const { page, context } = board;
    await context.addInitScript(watchReview);
    await page.goto(`${server.url}/studies/${study}/lessons/2/review`);
    await page.getByText('450 notes from 3 observers').waitFor();
    await pause(3_000);
    const saved = await colleague.ours('tell', `${study}.2`, members[1] as string, TOLD, EVERY_MS);
    await page
      .getByText(`live ${TOLD - 1} of a colleague`)
      .first()
      .waitFor();
    await pause(500);
    const seen = await page.evaluate(() => watch().seen());
    const taken = saved.map((at, index) => (seen[index] ?? Infinity) - at);
    record('board-live', percentile(taken, 95), {
      detail: `${taken.length} notes, median ${Math.round(median(taken))}, worst ${Math.round(Math.max(...taken))}`,
    });
  } finally {
    for (const tablet of tablets) await tablet.forget();
    await server.stop();
  }
}

/** In the page only. */
declare function watch(): ReviewWatch;
