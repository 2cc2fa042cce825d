import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const FOLDER = 'src/i18n/messages';
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

test.each(files)('%s writes an apostrophe as one is printed', (name) => {
  const straight = readFileSync(join(FOLDER, name), 'utf8').match(/[^"]*'[^"]*/g) ?? [];

  expect(straight).toEqual([]);
});
