// What every save of work must pass: types, lint, format, unit tests, side by side. Each says how long it took, and what it
// found only where it found something.
import { spawn } from 'node:child_process';
import { compileMessages } from './build.mjs';
import { ROOT } from './run.mjs';

const began = Date.now();
// Types, lint and tests read the words.
compileMessages('locale-modules');
const passed = await Promise.all(['unit', 'typecheck', 'lint', 'format:check'].map(part));
console.log(`${passed.every(Boolean) ? 'All passed' : 'FAILED'} after ${secondsSince(began)}.`);
process.exitCode = passed.every(Boolean) ? 0 : 1;

/** Runs one of package.json's scripts; answers whether it passed. */
async function part(script) {
  const child = spawn('npm', ['run', '--silent', script], { cwd: ROOT, shell: process.platform === 'win32' });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  const hasPassed = await new Promise((resolve) => {
    child.on('error', (error) => {
      output += error.message;
      resolve(false);
    });
    child.on('close', (status) => resolve(status === 0));
  });
  if (!hasPassed) console.log(output);
  console.log(`${hasPassed ? 'passed' : 'FAILED'}  ${script}, ${secondsSince(began)}`);
  return hasPassed;
}

function secondsSince(time) {
  return `${((Date.now() - time) / 1000).toFixed(0)} s`;
}
