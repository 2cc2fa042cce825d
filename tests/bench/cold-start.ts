import { openTablet } from '../support/browser.ts';
import { watchCapture, type Watch } from './capture-watch.ts';
import { pause } from './driver.ts';
import { progress } from './figures.ts';
import { SLOWED, spin, SURELY } from './slowing.ts';

const COLD_STARTS = 5;
const MOST_COLD_STARTS = 12;

/** Milliseconds of several starts of this tablet at this address, none of which was slowed too late. */
export async function coldStarts(profile: string, url: string, what: string): Promise<readonly number[]> {
  const starts: number[] = [];
  for (let tries = 0; tries < MOST_COLD_STARTS && starts.length < COLD_STARTS; tries++) {
    const { ms, isSlowed } = await coldStart(profile, url);
    progress(`${what}: ${Math.round(ms)} ms${isSlowed ? '' : ', slowed too late and left out'}`);
    if (isSlowed) starts.push(ms);
  }
  return starts;
}

/** The browser starts anew; there is no server and no network. */
async function coldStart(profile: string, url: string): Promise<{ ms: number; isSlowed: boolean }> {
  const tablet = await openTablet({ url: 'about:blank', profile });
  try {
    const { page, context } = tablet;
    await context.setOffline(true);
    await context.addInitScript(watchCapture);
    const slowing = await context.newCDPSession(page);
    // The navigation changes the process, and the new one is not slowed until it is told. On a machine that is not busy
    // that is before the first script runs; a start where it was not does not count.
    let slowedAt = Infinity;
    const slow = async () => {
      await slowing.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
      slowedAt = Math.min(slowedAt, Date.now());
    };
    slowing.on('Page.frameNavigated', () => void slow().catch(() => undefined));
    await slowing.send('Page.enable');
    await page.goto(url, { waitUntil: 'commit' });
    const ms = await page.evaluate(() =>
      (window as unknown as { benchWatch: Watch }).benchWatch.untilUsable(),
    );
    // Long frames, which tell when scripts began, are told of a little later.
    await pause(300);
    const scriptAt = await page.evaluate(() =>
      (window as unknown as { benchWatch: Watch }).benchWatch.firstScriptAt(),
    );
    const isInTime = Number.isFinite(scriptAt) && slowedAt <= scriptAt;
    const busy = await page.evaluate(spin);
    await slowing.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    const free = await page.evaluate(spin);
    return { ms, isSlowed: isInTime && busy > free * SURELY };
  } finally {
    await tablet.close();
  }
}
