import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PHONE, type BrowserTablet } from '../support/browser.ts';
import { planLesson, startLesson, untilAtServer, writeNote } from '../support/main-path.ts';
import { keyboardOf, problemsOf } from './accessible.ts';
import { colleaguesTablet, leadsTablet, openSchool, PATIENTLY, type School } from './school.ts';

const CLAIM = 'In our two lessons Robin gave a reason when a strip lay on the table';

let school: School;
let maria: BrowserTablet;
let sam: BrowserTablet;
let study: string;

beforeAll(async () => {
  school = await openSchool();
  await school.serve();
  maria = await leadsTablet(school);
  const lesson = await planLesson(maria.page);
  study = lesson.slice(0, lesson.indexOf('/lessons/'));
  sam = await colleaguesTablet(school, maria, { viewport: PHONE, hasTouch: true });
  await observe(maria.page, lesson, [
    { pupil: 'Robin', kind: 'Did', text: 'Lays the strips side by side' },
    { pupil: 'Robin', kind: 'I wonder', text: 'Would Robin say that alone?' },
  ]);
  await maria.page.goto(study);
  await maria.page.getByRole('button', { name: 'Add Lesson 2' }).click();
  await maria.page.getByRole('link', { name: 'Lesson 2', exact: true }).waitFor();
  await observe(maria.page, `${study}/lessons/2`, [
    { pupil: 'Robin', kind: 'Said', text: 'Because the parts are wider' },
  ]);
  await untilAtServer(maria.page);
});

afterAll(() => school.close());

test('a finding is refused on thoughts alone, made by keyboard from notes of two lessons, agreed on a colleague’s phone and found there without a network', async () => {
  const { page } = maria;
  const keyboard = keyboardOf(page);
  const problems: string[] = [];
  await page.goto(`${study}/findings`);
  await page.getByText('No findings yet').waitFor();
  problems.push(...(await problemsOf(page, 'no findings')));

  await keyboard.press(page.getByRole('button', { name: 'Add a finding' }));
  await keyboard.write(page.getByLabel('What we found'), CLAIM);
  await keyboard.write(page.getByLabel('Limits'), 'One pupil, two lessons');
  await keyboard.press(page.getByRole('button', { name: 'Choose evidence for finding 1' }));
  const picker = page.getByRole('dialog', { name: 'Evidence for finding 1' });
  await keyboard.write(picker.getByLabel('Search words'), 'robin ALONE');
  await picker.getByText('1 of 3').waitFor();
  await tick(picker.getByRole('checkbox'));
  await picker.getByText('1 chosen').waitFor();
  problems.push(...(await problemsOf(page, 'choosing evidence')));
  await page.keyboard.press('Escape');
  await keyboard.press(page.getByRole('button', { name: 'Agree on this finding' }));
  await page.getByRole('alert').getByText('rests only on “I wonder” notes').waitFor();
  problems.push(...(await problemsOf(page, 'a finding that is refused')));

  await keyboard.press(page.getByRole('button', { name: 'Choose evidence for finding 1' }));
  await keyboard.press(picker.getByRole('button', { name: 'Lesson 1' }));
  await tick(picker.getByRole('checkbox', { name: /strips side by side/ }));
  await picker.getByText('2 chosen').waitFor();
  await keyboard.press(picker.getByRole('button', { name: 'Lesson 1' }));
  await keyboard.press(picker.getByRole('button', { name: 'Lesson 2' }));
  await tick(picker.getByRole('checkbox', { name: /parts are wider/ }));
  await picker.getByText('3 chosen').waitFor();
  await keyboard.press(picker.getByRole('button', { name: 'Done' }));
  await page.getByRole('link', { name: /^Lesson 2, / }).waitFor();
  await untilAtServer(page);

  await sam.page.goto(`${study}/findings`);
  await sam.page.getByText('Because the parts are wider').waitFor(PATIENTLY);
  await sam.page.getByRole('button', { name: 'Comment on finding 1' }).tap();
  await sam.page.getByLabel('Your comment').fill('And Wren?');
  await sam.page.getByRole('button', { name: 'Add comment' }).tap();
  await sam.page.getByRole('button', { name: '1 comment on finding 1' }).waitFor();
  await sam.page.getByRole('button', { name: 'Agree on this finding' }).tap();
  await sam.page.getByText(/^Agreed \d/).waitFor();
  problems.push(...(await problemsOf(sam.page, 'an agreed finding with a comment')));
  await page.getByText(/^Agreed \d/).waitFor(PATIENTLY);
  await page.getByRole('button', { name: '1 comment on finding 1' }).waitFor(PATIENTLY);

  await sam.context.setOffline(true);
  await sam.page.goto(`${school.line.url}/studies`);
  await sam.page.getByRole('button', { name: 'More', exact: true }).tap();
  await sam.page.getByRole('link', { name: 'Findings of all studies' }).tap();
  await sam.page.getByLabel('Search words').fill('STRIP reas');
  await sam.page.getByText('1 finding', { exact: true }).waitFor();
  await sam.page.getByText(CLAIM).waitFor();
  await sam.page.getByText(/3 pieces of evidence/).waitFor();
  problems.push(...(await problemsOf(sam.page, 'the library')));
  await sam.page.getByRole('link', { name: /^From: / }).tap();
  await sam.page.getByRole('heading', { name: 'Finding 1' }).waitFor();

  expect(problems).toEqual([]);
  expect([...maria.complaints, ...sam.complaints]).toEqual([]);

  async function tick(box: ReturnType<Page['locator']>) {
    await keyboard.goTo(box);
    await page.keyboard.press('Space');
  }
});

async function observe(page: Page, lesson: string, notes: readonly Parameters<typeof writeNote>[1][]) {
  await startLesson(page, lesson);
  for (const note of notes) {
    await writeNote(page, note);
    await page.getByText(note.text).first().waitFor();
  }
}
