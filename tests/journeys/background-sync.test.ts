import { afterAll, beforeAll, expect, test } from 'vitest';
import { notesInReview, planLesson, startLesson, untilAtServer, writeNote } from '../support/main-path.ts';
import { colleaguesTablet, leadsTablet, openSchool, PATIENTLY, type School } from './school.ts';

let school: School;

beforeAll(async () => {
  school = await openSchool();
  await school.serve();
});

afterAll(() => school.close());

test('notes written without a network are sent when it is back, with no page open', async () => {
  const maria = await leadsTablet(school);
  const lesson = await planLesson(maria.page);
  await untilAtServer(maria.page);
  const sam = await colleaguesTablet(school, maria);
  await sam.page.goto(`${lesson}/review`);
  await startLesson(maria.page, lesson);

  await maria.context.setOffline(true);
  await writeNote(maria.page, { pupil: 'Robin', kind: 'Did', text: 'Lays the strips side by side' });
  await writeNote(maria.page, { pupil: 'Wren', kind: 'Said', text: 'It has to be the same' });
  await maria.page.getByRole('status').filter({ hasText: '2 notes waiting for Wi-Fi' }).waitFor();
  await maria.page.goto('about:blank');
  await maria.context.setOffline(false);

  await expect.poll(() => notesInReview(sam.page), PATIENTLY).toBe(2);
  expect(maria.page.url()).toBe('about:blank');
});
