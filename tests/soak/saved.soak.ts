import { afterAll, beforeAll, expect, test } from 'vitest';
import { killTablet, type BrowserTablet } from '../support/browser.ts';
import { planLesson, startLesson, writeNote } from '../support/main-path.ts';
import { leadsTablet, openSchool, PATIENTLY, type School } from '../journeys/school.ts';

/** `KILLS=500 npm run soak -- saved`, and how many seconds it may take at most. */
const KILLS = Number(process.env['KILLS'] ?? 500);
const SECONDS = Number(process.env['SOAK_SECONDS'] ?? 3600);
/** A lesson holds some hundred notes; then the next begins, so that each start costs the same. */
const NOTES_IN_LESSON = 50;

let school: School;

beforeAll(async () => {
  school = await openSchool();
  await school.serve();
});

afterAll(() => school.close());

test(`[N1] the browser is killed ${KILLS} times in the moment a note is shown as saved, and no note is missing`, async () => {
  let maria: BrowserTablet = await leadsTablet(school);
  const study = (await planLesson(maria.page)).replace(/\/lessons\/1$/, '');
  await maria.context.setOffline(true);
  const begun = Date.now();
  const saved: string[] = [];
  const lost: string[] = [];
  let lesson = `${study}/lessons/1`;
  await startLesson(maria.page, lesson);

  while (saved.length < KILLS && Date.now() - begun < SECONDS * 1000) {
    const text = `Seen before kill ${saved.length + 1}.`;
    await writeNote(maria.page, { pupil: 'Robin', kind: 'Did', text });
    await maria.page.getByRole('listitem').filter({ hasText: text }).waitFor(PATIENTLY);
    killTablet(maria);
    saved.push(text);

    maria = await school.tablet({ profile: maria.profile, url: `${lesson}/observe`, isOffline: true });
    await maria.page.getByLabel('Note', { exact: true }).waitFor(PATIENTLY);
    const last = maria.page.getByRole('listitem').filter({ hasText: text });
    await last.waitFor(PATIENTLY).catch(() => lost.push(text));
    if (saved.length % NOTES_IN_LESSON === 0) {
      lost.push(...(await missing(maria, saved.slice(-NOTES_IN_LESSON))));
      await maria.page.getByRole('button', { name: 'End lesson' }).click();
      await maria.page.getByText('Lesson ended').waitFor(PATIENTLY);
      lesson = await nextLesson(maria, study, lesson);
      console.log(`${saved.length} kills, ${lost.length} lost, ${Math.round((Date.now() - begun) / 1000)} s`);
    }
  }
  lost.push(...(await missing(maria, saved.slice(saved.length - (saved.length % NOTES_IN_LESSON)))));

  console.log(
    `${saved.length} kills, ${lost.length} notes lost, ${Math.round((Date.now() - begun) / 1000)} s`,
  );
  expect(lost).toEqual([]);
});

/** All that was written in this lesson is on its screen, not the newest alone. */
async function missing({ page }: BrowserTablet, texts: readonly string[]): Promise<readonly string[]> {
  const shown = (await page.getByRole('listitem').allTextContents()).join('\n');
  return texts.filter((text) => !shown.includes(text));
}

async function nextLesson({ page }: BrowserTablet, study: string, lesson: string): Promise<string> {
  const number = Number(lesson.split('/').at(-1)) + 1;
  await page.goto(study);
  await page.getByRole('button', { name: `Add Lesson ${number}` }).click();
  await page.waitForURL(new RegExp(`/lessons/${number}$`));
  await startLesson(page, `${study}/lessons/${number}`);
  return `${study}/lessons/${number}`;
}
