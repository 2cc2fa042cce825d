// Every test: rules, screens, server, simulation; then the built app in a real browser.
import { build, compileMessages } from './build.mjs';
import { findChromium } from './chromium.mjs';
import { run } from './run.mjs';

const chromium = findChromium();
build();
compileMessages('locale-modules');
const projects = ['unit', 'screens', 'server', 'simulation', 'journeys'].flatMap((name) => [
  '--project',
  name,
]);
run('vitest', ['run', ...projects, ...process.argv.slice(2)], { env: { CHROMIUM_PATH: chromium } });
