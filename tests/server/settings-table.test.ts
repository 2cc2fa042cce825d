import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { SETTINGS } from '../../src/server/config.ts';
import { BACKUP_SETTINGS } from '../../scripts/backups.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
const README = readFileSync(resolve(ROOT, 'deploy/README.md'), 'utf8');

/** Settings that a table of the document names, with what it says they are by default. */
const DOCUMENTED = new Map(
  [...README.matchAll(/^\| `([A-Z_]+)`\s*\| (.*?)\s*\| /gm)].map(([, name, standard]) => [
    name,
    /^`(.*)`$/.exec(standard ?? '')?.[1],
  ]),
);

test('every setting is in the table of deploy/README.md with its default, and no other is', () => {
  const settings = new Map([...SETTINGS, ...Object.entries(BACKUP_SETTINGS)]);
  // A path that depends on where the program lies is described in words.
  settings.set('APP_DIR', undefined);

  expect(Object.fromEntries(DOCUMENTED)).toEqual(Object.fromEntries(settings));
});

test('deployment files set only settings that there are', () => {
  const known = new Set([...SETTINGS.keys(), ...Object.keys(BACKUP_SETTINGS), 'NODE_ENV', 'DOMAIN']);
  const files = [
    'threefold.service',
    'threefold-backup.service',
    'settings.example',
    'Dockerfile',
    'compose.yaml',
  ];

  const named = files.flatMap((name) => {
    const content = readFileSync(resolve(ROOT, 'deploy', name), 'utf8').replaceAll(/^\s*#.*$/gm, '');
    return [...content.matchAll(/(?:^|[\s=])([A-Z]{3,}(?:_[A-Z]+)*)(?:=|: )/gm)].map(
      ([, setting]) => setting!,
    );
  });

  expect(named).toContain('DATA_DIR');
  expect(named.filter((name) => !known.has(name))).toEqual([]);
});
