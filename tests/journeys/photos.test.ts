import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LANDSCAPE, PORTRAIT, type BrowserTablet } from '../support/browser.ts';
import { planLesson, startLesson, untilAtServer } from '../support/main-path.ts';
import { allowPhotos, choosePicture, openCamera, picturesOn, savePhoto } from '../support/photo-path.ts';
import {
  blursOnScreen,
  chooseTool,
  cropOnScreen,
  cropTo,
  dragBlur,
  tapBlur,
} from '../support/photo-editor-path.ts';
import {
  contrastIn,
  drawnJpeg,
  heicHead,
  jpegHead,
  readJpeg,
  stripedJpeg,
  withMetadata,
} from '../support/pictures.ts';
import type { ServerProcess } from '../support/server.ts';
import { barAt, penOf } from './hand.ts';
import { colleaguesTablet, leadsTablet, openSchool, PATIENTLY, type School } from './school.ts';

/** Stands in the metadata of every picture; may never be seen outside the tablet, and not in what it keeps. */
const PLANTED = 'Zwarthaan';
const ALT = /Photo of Robin’s work, taken by Maria Evans at \d+:\d\d/;

let school: School;
let server: ServerProcess;
let maria: BrowserTablet;
let sam: BrowserTablet;
let lesson: string;

beforeAll(async () => {
  school = await openSchool();
  server = await school.serve({ env: { LOG_LEVEL: 'info' } });
  maria = await leadsTablet(school, { viewport: LANDSCAPE, hasTouch: true });
  lesson = await planLesson(maria.page);
  await allowPhotos(maria.page, lesson, 'Robin');
  await untilAtServer(maria.page);
  sam = await colleaguesTablet(school, maria, { viewport: PORTRAIT, hasTouch: true });
  await startLesson(maria.page, lesson);
});

afterAll(() => school.close());

