import { afterAll, beforeAll, test } from 'vitest';
import { BACKLOGS, idsOfBacklog, measureBacklog } from './backlog.ts';
import { prepareScratch, type Scratch } from './bench-app.ts';
import { CAPTURE_IDS, measureCapture } from './capture.ts';
import { FIGURE_IDS, progress, writeFigures, type FigureId } from './figures.ts';
import { LESSON_HOUR_IDS, measureLessonHour } from './lesson-hour.ts';
import { LIVE_IDS, measureLive } from './live.ts';
import { aboutThisMachine } from './machine.ts';
import { measurePushes, PUSHES_IDS } from './pushes.ts';
import { measurePushesOnPostgres, PUSHES_POSTGRES_IDS } from './pushes-postgres.ts';
import { measureReview, REVIEW_IDS } from './review.ts';
import { measureReviewLive, REVIEW_LIVE_IDS } from './review-live.ts';
import { measureSyncScript, SYNC_SCRIPT_IDS } from './scripts.ts';
import { measureWordReport, WORD_REPORT_IDS } from './word-report.ts';

// Not a test of anything: vitest only runs it. `npm run bench` sets what is wanted and where the figures go.
const only = (process.env['BENCH_ONLY'] ?? '').split(',').filter((id) => id !== '');
const wanted = new Set(FIGURE_IDS.filter((id) => only.length === 0 || only.includes(id)));
let scratch: Scratch;

beforeAll(async () => {
  progress(aboutThisMachine());
  scratch = await prepareScratch();
});

afterAll(() => {
  writeFigures(process.env['BENCH_FIGURES'] ?? 'bench.json', wanted);
  scratch.remove();
});

measure('script of the sync', SYNC_SCRIPT_IDS, () => measureSyncScript());
measure('capture and scripts', CAPTURE_IDS, () => measureCapture(scratch));
measure('review', REVIEW_IDS, () => measureReview(scratch));
measure('Word report', WORD_REPORT_IDS, () => measureWordReport(scratch));
measure('open board', REVIEW_LIVE_IDS, () => measureReviewLive(scratch));
measure('lesson of an hour', LESSON_HOUR_IDS, () => measureLessonHour(scratch));
for (const backlog of BACKLOGS) {
  measure(`backlog of ${backlog.count}`, idsOfBacklog(backlog.count), () => measureBacklog(scratch, backlog));
}
measure('live lesson', LIVE_IDS, () => measureLive(scratch));
measure('pushes a second', PUSHES_IDS, () => measurePushes(scratch));
measure('pushes a second on PostgreSQL', PUSHES_POSTGRES_IDS, () => measurePushesOnPostgres(scratch));

function measure(name: string, ids: readonly FigureId[], work: () => Promise<void>) {
  test.runIf(ids.some((id) => wanted.has(id)))(name, work);
}
