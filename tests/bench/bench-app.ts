import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';

export const ROOT = resolve(import.meta.dirname, '../..');
const PAGES = ['ours.html', 'floor.html', 'floor-capture.html', 'floor-review.html'];

/** Where everything of one run lies: on a real disk, or a sync would cost nothing. Removed at the end. */
export interface Scratch {
  /** The built app, its service worker, and beside it the pages of the bench under `bench/`. */
  readonly appDir: string;
  /** A new empty directory. */
  readonly dir: () => string;
  readonly remove: () => void;
}

export async function prepareScratch(): Promise<Scratch> {
  if (!existsSync(join(ROOT, 'dist/app/sw.js'))) throw new Error('Build the app first: npm run build.');
  const scratch = mkdtempSync(join(tmpdir(), 'threefold-bench-'));
  const appDir = join(scratch, 'app');
  cpSync(join(ROOT, 'dist/app'), appDir, { recursive: true });
  const root = join(import.meta.dirname, 'page');
  await build({
    configFile: false,
    root,
    base: '/bench/',
    logLevel: 'error',
    build: {
      outDir: join(appDir, 'bench'),
      emptyOutDir: true,
      target: 'es2022',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: { input: PAGES.map((page) => join(root, page)) },
    },
  });
  return {
    appDir,
    dir: () => mkdtempSync(join(scratch, 'data-')),
    remove: () => rmSync(scratch, { recursive: true, force: true, maxRetries: 3 }),
  };
}
