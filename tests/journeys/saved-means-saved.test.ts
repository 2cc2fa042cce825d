import { afterAll, beforeAll, expect, test } from 'vitest';
import { killTablet, type BrowserTablet } from '../support/browser.ts';
import { planLesson, startLesson, writeNote } from '../support/main-path.ts';
import { leadsTablet, openSchool, PATIENTLY, type School } from './school.ts';

const KILLS = 6;

let school: School;

beforeAll(async () => {
  school = await openSchool();
  await school.serve();
});

afterAll(() => school.close());

test('[N1] a note that is shown as saved is there after the browser is killed that very moment', async () => {
  let maria: BrowserTablet = await leadsTablet(school);
  const lesson = await planLesson(maria.page);
  await startLesson(maria.page, lesson);
  await maria.context.setOffline(true);

  for (let kill = 1; kill <= KILLS; kill++) {
    await writeNote(maria.page, { pupil: 'Robin', kind: 'Did', text: `Seen before kill ${kill}` });
    // Saved is what stands among the notes, with an empty field to write the next one in.
    await maria.page
      .getByRole('listitem')
      .filter({ hasText: `Seen before kill ${kill}` })
      .waitFor();
    killTablet(maria);

    maria = await school.tablet({ profile: maria.profile, url: `${lesson}/observe`, isOffline: true });

    for (let earlier = 1; earlier <= kill; earlier++) {
      await maria.page
        .getByRole('listitem')
        .filter({ hasText: `Seen before kill ${earlier}` })
        .waitFor(PATIENTLY);
    }
    expect(await maria.page.getByLabel('Note', { exact: true }).inputValue()).toBe('');
  }
});
