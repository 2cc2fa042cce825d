import { afterAll, beforeAll, expect, test } from 'vitest';
import { notesInReview, planLesson, startLesson, untilAtServer, writeNote } from '../support/main-path.ts';
import type { ServerProcess } from '../support/server.ts';
import { colleaguesTablet, leadsTablet, openSchool, PATIENTLY, type School } from './school.ts';

const TABS = 3;
const NOTES_EACH = 5;

let school: School;
let server: ServerProcess;

beforeAll(async () => {
  school = await openSchool();
  server = await school.serve({ env: { LOG_LEVEL: 'info' } });
});

afterAll(() => school.close());

test('[S6] three tabs and the worker of one tablet send every envelope once', async () => {
  const maria = await leadsTablet(school);
  const lesson = await planLesson(maria.page);
  const sam = await colleaguesTablet(school, maria);
  await sam.page.goto(`${lesson}/review`);
  await startLesson(maria.page, lesson);
  const tabs = [maria.page];
  while (tabs.length < TABS) {
    const tab = await maria.context.newPage();
    await tab.goto(`${lesson}/observe`);
    await tab.getByLabel('Note', { exact: true }).waitFor();
    // It says so, because what is half written lies in one place for all of them.
    await tab.getByText('This lesson is open in another tab too').waitFor();
    tabs.push(tab);
  }

  await Promise.all(
    tabs.map(async (tab, index) => {
      for (let count = 1; count <= NOTES_EACH; count++) {
        await writeNote(tab, { pupil: 'Robin', kind: 'Did', text: `tab ${index + 1}, note ${count}` });
      }
    }),
  );

  const all = TABS * NOTES_EACH;
  await expect.poll(() => notesInReview(sam.page), PATIENTLY).toBe(all);
  for (const tab of tabs) await untilAtServer(tab);
  await sam.page.getByRole('link', { name: 'All notes' }).click();
  await sam.page.getByText(`${all} of ${all} notes`).waitFor();
  const shown = async () => {
    const list = sam.page.getByRole('list', { name: /notes/i });
    // A long list is drawn as it is scrolled.
    await list.getByRole('listitem').last().scrollIntoViewIfNeeded();
    const texts = await list.locator('[dir="auto"]').allTextContents();
    return texts.filter((text) => /^tab \d, note \d$/.test(text)).toSorted();
  };
  await expect
    .poll(shown, PATIENTLY)
    .toEqual(
      tabs.flatMap((_, tab) =>
        Array.from({ length: NOTES_EACH }, (_each, count) => `tab ${tab + 1}, note ${count + 1}`),
      ),
    );
  const { offered, added } = envelopesPushed();
  expect(added).toBeGreaterThan(TABS);
  expect(offered).toBe(added);
});

/** What the server's own log says: how many envelopes were offered to it, and how many of them it did not have yet. */
function envelopesPushed() {
  const lines = server
    .output()
    .split('\n')
    .filter((line) => line.includes('"added":'));
  const counts = lines.map((line) => JSON.parse(line) as { envelopes: number; added: number });
  return {
    offered: counts.reduce((sum, { envelopes }) => sum + envelopes, 0),
    added: counts.reduce((sum, { added }) => sum + added, 0),
  };
}
