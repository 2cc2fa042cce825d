// Measures the budgets: npm run bench -- [--json FILE] [--only id,id] [--built]. What each figure is: tests/bench/README.md.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { findChromium } from './chromium.mjs';
import { ROOT } from './run.mjs';

const { values: asked } = parseArgs({
  options: {
    json: { type: 'string' },
    only: { type: 'string', default: '' },
    // Measures what lies in dist already.
    built: { type: 'boolean', default: false },
  },
});

const chromium = findChromium();
if (!asked.built) build();

const folder = mkdtempSync(join(tmpdir(), 'threefold-figures-'));
const file = join(folder, 'figures.json');
const vitest = ['run', '--project', 'bench', '--disableConsoleIntercept'];
const { status } = spawnSync(join(ROOT, 'node_modules/.bin/vitest'), vitest, {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, CHROMIUM_PATH: chromium, BENCH_ONLY: asked.only, BENCH_FIGURES: file },
  shell: process.platform === 'win32',
});
const figures = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
if (asked.json && existsSync(file)) copyFileSync(file, asked.json);
rmSync(folder, { recursive: true, force: true });

printTable(figures);
// A goal that is missed is a result; a figure that could not be measured is a failure.
const isComplete = figures.length > 0 && figures.every(({ value }) => value !== null);
process.exit(isComplete && status === 0 ? 0 : 1);

function printTable(rows) {
  const lines = [
    ['figure', 'value', 'floor', 'ratio', 'goal', ''],
    ...rows.map(({ id, value, unit, floor, ratio, goal, met }) => [
      id,
      value === null ? 'not measured' : `${value} ${unit}`,
      floor === null ? '' : `${floor} ${unit}`,
      ratio === null ? '' : ratio.toFixed(2),
      goal,
      value === null ? '' : met ? 'met' : 'NOT MET',
    ]),
  ];
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const padded = (line) =>
    line.map((cell, column) =>
      [1, 2, 3].includes(column) ? cell.padStart(widths[column]) : cell.padEnd(widths[column]),
    );
  for (const line of lines) console.log(padded(line).join('  ').trimEnd());
  console.log();
  for (const { id, what } of rows) console.log(`${id}: ${what}`);
}
