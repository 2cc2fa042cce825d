import type { Page } from 'playwright-core';

export interface Spot {
  /** Shares of the page's width and height. */
  readonly x: number;
  readonly y: number;
  readonly force?: number;
}

/** Not the photo that may lie below. */
const surfaceOf = (page: Page) =>
  page.getByRole('region', { name: 'Pen' }).getByRole('img', { name: /^(Drawing|Empty page)/ });

/** A hand with a pen over the page that is open: pointer events of the browser's own making, with pressure. */
export async function penOf(page: Page) {
  const cdp = await page.context().newCDPSession(page);
  const box = await surfaceOf(page).boundingBox();
  if (box === null) throw new Error('No page to draw on.');
  const send = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', { x, y, force = 0.5 }: Spot) =>
    cdp.send('Input.dispatchMouseEvent', {
      type,
      x: box.x + x * box.width,
      y: box.y + y * box.height,
      button: 'left',
      buttons: type === 'mouseReleased' ? 0 : 1,
      clickCount: 1,
      pointerType: 'pen',
      force: type === 'mouseReleased' ? 0 : force,
    });
  return {
    /** Down, along all spots, and up. */
    async draw(spots: readonly Spot[]) {
      const [first, ...rest] = spots;
      if (first === undefined) return;
      await send('mousePressed', first);
      for (const spot of rest) await send('mouseMoved', spot);
      await send('mouseReleased', spots.at(-1) as Spot);
    },
    press: (spot: Spot) => send('mousePressed', spot),
    move: (spot: Spot) => send('mouseMoved', spot),
    lift: (spot: Spot) => send('mouseReleased', spot),
  };
}

/** Fingers or a hand on the page, by the browser's own touch input. */
export async function touchOf(page: Page, { radius = 10 } = {}) {
  const cdp = await page.context().newCDPSession(page);
  const box = await surfaceOf(page).boundingBox();
  if (box === null) throw new Error('No page to draw on.');
  const point = ({ x, y }: Spot) => ({
    x: box.x + x * box.width,
    y: box.y + y * box.height,
    radiusX: radius,
    radiusY: radius,
    id: 7,
  });
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd' | 'touchCancel', spots: readonly Spot[]) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints: spots.map(point) });
  return {
    async draw(spots: readonly Spot[]) {
      const [first, ...rest] = spots;
      if (first === undefined) return;
      await send('touchStart', [first]);
      for (const spot of rest) await send('touchMove', [spot]);
      await send('touchEnd', []);
    },
    start: (spot: Spot) => send('touchStart', [spot]),
    move: (spot: Spot) => send('touchMove', [spot]),
    end: () => send('touchEnd', []),
    cancel: () => send('touchCancel', []),
  };
}

/** A bar with rounded ends, thick in the middle: something a teacher would draw. */
export function barAt(y: number, { from = 0.1, to = 0.8 } = {}): readonly Spot[] {
  return Array.from({ length: 24 }, (_, step) => ({
    x: from + ((to - from) * step) / 23,
    y: y + 0.02 * Math.sin(step / 3),
    force: 0.15 + 0.8 * Math.sin((Math.PI * step) / 23),
  }));
}