describe('photos of work', () => {
  test('are offered where the plan allows them, and say why where it does not', async () => {
    const { page } = maria;
    const pupils = page.getByRole('group', { name: 'Who it is about' });

    await pupils.getByRole('button', { name: 'Robin' }).tap();
    await page.getByRole('button', { name: 'Photo', exact: true }).waitFor();
    for (const [pupil, why] of [
      ['Wren', 'Photos of Wren’s work are not allowed'],
      ['Class', 'Photos are of one pupil’s work'],
    ] as const) {
      await pupils.getByRole('button', { name: pupil }).tap();
      expect(await page.getByRole('button', { name: 'Photo', exact: true }).count()).toBe(0);
      await page.getByRole('button', { name: 'No photo: why?' }).tap();
      await page.getByText(why).waitFor();
    }
  });

  test('[N4] [K8] what cannot become a photo is answered in plain words, and the half-written note stays', async () => {
    const { page } = maria;
    await page.getByRole('group', { name: 'Who it is about' }).getByRole('button', { name: 'Robin' }).tap();
    await page.getByLabel('Note', { exact: true }).fill('Folds the strip in');
    await page.getByRole('button', { name: 'Photo', exact: true }).tap();
    const jpeg = await drawnJpeg(page, { width: 400, height: 300 });

    for (const [words, buffer, name] of [
      ['This file is empty', Buffer.alloc(0), 'work.jpg'],
      ['This file is not a picture', Buffer.from('%PDF-1.7 a form'), 'work.jpg'],
      ['This picture is too large', jpegHead(12_000, 9_000), 'work.jpg'],
      ['cannot read HEIC', heicHead(), 'work.heic'],
      ['damaged or cut short', jpeg.subarray(0, 700), 'work.jpg'],
    ] as const) {
      await choosePicture(page, Buffer.from(buffer), { name });
      await page.getByRole('alert').filter({ hasText: words }).waitFor();
    }
    // Refused, closed, or no camera there: the browser says no more than that nothing came.
    await page.getByLabel('Take a photo').dispatchEvent('cancel');
    await page.getByRole('alert').filter({ hasText: 'No picture came back' }).waitFor();

    await page.getByRole('button', { name: 'Cancel' }).tap();
    expect(await page.getByLabel('Note', { exact: true }).inputValue()).toBe('Folds the strip in');
    expect(await picturesOn(page)).toEqual([]);
  });

  test('[N1] [K1] taken offline, blurred, without its metadata, and on a colleague’s screen when there is a network', async () => {
    const { page, context } = maria;
    await sam.page.goto(`${lesson}/review`);
    await sam.page
      .getByRole('heading', { name: 'Review' })
      .or(sam.page.getByText('observer'))
      .first()
      .waitFor();
    const plain = await drawnJpeg(page, { width: 4000, height: 3000 });
    school.line.leadTo(undefined);
    await context.setOffline(true);

    await openCamera(page, 'Robin');
    await choosePicture(page, withMetadata(plain, PLANTED));
    await page.getByRole('button', { name: 'Save photo' }).waitFor();
    await chooseTool(page, 'Blur');
    await page.getByRole('button', { name: 'Add a blur' }).tap();
    await savePhoto(page);

    await page.getByRole('img', { name: ALT }).waitFor();
    await page.getByText('1 photo waiting for Wi-Fi').waitFor();
    const [kept] = await picturesOn(page);
    expect(kept!.length).toBeLessThanOrEqual(250_000);
    const { width, height, markers } = readJpeg(kept!);
    // The camera was held on its side: what was 4000 by 3000 stands upright.
    expect([width, height]).toEqual([1200, 1600]);
    expect(markers.filter((marker) => (marker >= 0xe1 && marker <= 0xef) || marker === 0xfe)).toEqual([]);
    for (const trace of [PLANTED, 'Exif', 'http://ns.adobe.com', 'ICC_PROFILE']) {
      expect(kept!.includes(trace)).toBe(false);
    }

    // The row arrives before the bytes: words first.
    school.line.leadTo(server.url);
    await context.setOffline(false);
    await sam.page.getByRole('img', { name: ALT }).waitFor(PATIENTLY);
    await untilAtServer(page);
    expect((await picturesOn(sam.page))[0]?.equals(kept!)).toBe(true);
    await sam.page
      .getByRole('button', { name: /Show large/ })
      .first()
      .tap();
    await sam.page.getByRole('dialog', { name: ALT }).getByRole('img', { name: ALT }).waitFor();
    await sam.page.getByRole('button', { name: 'Close' }).tap();

    const pixels = Buffer.from(kept!.subarray(400, 440));
    expect(filesOf(school.dataDir).some((file) => readFileSync(file).includes(pixels))).toBe(false);
    expect(school.line.recorded().includes(PLANTED)).toBe(false);
    expect(school.line.recorded().includes(pixels)).toBe(false);
    expect(filesOf(school.dataDir).filter((file) => readFileSync(file).includes(PLANTED))).toEqual([]);
    expect(server.output()).not.toContain(PLANTED);
    for (const tablet of [maria, sam]) expect(await blobsInCaches(tablet.page)).toEqual([]);
  });

  test('[K1] what lay under a blur on screen is flat in what is kept, and nothing else is, with and without a crop', async () => {
    const { page } = maria;
    const mark = async () => {
      await chooseTool(page, 'Blur');
      await tapBlur(page, { x: 0.3, y: 0.25 });
      await dragBlur(page, { x: 0.52, y: 0.55 }, { x: 0.78, y: 0.88 });
    };
    const crop = () => cropTo(page, { x: 0.2, y: 0.15 }, { x: 0.7, y: 0.8 });
    for (const [turned, edit] of [
      [true, mark],
      [false, async () => (await crop(), await mark())],
      [true, async () => (await mark(), await crop())],
    ] as const) {
      const before = (await picturesOn(page)).map((each) => each.toString('hex'));
      const striped = await stripedJpeg(page, { width: 2000, height: 1500 });
      await openCamera(page, 'Robin');
      await choosePicture(page, turned ? withMetadata(striped, PLANTED) : striped);
      await page.getByRole('button', { name: 'Save photo' }).waitFor();
      await edit();
      const [blurs, kept] = [await blursOnScreen(page), await cropOnScreen(page)];
      await savePhoto(page);
      const [photo] = (await picturesOn(page)).filter((each) => !before.includes(each.toString('hex')));

      expect(blurs).toHaveLength(2);
      const parts = blurs.map(({ x, y, width, height }) => ({
        x: (x - kept.x) / kept.width,
        y: (y - kept.y) / kept.height,
        width: width / kept.width,
        height: height / kept.height,
      }));
      const contrast = await contrastIn(page, photo!, parts);
      expect(contrast.squaresInside).toBeGreaterThan(50);
      expect(contrast.squaresOutside).toBeGreaterThan(500);
      expect(contrast.mostInside).toBeLessThan(70);
      expect(contrast.leastOutside).toBeGreaterThan(150);
    }
  });

  test('[S4] words go first; a photo whose sending is cut in the middle is promised in words, and arrives by itself', async () => {
    const { page } = maria;
    const words = 'Draws two bars of one length';
    await untilAtServer(page);
    await sam.page.goto(`${lesson}/review`);
    school.line.cutIn({ words: '/blobs/', afterBytes: 60_000 });

    await openCamera(page, 'Robin');
    await choosePicture(page, await drawnJpeg(page, { width: 1400, height: 900 }));
    await savePhoto(page);
    await page.getByLabel('Note', { exact: true }).fill(words);
    await page.getByLabel('Note', { exact: true }).press('Enter');

    const row = sam.page.getByRole('listitem').filter({ hasText: words });
    await row.getByText('Photo: arrives when there is a network').waitFor(PATIENTLY);
    // A photo is fetched when somebody comes near it.
    await row.scrollIntoViewIfNeeded();
    await expect.poll(() => school.line.cuts(), PATIENTLY).toBeGreaterThan(0);
    expect(await row.getByRole('img', { name: ALT }).count()).toBe(0);

    school.line.cutIn(undefined);
    await row.getByRole('img', { name: ALT }).waitFor(PATIENTLY);
    await untilAtServer(page);
  });

  test('what was drawn on a photo lies on it on a colleague’s screen too, and nothing was complained of', async () => {
    const { page } = maria;
    const words = 'Draws two bars of one length';
    await page
      .getByRole('listitem')
      .filter({ hasText: words })
      .getByRole('button', { name: /Show large/ })
      .tap();
    const large = page.getByRole('dialog', { name: ALT });
    await large.getByRole('button', { name: 'Pen' }).tap();
    const pen = await penOf(page);
    for (const y of [0.3, 0.6]) await pen.draw(barAt(y));
    await page.getByRole('img', { name: 'Drawing, 2 strokes' }).first().waitFor();
    await page.getByRole('button', { name: 'Done drawing' }).tap();
    await large.getByRole('button', { name: 'Close' }).tap();
    await untilAtServer(page);

    const row = sam.page.getByRole('listitem').filter({ hasText: words });
    await row.getByRole('button', { name: /Show large/ }).tap();
    const seen = sam.page.getByRole('dialog', { name: ALT });
    await seen.locator('path').nth(1).waitFor(PATIENTLY);
    expect(await seen.locator('path').count()).toBe(2);
    for (const tablet of [maria, sam]) expect(tablet.complaints).toEqual([]);
  });
});

function filesOf(folder: string): string[] {
  return readdirSync(folder).map((name) => join(folder, name));
}

/** What the worker's caches hold that is not part of the app. */
async function blobsInCaches(page: Page): Promise<readonly string[]> {
  return await page.evaluate(async () => {
    const found: string[] = [];
    for (const name of await caches.keys()) {
      const requests = await (await caches.open(name)).keys();
      found.push(...requests.map(({ url }) => url).filter((url) => url.includes('/api/')));
    }
    return found;
  });
}
