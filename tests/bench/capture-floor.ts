import { forgetTablet, openTablet } from '../support/browser.ts';
import type { Scratch } from './bench-app.ts';
import { watchCapture } from './capture-watch.ts';
import { coldStarts } from './cold-start.ts';
import { openFloorTablet } from './driver.ts';
import { framesWhileTyping, interactionToNextPaint, NOTES_WRITTEN, observe } from './observer-hand.ts';
import { startFloor, type FloorServer } from './servers.ts';
import { slowed } from './slowing.ts';

interface FloorOfCapture {
  /** Bare durable puts. */
  readonly puts: readonly number[];
  readonly inp: number;
  readonly frames: readonly number[];
  readonly starts: readonly number[];
}

/** What this machine allows a page that does nothing but what is asked for: the same hand, slowed as much. */
export async function floorOfCapture(scratch: Scratch): Promise<FloorOfCapture> {
  const server = await startFloor(scratch);
  try {
    return { puts: await floorPuts(server), ...(await bareCapture(server)) };
  } finally {
    await server.stop();
  }
}

/** One bare durable put after another, slowed as much. */
async function floorPuts({ url }: FloorServer): Promise<readonly number[]> {
  const tablet = await openFloorTablet(url);
  try {
    await slowed(tablet.page, await tablet.context.newCDPSession(tablet.page));
    return await tablet.floor('puts', NOTES_WRITTEN);
  } finally {
    await tablet.forget();
  }
}

async function bareCapture({ url }: FloorServer): Promise<Omit<FloorOfCapture, 'puts'>> {
  const address = `${url}/bench/floor-capture.html`;
  const tablet = await openTablet({ url: address });
  const { page, context, profile } = tablet;
  try {
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await context.addInitScript(watchCapture);
    // Once more, so that the worker has kept all of it.
    await page.goto(address);
    await page.locator('textarea:enabled').focus();
    await slowed(page, await context.newCDPSession(page));
    await observe(tablet);
    const frames = await framesWhileTyping(page);
    const { inp } = await interactionToNextPaint(page);
    await tablet.close();
    return { inp, frames, starts: await coldStarts(profile, address, 'bare cold start') };
  } finally {
    await tablet.close();
    forgetTablet(tablet);
  }
}
