import type { CDPSession } from 'playwright-core';
import { forgetTablet, type BrowserTablet } from '../support/browser.ts';
import { choosePicture } from '../support/photo-path.ts';
import { drawnJpeg } from '../support/pictures.ts';
import type { Scratch } from './bench-app.ts';
import { classroomNotes } from './classroom-text.ts';
import { openOurs } from './driver.ts';
import { record, type FigureId } from './figures.ts';
import { startOurs } from './servers.ts';

export const LESSON_HOUR_IDS: readonly FigureId[] = ['lesson-memory'];

const MINUTES = 60;
const NOTES = 300;
const MINUTES_A_PHOTO = 2;
const WARM_MINUTES = 10;

/** A lesson of an hour on the tablet's faked clock, a note every twelve seconds and a photo every two minutes; the page's heap on the way. */
export async function measureLessonHour(scratch: Scratch): Promise<void> {
  const server = await startOurs(scratch, { dataDir: scratch.dir() });
  const tablet = await openOurs(server.url);
  const { page, context } = tablet;
  try {
    const { lesson } = await tablet.ours('start');
    await context.clock.install();
    await page.goto(`${server.url}/studies/${lesson.replace('.', '/lessons/')}/observe`);
    await page.getByLabel('Note', { exact: true }).waitFor();
    const cdp = await context.newCDPSession(page);

    const photo = await drawnJpeg(page, { width: 2400, height: 1800 });
    const heaps: number[] = [];
    const notes = classroomNotes(NOTES, 6);
    const notesAMinute = NOTES / MINUTES;
    for (let minute = 0; minute < MINUTES; minute++) {
      for (const { text } of notes.slice(minute * notesAMinute, (minute + 1) * notesAMinute)) {
        await writeNote(tablet, text);
        await context.clock.runFor(60_000 / notesAMinute);
      }
      if (minute % MINUTES_A_PHOTO === 0) await takePhoto(tablet, photo);
      if ((minute + 1) % WARM_MINUTES === 0) heaps.push(await heapOf(cdp));
    }
    const [warm, end] = [heaps[0], heaps.at(-1)] as [number, number];
    record('lesson-memory', (end - warm) / 1e6, {
      detail: `MB every ${WARM_MINUTES} minutes: ${heaps.map((bytes) => (bytes / 1e6).toFixed(1)).join(', ')}`,
    });
  } finally {
    await tablet.close();
    forgetTablet(tablet);
    await server.stop();
  }
}

const PUPILS = [/Robin/, /Wren/, /Heron/] as const;
let written = 0;

async function writeNote({ page }: BrowserTablet, text: string): Promise<void> {
  const who = page.getByRole('group', { name: 'Who it is about' });
  await who.getByRole('button', { name: PUPILS[written++ % PUPILS.length] as RegExp }).click();
  await page.keyboard.insertText(text);
  await page.keyboard.press('Enter');
}

async function takePhoto({ page }: BrowserTablet, photo: Buffer): Promise<void> {
  await page.getByRole('group', { name: 'Who it is about' }).getByRole('button', { name: PUPILS[0] }).click();
  await page.getByRole('button', { name: 'Photo', exact: true }).click();
  await choosePicture(page, photo);
  await page.getByRole('button', { name: 'Save photo' }).click();
  await page.getByRole('dialog', { name: 'Photo of work' }).waitFor({ state: 'detached' });
}

/** What is still in use after everything else was thrown away. */
async function heapOf(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.enable');
  for (let round = 0; round < 3; round++) await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  await cdp.send('HeapProfiler.disable');
  return usedSize;
}
