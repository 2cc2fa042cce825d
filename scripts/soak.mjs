// What takes a thousand tries to show: `npm run soak` for all, `npm run soak -- kills` for the files named so.
import { build, compileMessages } from './build.mjs';
import { findChromium } from './chromium.mjs';
import { run } from './run.mjs';

const chromium = findChromium();
build();
compileMessages('locale-modules');
run('vitest', ['run', '--project', 'soak', ...process.argv.slice(2)], { env: { CHROMIUM_PATH: chromium } });
