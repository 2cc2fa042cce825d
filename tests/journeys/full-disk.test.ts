import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { killTablet } from '../support/browser.ts';
import { planLesson, startLesson, untilAtServer, writeNote } from '../support/main-path.ts';
import { allowPhotos, choosePicture, openCamera, picturesOn, savePhoto } from '../support/photo-path.ts';
import { drawnJpeg } from '../support/pictures.ts';
import { smallDisk } from '../support/small-disk.ts';
import { leadsTablet, openSchool, type School } from './school.ts';

const KB = 1024;

let school: School;
const disk = smallDisk(200);

beforeAll(async () => {
  school = await openSchool();
  await school.serve();
});

afterAll(async () => {
  await school.close();
  disk?.remove();
});

test('[N4] on a disk that is all but full a photo is refused in plain words, and words are saved and stay', async (context) => {
  if (disk === undefined) return context.skip('A disk of its own needs a user who may mount one.');
  const profile = join(disk.folder, 'tablet');
  const maria = await leadsTablet(school, { profile, hasTouch: true });
  const lesson = await planLesson(maria.page);
  await allowPhotos(maria.page, lesson, 'Robin');
  await startLesson(maria.page, lesson);
  await untilAtServer(maria.page);
  const jpeg = await drawnJpeg(maria.page, { width: 2000, height: 1500 });
  await maria.context.setOffline(true);
  disk.fillBut(1500 * KB);

  await openCamera(maria.page, 'Robin');
  await choosePicture(maria.page, jpeg);
  await maria.page.getByRole('button', { name: 'Save photo' }).tap();
  await maria.page.getByRole('alert').filter({ hasText: 'This tablet has no room for the photo' }).waitFor();
  await maria.page.getByRole('button', { name: 'Cancel' }).tap();
  for (const text of ['Folds the strip in four', 'Says it is smaller', 'Asks for another strip']) {
    await writeNote(maria.page, { pupil: 'Wren', kind: 'Did', text });
    await maria.page.getByText(text).first().waitFor();
  }
  expect(await picturesOn(maria.page)).toEqual([]);
  killTablet(maria);

  const again = await school.tablet({ profile, hasTouch: true, isOffline: true });
  await again.page.goto(`${lesson}/observe`);
  for (const text of ['Folds the strip in four', 'Says it is smaller', 'Asks for another strip']) {
    await again.page.getByText(text).first().waitFor();
  }
  disk.makeRoom();
  await openCamera(again.page, 'Robin');
  await choosePicture(again.page, jpeg);
  await savePhoto(again.page);
  expect(await picturesOn(again.page)).toHaveLength(1);
});
