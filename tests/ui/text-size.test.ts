import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** A condition on the width of the window or of a part of it, counted in pixels: `(width < 700px)`, `(min-width: 700px)`. */
const IN_PIXELS =
  /\((?:\d+px [<=>]+ )?(?:min-|max-)?width(?::| [<=>]+) ?\d+px[^)]*\)|\(\d+px [<=>]+ width[^)]*\)/g;

test('what needs width asks for it in letters, so that large text gets the layout of a narrow window', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(css|tsx?)$/.test(name),
  );

  const asked = files.flatMap((file) =>
    [...readFileSync(join('src', file), 'utf8').matchAll(IN_PIXELS)].map(([query]) => `${file}: ${query}`),
  );

  expect(files.length).toBeGreaterThan(500);
  expect(asked).toEqual([]);
});
