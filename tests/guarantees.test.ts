import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const TESTS = import.meta.dirname;
const DOCUMENT = readFileSync(join(TESTS, '../GUARANTEES.md'), 'utf8');
const CITED = /\[((?:N|M|S|K)\d+)\]/g;

/** Each rule of the table with the tests that it names. */
const ROWS = [...DOCUMENT.matchAll(/^\| \*\*(\w+)\*\*\s*\|.*$/gm)].map(([row, id]) => ({
  id: id as string,
  tests: [...row.matchAll(/`([\w./-]+\.tsx?)`/g)].map(([, file]) => file as string),
}));

/** Breaks of the code that were seen to turn a test red. */
const BREAKS = [...DOCUMENT.matchAll(/^\| ((?:N|M|S|K)\d+) .*`([\w./-]+\.tsx?)`\s*\|$/gm)].map(
  ([, id, test]) => ({
    id: id as string,
    test: test as string,
  }),
);

test('every rule is shown by tests that name it', () => {
  expect(ROWS.map(({ id }) => id)).toHaveLength(36);
  const wrong = ROWS.flatMap(({ id, tests }) =>
    tests
      .filter((file) => !readFileSync(join(TESTS, file), 'utf8').includes(`[${id}]`))
      .map((file) => `${id} is not named in ${file}`),
  );
  expect(wrong).toEqual([]);
  expect(ROWS.filter(({ tests }) => tests.every((file) => file.startsWith('soak/')))).toEqual([]);
});

test('every rule that a test names is in the table', () => {
  const names = readdirSync(TESTS, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(?:\.test\.tsx?|\.soak\.ts|contract\.ts)$/.test(name),
  );
  const cited = names.flatMap((name) =>
    [...readFileSync(join(TESTS, name), 'utf8').matchAll(CITED)].map(([, id]) => id as string),
  );
  const known = new Set(ROWS.map(({ id }) => id));
  expect([...new Set(cited)].filter((id) => !known.has(id))).toEqual([]);
});

test('every rule was broken on purpose, and a test that names it was red', () => {
  const broken = new Set(BREAKS.map(({ id }) => id));
  expect(ROWS.map(({ id }) => id).filter((id) => !broken.has(id))).toEqual([]);
  const elsewhere = BREAKS.filter(
    ({ id, test: file }) => !readFileSync(join(TESTS, file), 'utf8').includes(`[${id}]`),
  );
  expect(elsewhere).toEqual([]);
});
