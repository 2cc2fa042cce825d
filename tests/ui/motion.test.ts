import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const sheets = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.css'),
);

test('every transition that moves takes its time from --motion, so that none is left where less is wanted', () => {
  const strays = sheets.flatMap((file) => {
    const css = readFileSync(join('src', file), 'utf8');
    return [...css.matchAll(/transition(?:-duration)?:([^;]+);/g)]
      .flatMap(([, value = '']) => value.split(',').map((part) => part.trim()))
      .filter(
        (part) => part !== 'none' && !part.includes('var(--motion)') && !part.startsWith('visibility 0s'),
      )
      .map((part) => `${file}: ${part}`);
  });

  expect(sheets.length).toBeGreaterThan(20);
  expect(strays).toEqual([]);
});

test('less motion means none at all', () => {
  const tokens = readFileSync('src/ui/tokens.css', 'utf8');

  expect(tokens).toMatch(/prefers-reduced-motion: reduce\) \{\s*:root \{\s*--motion: 0s;/);
});
