import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { classesWhereUsed } from './scripts/class-names.mjs';
import { iconsApart } from './scripts/icons-apart.mjs';
import { languagesApart } from './scripts/languages-apart.mjs';

interface Modules {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

/**
 * What is fetched along with a script. For a screen all that it imports and is not here yet, but not the words it shares with
 * one other, whose names would cost more than they are. For what works behind the screens nothing but its styles: nobody
 * waits for it, and the start would have to know the names.
 */
function ahead(script: string, files: string[], { hostId }: { readonly hostId: string }): string[] {
  const isBehind = /[/](index|sending)-/.test(hostId) && !/(-screen|shell|capture)-/.test(script);
  const isHere = /[/](lesson|capture)-/.test(hostId) ? /[/](index|dexie|start|lesson)-/ : /[/](index|dexie)-/;
  return files
    .filter((file) => !isHere.test(file))
    .filter((file) => (isBehind ? file.endsWith('.css') : !/[/][a-z]+_[a-z_]+-[\w-]{8}\.js$/.test(file)));
}

const FIRST_SCREENS = ['src/features/team/welcome-screen.tsx', 'src/app/shell.tsx'];
const FEATURES = /[\\/]src[\\/]features[\\/]/;
const LESSON = ['src/features/observe/observe-screen.tsx'];
const SENDING = ['keep-sending', 'keep-keys', 'keep-report', 'watch-people'].map(
  (name) => `src/app/${name}.ts`,
);

/**
 * What the start, the first screens, a lesson, and sending behind them bring, in one script each: a slow tablet asks for a few
 * files and not for many, and for none that it has no use for. What screens and lesson both need comes with the start. In
 * this order: each takes along what it imports and no earlier one has.
 */
function shared() {
  let isOf: Readonly<Record<string, (id: string) => boolean>> | undefined;
  return ['start', 'first', 'lesson', 'sending', 'capture'].map((name) => ({
    name: (id: string, modules: Modules) => {
      isOf ??= partsOf(modules);
      return isOf[name]?.(id) ? name : null;
    },
    test:
      name === 'capture'
        ? FEATURES
        : name === 'start'
          ? /^(?!.*[\\/]i18n[\\/]paraglide[\\/]messages)/
          : /[\\/](src[\\/](?!features|i18n)|node_modules[\\/])/,
    minShareCount: ['start', 'sending', 'capture'].includes(name) ? 1 : 2,
    ...(name === 'start' && { priority: 1 }),
  }));
}

function partsOf(modules: Modules) {
  const start = importsOf(['src/main.tsx'], modules);
  const first = importsOf(FIRST_SCREENS, modules);
  const lesson = importsOf(LESSON, modules);
  const sending = importsOf(SENDING, modules);
  return {
    start: (id: string) => start.has(id) || (first.has(id) && (lesson.has(id) || sending.has(id))),
    first: (id: string) => first.has(id),
    lesson: (id: string) => lesson.has(id),
    sending: (id: string) => sending.has(id),
    capture: (id: string) => lesson.has(id),
  };
}

/** What screens import, themselves or through others. */
function importsOf(screens: readonly string[], modules: Modules): ReadonlySet<string> {
  const found = new Set(screens.map((screen) => fileURLToPath(new URL(screen, import.meta.url))));
  // A set that grows is gone through to its end.
  for (const id of found) for (const next of modules.getModuleInfo(id)?.importedIds ?? []) found.add(next);
  return found;
}

function packaged(path: string): string {
  return fileURLToPath(new URL(`node_modules/${path}`, import.meta.url));
}

export default defineConfig({
  resolve: {
    alias: [
      // The same Dexie, as its authors build it for browsers with classes; what the package's main entry leads to is written
      // for those without. Page and worker alike.
      { find: /^dexie$/, replacement: packaged('dexie/dist/modern/dexie.mjs') },
      // React has had it since version 18; the part that stands in for it is for older ones.
      { find: 'use-sync-external-store/shim/index.js', replacement: packaged('react/index.js') },
    ],
  },
  plugins: [
    react(),
    languagesApart(),
    iconsApart(),
    classesWhereUsed(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/sw',
      filename: 'sw.ts',
      // Updates are offered, never taken: a reload in mid-lesson is the one thing that must not happen.
      registerType: 'prompt',
      injectRegister: false,
      injectManifest: {
        globPatterns: ['**/*.{js,css,html,woff2,svg,png}'],
        globIgnores: ['**/screenshot-*.png'],
      },
      manifest: false,
    }),
  ],
  build: {
    outDir: 'dist/app',
    target: ['es2022', 'safari16.4', 'chrome109', 'firefox115'],
    // Styles and scripts are files: the content security policy allows nothing inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false, resolveDependencies: ahead },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // A slow tablet pays for every file it asks for: what the start needs is one, small parts that many screens
            // share are another, and a screen brings the rest.
            // Dexie looks at a stack trace as it starts, and the browser then reads its whole file again.
            { name: 'dexie', test: /[\\/]node_modules[\\/]dexie[\\/]/, priority: 2 },
            { name: 'start', tags: ['$initial'], priority: 1 },
            ...shared(),
            { name: 'words', test: /[\\/]paraglide[\\/]messages[\\/]/, minShareCount: 8 },
            // Erasing is asked for by many and needed by nearly nobody.
            { name: 'parts', test: /[\\/]src[\\/](?!(notebook|domain)[\\/](read-)?eras)/, minShareCount: 8 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8787' } },
});
