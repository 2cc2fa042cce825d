import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { BACKUP_SETTINGS } from '../../scripts/backups.mjs';
import { INVITATION_LIFETIME_MS } from '../../src/protocol/limits.ts';
import { SETTINGS } from '../../src/server/config.ts';
import { openDatabase } from '../../src/server/database.sqlite.ts';
import { temporaryDir } from '../support/server.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(resolve(ROOT, path), 'utf8');
const README = read('deploy/README.md');

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
    const content = read(`deploy/${name}`).replaceAll(/^\s*#.*$/gm, '');
    return [...content.matchAll(/(?:^|[\s=])([A-Z]{3,}(?:_[A-Z]+)*)(?:=|: )/gm)].map(
      ([, setting]) => setting!,
    );
  });

  expect(named).toContain('DATA_DIR');
  expect(named.filter((name) => !known.has(name))).toEqual([]);
});

test('every table of the database is in the data-flow map that schools are given', () => {
  const dataDir = temporaryDir();
  const db = openDatabase(dataDir);
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[];
  db.close();
  rmSync(dataDir, { recursive: true, force: true });
  const map = read('docs/data-protection/data-flow.md');

  expect(tables).toContain('envelope');
  expect(tables.filter((name) => !map.includes(`\`${name}\``))).toEqual([]);
});

test('the times in the retention schedule are those of the program', () => {
  const schedule = read('docs/data-protection/retention.md');

  expect(schedule).toContain(`**${INVITATION_LIFETIME_MS / 3_600_000} hours`);
  expect(schedule).toContain(`**${BACKUP_SETTINGS['BACKUP_KEEP_DAYS']} days** (\`BACKUP_KEEP_DAYS\`)`);
});

test('every link of these documents leads somewhere', () => {
  const documents = [
    'README.md',
    'deploy/README.md',
    ...readdirSync(resolve(ROOT, 'docs/data-protection')).map((name) => join('docs/data-protection', name)),
  ];

  const broken = documents.flatMap((file) =>
    [...read(file).matchAll(/\]\(([^)#:]+)\)/g)]
      .map(([, target]) => target!)
      .filter((target) => !existsSync(resolve(ROOT, dirname(file), target)))
      .map((target) => `${file} → ${target}`),
  );

  expect(broken).toEqual([]);
});
