import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { build, type Rollup } from 'vite';
import { ROOT } from './bench-app.ts';
import type { Watch } from './capture-watch.ts';
import { record, type FigureId } from './figures.ts';

export const SYNC_SCRIPT_IDS: readonly FigureId[] = ['script-sync'];

const SYNC_ROOMS = ['sync', 'mailbox', 'protocol'];
const ENTRY = 'virtual:sync';

/** Everything the rooms of the sync offer, with their libraries, minified; Dexie and Workbox left out. */
export async function measureSyncScript(): Promise<void> {
  const files = SYNC_ROOMS.flatMap((room) => {
    const folder = join(ROOT, 'src', room);
    return readdirSync(folder).flatMap((name) => (name.endsWith('.ts') ? [join(folder, name)] : []));
  });
  const built = (await build({
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'sync-entry',
        resolveId: (id) => (id === ENTRY ? `\0${ENTRY}` : undefined),
        load: (id) =>
          id === `\0${ENTRY}`
            ? files.map((file, index) => `export * as room${index} from '${file}';`).join('\n')
            : undefined,
      },
    ],
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      rollupOptions: {
        input: ENTRY,
        external: [/^dexie/, /^workbox/],
        preserveEntrySignatures: 'strict',
        output: { format: 'es' },
      },
    },
  })) as Rollup.RollupOutput;
  const code = built.output.flatMap((chunk) => (chunk.type === 'chunk' ? [chunk.code] : [])).join('\n');
  record('script-sync', gzipSync(code).length / 1000);
}

/** Addresses of the scripts that this page asked for up to a moment; the service worker is no script of the page. */
async function scriptsOf(page: Page, until = Infinity): Promise<ReadonlySet<string>> {
  const loaded = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name, startTime }) => ({ path: new URL(name).pathname, startTime })),
  );
  const scripts = loaded.filter(({ path }) => path.endsWith('.js') && path !== '/sw.js');
  return new Set(scripts.flatMap(({ path, startTime }) => (startTime <= until ? [path] : [])));
}

const QUIET_MS = 1_500;
const LOOKS = 20;

/** The scripts asked for before the first screen stood, and all of them when nothing more has come for a while. */
export async function scriptsOfScreen(page: Page) {
  const standingAt = await page.evaluate(() =>
    (window as unknown as { benchWatch: Watch }).benchWatch.untilStanding(),
  );
  const all = await allScriptsOf(page);
  return { first: await scriptsOf(page, standingAt), all };
}

export async function allScriptsOf(page: Page): Promise<ReadonlySet<string>> {
  let before = await scriptsOf(page);
  for (let look = 0; look < LOOKS; look++) {
    await page.waitForTimeout(QUIET_MS);
    const now = await scriptsOf(page);
    if (now.size === before.size) return now;
    before = now;
  }
  throw new Error('The page loads script after script.');
}

/** Gzipped size in KB, each file for itself, as they are fetched. */
export function gzipSize(appDir: string, scripts: ReadonlySet<string>): number {
  if (scripts.size === 0) throw new Error('No scripts were loaded.');
  return (
    [...scripts].reduce((sum, path) => sum + gzipSync(readFileSync(join(appDir, path))).length, 0) / 1000
  );
}
