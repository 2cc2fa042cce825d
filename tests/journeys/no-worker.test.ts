import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  notesInReview,
  planLesson,
  startLesson,
  startTeam,
  untilAtServer,
  writeNote,
} from '../support/main-path.ts';
import { colleaguesTablet, openSchool, PATIENTLY, type School } from './school.ts';

let school: School;

beforeAll(async () => {
  school = await openSchool();
  await school.serve();
});

afterAll(() => school.close());

test('[S6] where the browser allows no service worker the page itself sends and fetches', async () => {
  const maria = await school.tablet({ serviceWorkers: 'block' });
  await startTeam(maria.page, 'P5 Maths triad', 'Maria Evans');
  const lesson = await planLesson(maria.page);
  const sam = await colleaguesTablet(school, maria, { serviceWorkers: 'block' });
  expect(maria.context.serviceWorkers()).toEqual([]);
  await sam.page.goto(`${lesson}/review`);
  await startLesson(maria.page, lesson);

  await writeNote(maria.page, { pupil: 'Robin', kind: 'Did', text: 'Lays the strips side by side' });
  await expect.poll(() => notesInReview(sam.page), PATIENTLY).toBe(1);

  // Without a network it waits in the page, and goes by itself when there is one again.
  await maria.context.setOffline(true);
  await writeNote(maria.page, { pupil: 'Wren', kind: 'Said', text: 'It has to be the same' });
  await maria.page.getByRole('status').filter({ hasText: '1 note waiting for Wi-Fi' }).waitFor();
  await maria.context.setOffline(false);
  await untilAtServer(maria.page);
  await expect.poll(() => notesInReview(sam.page), PATIENTLY).toBe(2);
});
