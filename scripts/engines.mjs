// The main journey in WebKit and Firefox: npm run test:engines -- [--built] [--only firefox]. Looks for the engines, installs them where it
// may, and says which could not be had: that is no failure, a journey that fails is one.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { build, compileMessages } from './build.mjs';
import { run } from './run.mjs';

const ENGINES = [
  {
    name: 'WebKitGTK',
    test: 'webkit',
    packages: ['webkit2gtk-driver', 'xvfb', 'gir1.2-webkit2-4.1', 'python3-gi'],
    isHere: () =>
      ['WebKitWebDriver', 'Xvfb'].every((program) => found(program)) &&
      succeeds('/usr/bin/python3', ['-c', "import gi; gi.require_version('WebKit2', '4.1')"]),
  },
  {
    name: 'Firefox',
    test: 'firefox',
    packages: ['firefox-esr'],
    isHere: () => firefox() !== undefined,
  },
];

const { values: asked } = parseArgs({
  options: { built: { type: 'boolean', default: false }, only: { type: 'string' } },
});
const wanted = ENGINES.filter(({ test }) => asked.only === undefined || test === asked.only);

const missing = wanted.filter(({ isHere }) => !isHere());
if (missing.length > 0) install(missing.flatMap(({ packages }) => packages));
const ready = wanted.filter(({ isHere }) => isHere());
for (const { name, packages } of wanted.filter((engine) => !ready.includes(engine))) {
  console.log(
    `${name} could not be had here, so nothing is known of it. Debian has it: ${packages.join(' ')}`,
  );
}
if (ready.length > 0) {
  if (!asked.built || !existsSync('dist/server/main.js')) {
    build();
    compileMessages('locale-modules');
  }
  const files = ready.map(({ test }) => `tests/engines/${test}.test.ts`);
  run('vitest', ['run', '--project', 'engines', ...files], { env: { FIREFOX_PATH: firefox() ?? '' } });
}

function install(packages) {
  const isDebianRoot = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!isDebianRoot) return;
  console.log(`Installing ${packages.join(' ')}.`);
  const apt = (args) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      timeout: 240_000,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  apt(['update', '-qq']);
  apt(['install', '-y', '-qq', '--no-install-recommends', ...packages]);
}

function firefox() {
  const named = process.env.FIREFOX_PATH;
  if (named) return named;
  return ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find((path) => existsSync(path));
}

function found(program) {
  return succeeds('/bin/sh', ['-c', `command -v ${program}`]);
}

function succeeds(program, args) {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}
