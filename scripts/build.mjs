// Builds the page with its service worker into dist/app and the server into dist/server.
import { join } from 'node:path';
import { compressFolder } from './compress.mjs';
import { ROOT, run } from './run.mjs';

export function build() {
  compileMessages('message-modules');
  run('vite', ['build', '--logLevel', 'warn']);
  compressFolder(join(ROOT, 'dist/app'));
  run('vite', ['build', '--config', 'vite.config.server.ts', '--logLevel', 'warn']);
}

/** A module for each message lets a build leave out what a screen does not say; a test reads one file sooner than a thousand. */
export function compileMessages(structure) {
  run('paraglide-js', [
    'compile',
    '--project',
    './project.inlang',
    '--outdir',
    './src/i18n/paraglide',
    '--output-structure',
    structure,
    // Which language is spoken the app says (src/i18n/language.ts): nothing of Paraglide's own looking for it is needed.
    '--strategy',
    'baseLocale',
    '--silent',
  ]);
}

if (process.argv[1] === import.meta.filename) build();
