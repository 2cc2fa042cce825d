import { afterAll, beforeAll, expect, test } from 'vitest';
import { PHONE, type BrowserTablet } from '../support/browser.ts';
import { startLesson, untilAtServer } from '../support/main-path.ts';
import { axeProblems, keyboardOf } from './accessible.ts';
import { lessonForTwo, openSchool, PATIENTLY, type School } from './school.ts';

let school: School;
let maria: BrowserTablet;
let sam: BrowserTablet;
let lesson: string;

beforeAll(async () => {
  school = await openSchool();
  ({ maria, sam, lesson } = await lessonForTwo(school));
  await startLesson(maria.page, lesson);
});

afterAll(() => school.close());

const LIKED = 'Which part of the lesson did you like most?';
const CAN_DO = 'What can you do now that you could not do before?';
const NOTHING_NEW = 'Nothing new really, I knew it.';

test('pupils are interviewed without a network and by keyboard alone, and a colleague reads their words side by side', async () => {
  const { page } = maria;
  const keyboard = keyboardOf(page);
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const link = (name: string | RegExp) => page.getByRole('link', { name });
  const problems: string[] = [];
  await maria.context.setOffline(true);
  await keyboard.press(button('End lesson'));
  await keyboard.press(link('Interview the pupils'));
  await page.getByRole('heading', { name: 'Lesson 1 · Interviews' }).waitFor();

  await keyboard.press(button('Start five minutes'));
  await keyboard.write(page.getByLabel(LIKED), 'Doing the cards fast.');
  await keyboard.goTo(page.getByLabel(CAN_DO));
  await page.keyboard.type(NOTHING_NEW.slice(0, 24), { delay: 40 });
  await page.reload();

  // The page is another; the time runs on, and of the words at most half a second of typing is missing.
  await button('Pause').waitFor();
  const canDo = page.getByLabel(CAN_DO);
  await expect.poll(() => canDo.inputValue()).toMatch(/^Nothing new r/);
  expect(await page.getByLabel(LIKED).inputValue()).toBe('Doing the cards fast.');
  await keyboard.goTo(canDo);
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type(NOTHING_NEW.slice((await canDo.inputValue()).length));
  await keyboard.press(link(/^(B )?Wren/));
  await keyboard.write(page.getByLabel(LIKED), 'Folding.');
  await keyboard.press(button('Start five minutes'));
  await page.getByRole('link', { name: /Robin 2 answers/ }).waitFor();
  await keyboard.press(button('Change the prompts'));
  await keyboard.write(page.getByLabel('Prompt 1'), 'What was best?');
  await keyboard.press(button('Move later: Prompt 1'));
  await keyboard.press(link(/Heron/));
  await keyboard.write(page.getByLabel('What was best?'), 'When I made the eighths.');
  await page.getByText(/^Asked by Maria Evans/).waitFor();
  problems.push(...(await axeProblems(page, 'interviews')));
  await page.setViewportSize(PHONE);
  problems.push(...(await axeProblems(page, 'interviews on a phone')));

  await sam.page.goto(`${lesson}/review?view=interviews`);
  await sam.page.getByText('No pupil has been interviewed yet').waitFor(PATIENTLY);
  await maria.context.setOffline(false);
  await untilAtServer(page);

  const said = (name: string, question = LIKED) =>
    sam.page.getByRole('group', { name: `${name}: ${question}` });
  await said('Heron').getByText('When I made the eighths.').waitFor(PATIENTLY);
  await said('Heron').getByText('Asked as: What was best?').waitFor();
  await said('Wren').getByText('Folding.').waitFor();
  await said('Robin').getByText('Doing the cards fast.').waitFor();
  await said('Robin', CAN_DO).getByText(NOTHING_NEW).waitFor();
  problems.push(...(await axeProblems(sam.page, 'interviews in the review')));

  const samsKeyboard = keyboardOf(sam.page);
  await samsKeyboard.press(sam.page.getByRole('link', { name: 'Pupil journeys' }));
  await samsKeyboard.press(sam.page.getByRole('link', { name: 'Heron' }));
  const journey = sam.page.getByRole('region', { name: 'Heron in Lesson 1' });
  await journey.getByText('When I made the eighths.').waitFor();
  problems.push(...(await axeProblems(sam.page, 'a journey')));

  expect(problems).toEqual([]);
  for (const { complaints } of [maria, sam]) expect(complaints).toEqual([]);
});
