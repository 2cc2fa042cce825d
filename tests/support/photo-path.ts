import type { Page } from 'playwright-core';

/** What an observer does with a photo, in the words on the screen. */

/** On the plan: photos of this pupil's work may be taken. */
export async function allowPhotos(page: Page, lessonUrl: string, alias: string): Promise<void> {
  await page.goto(lessonUrl.replace(/\/lessons\/.*/, '/pupils'));
  const pupil = page.getByRole('region', { name: alias });
  const flag = pupil.getByLabel('Photos of work allowed');
  await flag.click();
  // It shows what is saved, and so a moment after the tap.
  await pupil.getByRole('checkbox', { name: 'Photos of work allowed', checked: true }).waitFor();
}

/** With a finger: the pupil, then the camera button. */
export async function openCamera(page: Page, pupil: string): Promise<void> {
  await page.getByRole('group', { name: 'Who it is about' }).getByRole('button', { name: pupil }).tap();
  await page.getByRole('button', { name: 'Photo', exact: true }).tap();
  await page.getByRole('dialog', { name: 'Photo of work' }).waitFor();
}

export async function choosePicture(
  page: Page,
  buffer: Buffer,
  { name = 'work.jpg', mimeType = 'image/jpeg' } = {},
): Promise<void> {
  await page.getByLabel('Choose a picture').setInputFiles({ name, mimeType, buffer });
}

export async function savePhoto(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save photo' }).tap();
  await page.getByRole('dialog', { name: 'Photo of work' }).waitFor({ state: 'detached' });
}

/** The pictures that lie in this tablet's notebooks, as bytes: the page itself may not fetch them. */
export async function picturesOn(page: Page): Promise<readonly Buffer[]> {
  const all = await page.evaluate(async () => {
    const found: string[] = [];
    for (const { name = '' } of await indexedDB.databases()) {
      if (!name.startsWith('threefold-notebook-')) continue;
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error ?? new Error('not opened'));
      });
      const rows = await new Promise<{ bytes?: Uint8Array }[]>((resolve, reject) => {
        const reading = db.transaction('pictures').objectStore('pictures').getAll();
        reading.onsuccess = () => resolve(reading.result as { bytes?: Uint8Array }[]);
        reading.onerror = () => reject(reading.error ?? new Error('not read'));
      });
      db.close();
      for (const { bytes } of rows) {
        if (bytes) found.push(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
      }
    }
    return found.map((binary) => btoa(binary));
  });
  return all.map((base64) => Buffer.from(base64, 'base64'));
}
