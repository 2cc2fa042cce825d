import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LANDSCAPE, PORTRAIT, untilInstalled } from '../support/browser.ts';
import { notesInReview, untilAtServer } from '../support/main-path.ts';
import { keyboardOf, problemsOf } from './accessible.ts';
import { openSchool, PATIENTLY, type School } from './school.ts';

let school: School;
const problems: string[] = [];

beforeAll(async () => {
  school = await openSchool();
  await school.serve();
});

afterAll(() => school.close());

test('the main path goes by keyboard alone, and axe finds nothing on any screen at any size', async () => {
  const { page } = await school.tablet({ viewport: LANDSCAPE });
  await untilInstalled(page);
  const keyboard = keyboardOf(page);
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
  const link = (name: string) => page.getByRole('link', { name, exact: true });

  await button('Start a team').waitFor();
  await look(page, 'first screen');
  await keyboard.press(button('Start a team'));
  await page.getByRole('heading', { name: 'Start a team' }).waitFor();
  await keyboard.press(button('Start a team'));
  await page.getByText('Please give the team a name.').waitFor();
  await look(page, 'starting a team');
  await keyboard.write(page.getByLabel('Team name'), 'P5 Maths triad');
  await keyboard.write(page.getByLabel('Your name'), 'Maria Evans');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /Maria Evans/ }).waitFor();
  await look(page, 'Today, empty');

  await keyboard.press(link('Team and tablets'));
  await page.getByRole('heading', { name: 'People and tablets' }).waitFor();
  await keyboard.press(button('Invite'));
  const code = (await page.getByText(/^[2-9A-Z]{4}( [2-9A-Z]{4}){3}$/).textContent()) ?? '';
  await look(page, 'inviting');
  await join(code, 'Sam Dale');
  await keyboard.press(link('Back'));
  await page.getByText('Sam Dale').waitFor();
  await look(page, 'team');

  await keyboard.press(link('Lesson studies'));
  await page.getByText('No lesson studies yet').waitFor();
  await look(page, 'studies, empty');
  await keyboard.press(link('New lesson study'));
  await keyboard.write(page.getByLabel('Focus question'), 'How can we help pupils say why?');
  await keyboard.write(page.getByLabel('Alias of pupil A'), 'Robin');
  await keyboard.write(page.getByLabel('Alias of pupil B'), 'Wren');
  await keyboard.write(page.getByLabel('Alias of pupil C'), 'Heron');
  await keyboard.write(page.getByLabel('Title of Lesson 1'), 'Which piece is bigger?');
  await look(page, 'new study');
  await keyboard.press(button('Start planning'));

  await keyboard.press(link('Question and class'));
  await page.getByLabel('Hypothesis').waitFor();
  await look(page, 'question and class');
  await keyboard.press(link('Focus pupils'));
  await page.getByLabel('Starting point').first().waitFor();
  await look(page, 'focus pupils');
  await keyboard.press(link('Who watches whom'));
  await keyboard.press(button('Maria Evans watches Robin, Lesson 1'));
  await page.getByText('Nobody watches: Wren').waitFor();
  await look(page, 'who watches whom');
  await keyboard.press(link('Lesson 1'));
  await keyboard.press(button('Starter'));
  await look(page, 'plan with one stage');
  await keyboard.press(button('Add a stage'));
  await keyboard.press(button('Task'));
  await keyboard.write(page.getByLabel('Prediction for Robin: stage 1 Starter'), 'Answers by rule');
  await keyboard.write(page.getByLabel('Prediction for Wren: stage 2 Task'), 'Waits for the others');
  await keyboard.press(button('2 Task, edit'));
  await keyboard.write(page.getByLabel('What the teacher does'), 'Hands out the strips');
  await look(page, 'plan with a stage open');
  await keyboard.press(button('Done'));

  await keyboard.press(link('Start observing'));
  await button('Start lesson').waitFor();
  await look(page, 'before the lesson');
  await keyboard.press(button('Start lesson'));
  await note('A Robin', 'Did', 'Lays the strips side by side');
  await note('B Wren', 'Said', 'It has to be the same');
  await note('C Heron', 'Work', 'Drew eight pieces');
  await note('Class', 'I wonder', 'Do they see that both are one?', 'equipment');
  await keyboard.press(button('Partly'));
  await keyboard.press(button('Tags…'));
  await look(page, 'lesson running');
  await page.keyboard.press('Escape');
  await keyboard.press(button('Next stage'));
  const current = page.getByRole('navigation', { name: 'Stages' }).locator('[aria-current="step"]');
  await expect.poll(() => current.textContent(), PATIENTLY).toContain('2 Task');
  await keyboard.press(button('Undo'));
  await expect.poll(() => current.textContent(), PATIENTLY).toContain('1 Starter');
  await keyboard.press(button(/^Change \d/));
  await page.getByLabel('Wording').waitFor();
  await look(page, 'changing a note');
  await keyboard.press(button('Done'));
  await keyboard.press(button('End lesson'));
  await page.getByText('Lesson ended').waitFor();
  await look(page, 'after the lesson');

  await keyboard.press(link('Review together'));
  await expect.poll(() => notesInReview(page), PATIENTLY).toBe(4);
  await keyboard.press(button('Choose together…'));
  await keyboard.press(button('Partly as predicted'));
  await keyboard.write(page.getByLabel('Remark'), 'went further');
  await button('Partly as predicted · went further').waitFor();
  await look(page, 'review');
  await keyboard.press(link('All notes'));
  await page.getByText('4 of 4 notes').waitFor();
  await keyboard.press(page.getByRole('group', { name: 'Pupil' }).getByRole('button', { name: 'Robin' }));
  await page.getByText('1 of 4 notes').waitFor();
  await look(page, 'all notes');
  await keyboard.press(button('Show all'));
  await keyboard.press(link('Back to the plan'));
  await link('Start observing').waitFor();
  await keyboard.press(link('Today'));
  await page.getByRole('list', { name: 'Focus pupils' }).waitFor();
  await look(page, 'Today');
  await keyboard.press(link('Lesson studies'));
  await page.getByRole('heading', { name: 'How can we help pupils say why?' }).waitFor();
  await look(page, 'studies');
  await untilAtServer(page);

  expect(problems).toEqual([]);

  async function note(pupil: string, kind: string, text: string, tag?: string) {
    await keyboard.press(button(pupil));
    await keyboard.press(page.getByRole('group', { name: 'Kind' }).getByRole('button', { name: kind }));
    if (tag) await keyboard.press(button(tag));
    await keyboard.write(page.getByLabel('Note', { exact: true }), text);
    await page.keyboard.press('Enter');
    await page.getByText(text).first().waitFor();
  }
});

async function join(code: string, name: string): Promise<void> {
  const { page } = await school.tablet({ viewport: PORTRAIT });
  await untilInstalled(page);
  const keyboard = keyboardOf(page);
  await keyboard.press(page.getByRole('button', { name: 'Join a team' }));
  await keyboard.write(page.getByLabel('Code', { exact: true }), code);
  await look(page, 'joining');
  await keyboard.write(page.getByLabel('Your name'), name);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: new RegExp(name) }).waitFor();
}

async function look(page: Page, screen: string): Promise<void> {
  problems.push(...(await problemsOf(page, screen)));
}
