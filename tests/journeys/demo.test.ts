import { afterAll, beforeAll, expect, test } from 'vitest';
import demo from '../../src/features/demo/demo-study.json' with { type: 'json' };
import { untilInstalled } from '../support/browser.ts';
import { notesInReview, writeNote } from '../support/main-path.ts';
import { openSchool, PATIENTLY, type School } from './school.ts';

let school: School;

beforeAll(async () => {
  school = await openSchool();
  await school.serve();
});

afterAll(() => school.close());

test('the demo study is whole without a network, says what it is, is never sent, and is gone in one tap', async () => {
  const { page, context, complaints } = await school.tablet();
  await untilInstalled(page);
  await context.setOffline(true);

  await page.getByRole('button', { name: 'Explore the demo study' }).click();
  const banner = page.getByRole('region', { name: 'Demo study' });
  await banner.getByText('nothing you do here is sent').waitFor();
  await page.getByRole('heading', { name: demo.study.focusQuestion }).waitFor();
  await page.getByRole('status').filter({ hasText: 'Demo study: stays on this tablet' }).waitFor();
  for (const { number, id, title } of demo.lessons) {
    const lesson = `${school.line.url}/studies/${demo.study.id}/lessons/${number}`;
    await page.goto(lesson);
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await banner.waitFor();
    await page.goto(`${lesson}/review`);
    const notes = demo.notes.filter(({ lessonId }) => lessonId === id);
    await page
      .getByText(notes[0]?.text ?? '')
      .first()
      .waitFor();
    expect(await notesInReview(page)).toBe(notes.length);
    await page.getByRole('status').filter({ hasText: 'Demo' }).waitFor();
  }

  // With the network back and the demo written in, there is still nothing that wants to go anywhere.
  const before = school.line.recorded().length;
  await context.setOffline(false);
  await page.goto(`${school.line.url}/studies/${demo.study.id}/lessons/3/observe`);
  await page.getByRole('button', { name: /Start lesson|Go on observing/ }).click();
  await writeNote(page, { pupil: demo.cases[0]!.alias, kind: 'Did', text: 'Zwarthaan was only tried out' });
  await page.getByText('Zwarthaan was only tried out').first().waitFor();
  await page.goto(`${school.line.url}/team/invite`);
  await page.getByText('The demo stays on this tablet').waitFor();
  const sent = school.line.recorded().subarray(before).toString('latin1');
  expect(sent).not.toContain('/api/');
  expect(sent).not.toContain('Zwarthaan');

  await banner.getByRole('button', { name: 'Remove demo' }).click();
  await page.getByRole('button', { name: 'Start a team' }).waitFor();
  await expect.poll(() => page.evaluate(notebooks), PATIENTLY).toEqual([]);
  await page.reload();
  await page.getByRole('button', { name: 'Explore the demo study' }).waitFor();
  expect(complaints).toEqual([]);
});

async function notebooks(): Promise<readonly (string | undefined)[]> {
  const names = (await indexedDB.databases()).map(({ name }) => name);
  return names.filter((name) => name?.includes('demo'));
}
