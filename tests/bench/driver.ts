import type { Page } from 'playwright-core';
import { forgetTablet, openTablet, untilInstalled, type BrowserTablet } from '../support/browser.ts';
import type { Floor } from './page/floor.ts';
import type { Ours } from './page/ours.ts';

type Api = Record<string, (...rest: never[]) => Promise<unknown>>;

/** Calls what a bench page offers on its window; times are taken in the page, never here. */
async function call<T extends Api, K extends keyof T & string>(
  page: Page,
  name: 'ours' | 'floor',
  method: K,
  rest: Parameters<T[K]>,
): Promise<Awaited<ReturnType<T[K]>>> {
  return (await page.evaluate(
    ([api, called, given]) => {
      const offered = (window as unknown as Record<string, Record<string, (...all: unknown[]) => unknown>>)[
        api
      ];
      return offered?.[called]?.(...given);
    },
    [name, method, rest] as [string, string, unknown[]],
  )) as Awaited<ReturnType<T[K]>>;
}

export interface OursTablet extends BrowserTablet {
  ours<K extends keyof Ours>(method: K, ...rest: Parameters<Ours[K]>): Promise<Awaited<ReturnType<Ours[K]>>>;
  forget(): Promise<void>;
}

export interface FloorTablet extends BrowserTablet {
  floor<K extends keyof Floor>(
    method: K,
    ...rest: Parameters<Floor[K]>
  ): Promise<Awaited<ReturnType<Floor[K]>>>;
  forget(): Promise<void>;
}

/** A browser with a new profile; the real service worker is in charge of its page. */
export async function openOurs(url: string): Promise<OursTablet> {
  const tablet = await openTablet({ url: `${url}/bench/ours.html` });
  await untilInstalled(tablet.page);
  return {
    ...tablet,
    ours: (method, ...rest) => call<Ours, typeof method>(tablet.page, 'ours', method, rest),
    forget: () => forget(tablet),
  };
}

export async function openFloorTablet(url: string): Promise<FloorTablet> {
  const tablet = await openTablet({ url: `${url}/bench/floor.html` });
  await call<Floor, 'open'>(tablet.page, 'floor', 'open', []);
  return {
    ...tablet,
    floor: (method, ...rest) => call<Floor, typeof method>(tablet.page, 'floor', method, rest),
    forget: () => forget(tablet),
  };
}

async function forget(tablet: BrowserTablet): Promise<void> {
  await tablet.close();
  forgetTablet(tablet);
}

export function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
