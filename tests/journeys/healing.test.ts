import { afterAll, beforeAll, expect, test } from 'vitest';
import { notesInReview, planLesson, startLesson, untilAtServer, writeNote } from '../support/main-path.ts';
import { temporaryDir, type ServerProcess } from '../support/server.ts';
import { colleaguesTablet, leadsTablet, openSchool, PATIENTLY, type School } from './school.ts';

let school: School;
let server: ServerProcess;

beforeAll(async () => {
  school = await openSchool();
  server = await school.serve();
});

afterAll(() => school.close());

test('[S7] the tablets notice that the server lost everything, say so, and give it all back', async () => {
  const maria = await leadsTablet(school);
  const lesson = await planLesson(maria.page);
  const sam = await colleaguesTablet(school, maria);
  for (const [{ page }, name] of [
    [maria, 'Maria'],
    [sam, 'Sam'],
  ] as const) {
    await startLesson(page, lesson);
    await writeNote(page, { pupil: 'Robin', kind: 'Did', text: `${name} saw strips side by side` });
    await writeNote(page, { pupil: 'Wren', kind: 'Said', text: `${name} heard "the same"` });
    await page.getByRole('button', { name: 'End lesson' }).click();
    await page.getByText('Lesson ended').waitFor();
    await page.goto(`${lesson}/review`);
  }
  for (const { page } of [maria, sam]) {
    await expect.poll(() => notesInReview(page), PATIENTLY).toBe(4);
    await untilAtServer(page);
  }

  // Sam's tablet is in the cupboard while somebody sets up the server anew, without the backup.
  await sam.page.goto('about:blank');
  school.line.leadTo(undefined);
  await server.stop();
  await school.serve({ dataDir: temporaryDir() });
  await maria.page.goto(school.line.url);

  const notice = maria.page.getByRole('region', { name: 'The school server changed' });
  await notice.getByText('This tablet gave it back everything it lacked').waitFor(PATIENTLY);
  await untilAtServer(maria.page);
  await notice.getByRole('button', { name: 'OK' }).click();
  await notice.waitFor({ state: 'detached' });
  const nia = await colleaguesTablet(school, maria, { name: 'Nia Price' });
  await nia.page.goto(`${lesson}/review`);
  await expect.poll(() => notesInReview(nia.page), PATIENTLY).toBe(4);
  for (const text of ['Maria saw strips side by side', 'Sam heard "the same"', 'Answers by rule']) {
    await nia.page.getByText(text).first().waitFor();
  }

  // Out of the cupboard again, Sam's tablet finds its way to the new server with what it holds.
  await sam.page.goto(`${lesson}/review`);
  await untilAtServer(sam.page);
  await sam.page.goto(`${lesson}/observe`);
  await sam.page.getByRole('button', { name: 'Go on observing' }).click();
  await writeNote(sam.page, { pupil: 'Heron', kind: 'Work', text: 'Sam found a drawing later' });
  await expect.poll(() => notesInReview(nia.page), PATIENTLY).toBe(5);
});
