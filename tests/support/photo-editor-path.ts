import type { Locator, Page } from 'playwright-core';
import type { Part } from './pictures.ts';

/** What an observer does with fingers on a photo that is not kept yet; places are shares of the picture on screen. */

interface Place {
  readonly x: number;
  readonly y: number;
}

const pictureOf = (page: Page) => page.getByRole('img', { name: /^The picture you took/ });

export async function chooseTool(page: Page, tool: 'Crop' | 'Blur'): Promise<void> {
  await page.getByRole('button', { name: tool, exact: true }).click();
  await page.getByRole('button', { name: tool, exact: true, pressed: true }).waitFor();
  // Each tool shows the picture anew.
  await pictureOf(page).waitFor();
}

/** Pulls the lower right corner of what is kept, and then the upper left one. */
export async function cropTo(page: Page, upperLeft: Place, lowerRight: Place): Promise<void> {
  await chooseTool(page, 'Crop');
  for (const [handle, place] of [
    ['↘', lowerRight],
    ['↖', upperLeft],
  ] as const) {
    const box = await boxOf(page.getByRole('button', { name: `Edge ${handle}` }));
    await drag(page, { x: box.x + box.width / 2, y: box.y + box.height / 2 }, await onScreen(page, place));
  }
}

export async function tapBlur(page: Page, place: Place): Promise<void> {
  const { x, y } = await onScreen(page, place);
  await page.touchscreen.tap(x, y);
}

export async function dragBlur(page: Page, from: Place, to: Place): Promise<void> {
  await drag(page, await onScreen(page, from), await onScreen(page, to));
}

/** Where the frame of what is kept lies on the picture, as it is drawn. */
export async function cropOnScreen(page: Page): Promise<Part> {
  await chooseTool(page, 'Crop');
  return await partOnScreen(page, page.getByRole('group', { name: 'Part to keep' }));
}

/** Where the marks lie on the picture, as they are drawn. */
export async function blursOnScreen(page: Page): Promise<readonly Part[]> {
  await chooseTool(page, 'Blur');
  const marks = await page.getByRole('button', { name: /^Blur \d/ }).all();
  return await Promise.all(marks.map((mark) => partOnScreen(page, mark)));
}

async function partOnScreen(page: Page, drawn: Locator): Promise<Part> {
  const [picture, box] = [await boxOf(pictureOf(page)), await boxOf(drawn)];
  return {
    x: (box.x - picture.x) / picture.width,
    y: (box.y - picture.y) / picture.height,
    width: box.width / picture.width,
    height: box.height / picture.height,
  };
}

async function onScreen(page: Page, { x, y }: Place): Promise<Place> {
  const picture = await boxOf(pictureOf(page));
  return { x: picture.x + x * picture.width, y: picture.y + y * picture.height };
}

async function boxOf(drawn: Locator) {
  const box = await drawn.boundingBox();
  if (box === null) throw new Error('It is not on screen.');
  return box;
}

async function drag(page: Page, from: Place, to: Place): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
}
