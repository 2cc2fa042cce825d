import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { languagesApart } from './scripts/languages-apart.mjs';

/** What is fetched along with a screen: not the words it shares with one other, whose names would cost more than they are. */
function ahead(_screen: string, files: string[]): string[] {
  return files.filter((file) => !/[/][a-z]+_[a-z_]+-[\w-]{8}\.js$/.test(file));
}

export default defineConfig({
  plugins: [
    react(),
    languagesApart(),
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
            { name: 'parts', test: /[\\/]src[\\/]/, minShareCount: 8 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8787' } },
});
