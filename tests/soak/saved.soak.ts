import { afterAll, beforeAll, expect, test } from 'vitest';
import { killTablet, type BrowserTablet } from '../support/browser.ts';
import { planLesson, startLesson, writeNote } from '../support/main-path.ts';
import { leadsTablet, openSchool, PATIENTLY, type School } from '../journeys/school.ts';

/** `KILLS=500 npm run soak -- saved`, and how many seconds it may take at most. */
const KILLS = Number(process.env['KILLS'] ?? 500);
const SECONDS = Number(process.env['SOAK_SECONDS'] ?? 3600);
/** As many as the list draws without being asked for earlier ones; then the next lesson begins, so that each start costs the same. */
const NOTES_IN_LESSON = 40;
const LESSONS_OF_STUDY = 3;

let school: School;

beforeAll(async () => {
  school = await openSchool();
  await school.serve();
});

afterAll(() => school.close());

test(`[N1] the browser is killed ${KILLS} times in the moment a note is shown as saved, and no note is missing`, async () => {
  let maria: BrowserTablet = await leadsTablet(school);
  let lesson = await planLesson(maria.page);
  await maria.context.setOffline(true);
  const begun = Date.now();
  const saved: string[] = [];
  const lost: string[] = [];
  await startLesson(maria.page, lesson);

  while (saved.length < KILLS && Date.now() - begun < SECONDS * 1000) {
    const text = `Seen before kill ${saved.length + 1}.`;
    await writeNote(maria.page, { pupil: 'Robin', kind: 'Did', text });
    await maria.page.getByRole('listitem').filter({ hasText: text }).waitFor(PATIENTLY);
    killTablet(maria);
    saved.push(text);

    maria = await startedAgain(maria, `${lesson}/observe`);
    const last = maria.page.getByRole('listitem').filter({ hasText: text });
    await last.waitFor(PATIENTLY).catch(async (error: unknown) => {
      console.log(`Not shown after kill ${saved.length}: ${String(error)}`);
      console.log((await maria.page.getByRole('listitem').allInnerTexts()).slice(0, 4).join('\n---\n'));
      lost.push(text);
    });
    if (saved.length % NOTES_IN_LESSON === 0) {
      lost.push(...(await missing(maria, saved.slice(-NOTES_IN_LESSON))));
      console.log(`${saved.length} kills, ${lost.length} lost, ${Math.round((Date.now() - begun) / 1000)} s`);
      await maria.page.getByRole('button', { name: 'End lesson' }).click();
      await maria.page.getByText('Lesson ended').waitFor(PATIENTLY);
      lesson = await nextLesson(maria, lesson);
    }
  }
  lost.push(...(await missing(maria, saved.slice(saved.length - (saved.length % NOTES_IN_LESSON)))));

  console.log(
    `${saved.length} kills, ${lost.length} notes lost, ${Math.round((Date.now() - begun) / 1000)} s`,
  );
  expect(lost).toEqual([]);
});

/** A machine that does other things besides may take longer than a start is given; then once more, on the same disk. */
async function startedAgain({ profile }: BrowserTablet, url: string): Promise<BrowserTablet> {
  for (let tries = 1; ; tries++) {
    let shown: () => Promise<string> = async () => 'nothing';
    try {
      const tablet = await school.tablet({ profile, url, isOffline: true });
      shown = () => tablet.page.locator('body').innerText({ timeout: 1_000 });
      tablet.page.setDefaultTimeout(PATIENTLY.timeout);
      await tablet.page.getByLabel('Note', { exact: true }).waitFor(PATIENTLY);
      return tablet;
    } catch (error) {
      const words = await shown().catch(String);
      console.log(
        `Did not start in time: ${String(error).split('\n')[0]} On the screen: ${words.slice(0, 500)}`,
      );
      if (tries === 3) throw error;
      killTablet({ profile });
    }
  }
}

/** All that was written in this lesson is on its screen, not the newest alone. */
async function missing({ page }: BrowserTablet, texts: readonly string[]): Promise<readonly string[]> {
  const earlier = page.getByRole('button', { name: /^Show \d+ earlier notes$/ });
  // The list draws the newest, and the others when they are asked for or come into view, which may be the same moment.
  const drawAll = async () => {
    await earlier.dispatchEvent('click', undefined, { timeout: 1_000 }).catch(() => undefined);
    return await earlier.isVisible();
  };
  await expect.poll(drawAll, PATIENTLY).toBe(false);
  const shown = (await page.getByRole('listitem').allTextContents()).join('\n');
  return texts.filter((text) => !shown.includes(text));
}

/** The next of the study's three, or the first of another study. */
async function nextLesson({ page }: BrowserTablet, lesson: string): Promise<string> {
  const [, study, number] = /^(.*)\/lessons\/(\d)$/.exec(lesson) as unknown as [string, string, string];
  await page.goto(study);
  let next = `${study}/lessons/${Number(number) + 1}`;
  if (Number(number) < LESSONS_OF_STUDY) {
    await page.getByRole('button', { name: `Add Lesson ${Number(number) + 1}` }).click();
    await page.waitForURL(next);
  } else {
    next = await planLesson(page);
  }
  await startLesson(page, next);
  return next;
}
