// Builds the page with its service worker into dist/app and the server into dist/server.
import { run } from './run.mjs';

export function build() {
  run('paraglide-js', [
    'compile',
    '--project',
    './project.inlang',
    '--outdir',
    './src/i18n/paraglide',
    '--silent',
  ]);
  run('vite', ['build', '--logLevel', 'warn']);
  run('vite', ['build', '--config', 'vite.config.server.ts', '--logLevel', 'warn']);
}

if (process.argv[1] === import.meta.filename) build();
