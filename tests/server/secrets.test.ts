import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** Compares letter by letter and stops at the first that differs: its time tells how much of a guess was right. */
const TELLTALE = [
  /\w*(?:hash|token|proof|secret)\w*(?:\.\w+)?\s*[!=]==?(?!=|\s*(?:null|undefined|''))/i,
  /[!=]==?\s*(?:\w+\.)*\w*(?:hash|token|proof|secret)\w*\b(?!\s*[!=.(])/i,
  /(?:hash|token|proof|secret)\w*\.\w+\([^()]*\)\s*[!=]==?/i,
  /(?:hash|token|proof|secret).*\.(?:equals|compare|startsWith)\(/i,
  /(?:sameBytes|compare)\([^)]*(?:hash|token|proof|secret)/i,
];

test('[K3] [K5] secrets are compared as hashes and in constant time, everywhere in the server', () => {
  const names = readdirSync('src/server', { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => name.endsWith('.ts')).map((name) => join('src/server', name));

  const telling = files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
      .split('\n')
      .filter((line) => TELLTALE.some((pattern) => pattern.test(line)))
      .map((line) => `${file}: ${line.trim()}`),
  );

  expect(telling).toEqual([]);
  expect(files.some((file) => readFileSync(file, 'utf8').includes('timingSafeEqual('))).toBe(true);
});
