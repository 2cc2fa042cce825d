import type { CDPSession, Page } from 'playwright-core';
import { pause } from './driver.ts';

export const SLOWED = 4;
/** What even a busy machine must show of it. */
export const SURELY = 1.7;

/** Slows the main thread, and makes sure that it is slower. */
export async function slowed(page: Page, slowing: CDPSession): Promise<void> {
  const before = await page.evaluate(spin);
  await slowing.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
  // The slowing begins a little after it was asked for.
  let after = 0;
  for (let tries = 0; tries < 5; tries++) {
    after = await page.evaluate(spin);
    if (after >= before * SURELY) return;
    await pause(300);
  }
  throw new Error(`The page was not slowed: ${before} and ${after} ms.`);
}

/** A fixed piece of work; answers how long it usually took. */
export function spin(): number {
  const took: number[] = [];
  for (let run = 0; run < 9; run++) {
    const start = performance.now();
    let sum = 0;
    for (let step = 0; step < 8e6; step++) sum = (sum + step * 31) | 0;
    took.push(performance.now() - start + (sum === 0.5 ? 1 : 0));
  }
  return took.toSorted((a, b) => a - b)[4] as number;
}
