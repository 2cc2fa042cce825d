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
  await dragByFinger(page, await onScreen(page, from), await onScreen(page, to));
}

/** Pulls a part that is there already. */
export async function pullBlur(page: Page, number: number, to: Place): Promise<void> {
  const box = await boxOf(page.getByRole('button', { name: `Blur ${number}` }));
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await dragByFinger(page, middle, await onScreen(page, to));
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

async function dragByFinger(page: Page, from: Place, to: Place): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', at: readonly Place[]) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints: at.map((place) => ({ ...place, id: 3 })) });
  await send('touchStart', [from]);
  for (const share of [0.25, 0.5, 0.75, 1]) {
    await send('touchMove', [{ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }]);
  }
  await send('touchEnd', []);
  await cdp.detach();
}

async function drag(page: Page, from: Place, to: Place): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
}
