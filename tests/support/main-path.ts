import type { Page } from 'playwright-core';

/** What a teacher does on the main path, in the words on the screen. */

export async function startTeam(page: Page, team: string, name: string): Promise<void> {
  await page
    .getByRole('button', { name: 'Start a team' })
    .or(page.getByRole('link', { name: 'Start a team' }))
    .first()
    .click();
  await page.getByLabel('Team name').fill(team);
  await page.getByLabel('Your name').fill(name);
  await page.getByRole('button', { name: 'Start a team' }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

/** Makes an invitation and answers its code as it is shown. */
export async function inviteColleague(page: Page): Promise<string> {
  await page.getByRole('link', { name: 'Team and tablets' }).click();
  await page
    .getByRole('link', { name: 'Invite' })
    .or(page.getByRole('button', { name: 'Invite' }))
    .first()
    .click();
  const code = page.getByText(/^[2-9A-HJ-NP-Z]{4}( [2-9A-HJ-NP-Z]{4}){3}$/);
  await code.waitFor();
  return (await code.textContent()) ?? '';
}

export async function joinByCode(page: Page, code: string, name: string): Promise<void> {
  await page
    .getByRole('button', { name: 'Join a team' })
    .or(page.getByRole('link', { name: 'Join a team' }))
    .first()
    .click();
  await page.getByLabel('Code', { exact: true }).fill(code);
  await fillNameAndJoin(page, name);
}

export async function joinByLink(page: Page, link: string, name: string): Promise<void> {
  await page.goto(link);
  await fillNameAndJoin(page, name);
}

async function fillNameAndJoin(page: Page, name: string): Promise<void> {
  await page.getByLabel('Your name').fill(name);
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

export async function startStudy(
  page: Page,
  study: { question: string; aliases: readonly [string, string, string]; lessonTitle: string },
): Promise<void> {
  await page.getByRole('link', { name: 'Lesson studies' }).first().click();
  await page
    .getByRole('button', { name: 'New lesson study' })
    .or(page.getByRole('link', { name: 'New lesson study' }))
    .first()
    .click();
  await page.getByLabel('Focus question').fill(study.question);
  for (const [index, letter] of ['A', 'B', 'C'].entries()) {
    await page.getByLabel(`Alias of pupil ${letter}`).fill(study.aliases[index] ?? '');
  }
  await page.getByLabel('Title of Lesson 1').fill(study.lessonTitle);
  await page.getByRole('button', { name: 'Start planning' }).click();
  await page.getByRole('link', { name: 'Lesson 1' }).first().waitFor();
}

/** On the lesson's plan: adds stages from the presets and writes one prediction for each pupil in the first. */
export async function planStages(
  page: Page,
  presets: readonly string[],
  predictions: Readonly<Record<string, string>>,
) {
  for (const [index, preset] of presets.entries()) {
    if (index > 0) {
      const add = page.getByRole('button', { name: 'Add a stage' });
      if ((await add.getAttribute('aria-expanded')) === 'false') await add.click();
    }
    await page.getByRole('list', { name: 'Which stage?' }).getByRole('button', { name: preset }).click();
    await page
      .getByRole('heading', { name: new RegExp(`${index + 1}\\s*${preset}`) })
      .first()
      .waitFor();
  }
  for (const [alias, prediction] of Object.entries(predictions)) {
    await page.getByLabel(new RegExp(`^Prediction for .*${alias}.*: .*${presets[0]}`)).fill(prediction);
  }
}

export interface NoteToWrite {
  readonly pupil: string;
  readonly kind: 'Did' | 'Said' | 'Work' | 'I wonder';
  readonly text: string;
}

/** One tap and typing; the kind only when it is not the one that stands. */
export async function typeNote(page: Page, { pupil, kind, text }: NoteToWrite): Promise<void> {
  await page.getByRole('group', { name: 'Who it is about' }).getByRole('button', { name: pupil }).click();
  if (kind !== 'Did')
    await page.getByRole('group', { name: 'Kind' }).getByRole('button', { name: kind }).click();
  await page.getByLabel('Note', { exact: true }).fill(text);
  await page.getByLabel('Note', { exact: true }).press('Enter');
}

/** A note that is saved: it stands in the list, and from then on it counts as unsent. */
export async function writeNote(page: Page, note: NoteToWrite): Promise<void> {
  await typeNote(page, note);
  await page.getByRole('listitem').filter({ hasText: note.text }).first().waitFor();
}

/** Everything this tablet holds is at the server, as it says itself. */
export async function untilAtServer(page: Page): Promise<void> {
  const status = page.getByRole('status').filter({ hasText: /At the (school )?server/ });
  await status.first().waitFor({ timeout: 180_000 });
}

/** How many notes an open review has, from everybody. */
export async function notesInReview(page: Page): Promise<number> {
  const counts = page.getByText(/^\d+ notes? from \d+ observers?/).first();
  return Number.parseInt((await counts.textContent()) ?? '0', 10);
}

/** A study with one planned lesson; answers the address of that lesson. */
export async function planLesson(page: Page): Promise<string> {
  await startStudy(page, {
    question: 'How can we help pupils say why?',
    aliases: ['Robin', 'Wren', 'Heron'],
    lessonTitle: 'Which piece is bigger?',
  });
  await page.getByRole('link', { name: 'Lesson 1' }).first().click();
  await planStages(page, ['Starter', 'Task'], { Robin: 'Answers by rule' });
  // The plan itself says what is saved: of two predictions for Robin one is still open.
  await page.getByText(/1 prediction for Robin/).waitFor();
  return page.url();
}

export async function startLesson(page: Page, lessonUrl: string): Promise<void> {
  await page.goto(`${lessonUrl}/observe`);
  await page.getByRole('button', { name: 'Start lesson' }).click();
  await page.getByLabel('Note', { exact: true }).waitFor();
}
