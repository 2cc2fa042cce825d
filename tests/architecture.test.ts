import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

/** Who may import whom; architecture.md section 2. `access` and `i18n` reach the screens through contexts. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  domain: [],
  protocol: ['domain'],
  crypto: ['domain', 'protocol'],
  notebook: ['domain'],
  mailbox: ['protocol'],
  sealing: ['domain', 'protocol', 'crypto', 'notebook', 'mailbox'],
  sync: ['protocol', 'mailbox'],
  sw: ['sync', 'mailbox', 'protocol'],
  'worker-link': ['protocol', 'mailbox', 'ui', 'i18n'],
  access: ['domain', 'protocol', 'crypto', 'mailbox', 'i18n'],
  ui: ['i18n'],
  i18n: ['ui'],
  media: ['domain', 'notebook', 'ui', 'i18n'],
  seating: ['domain', 'notebook', 'ui', 'i18n'],
  comments: ['domain', 'notebook', 'ui', 'i18n'],
  features: ['domain', 'notebook', 'access', 'media', 'seating', 'comments', 'ui', 'i18n', 'worker-link'],
  app: [
    'domain',
    'protocol',
    'crypto',
    'notebook',
    'mailbox',
    'sealing',
    'sync',
    'worker-link',
    'access',
    'media',
    'seating',
    'comments',
    'ui',
    'i18n',
    'features',
  ],
  server: ['domain', 'protocol'],
};

const IMPORT = /(?:from|import)\s*\(?\s*'(\.[^']+)'/g;

function sourceFiles(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (name === 'paraglide') return [];
    if (statSync(path).isDirectory()) return sourceFiles(path);
    return /\.tsx?$/.test(name) ? [path] : [];
  });
}

/** Paths below src/ that a file imports. */
function importedPaths(file: string): string[] {
  const folder = file.split('/').slice(0, -1).join('/');
  return [...readFileSync(file, 'utf8').matchAll(IMPORT)].map(([, target]) => join(folder, target as string));
}

/** The file without its comments. */
function codeOf(file: string): string {
  return readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
}

const rooms = readdirSync('src').filter((name) => statSync(join('src', name)).isDirectory());

describe('rooms', () => {
  test.each(rooms)('src/%s imports only the rooms it may', (room) => {
    const allowed = [room, ...(MAY_IMPORT[room] ?? [])];
    const strays = sourceFiles(join('src', room)).flatMap((file) =>
      importedPaths(file)
        .filter((target) => !allowed.includes(target.split('/')[1] as string))
        .map((target) => `${file} → ${target}`),
    );

    expect(MAY_IMPORT, 'a new room needs a line in MAY_IMPORT').toHaveProperty(room);
    expect(strays).toEqual([]);
  });

  test('a feature never imports another feature', () => {
    const strays = sourceFiles('src/features').flatMap((file) =>
      importedPaths(file)
        .filter((target) => target.startsWith('src/features/') && target.split('/')[2] !== file.split('/')[2])
        .map((target) => `${file} → ${target}`),
    );

    expect(strays).toEqual([]);
  });

  test('a write to the notebook is in `allOrNothing`, which comes to its end also where the connection was frozen', () => {
    // The first is that, the next two look after it themselves, and the last tries whether there is room at all.
    const own = ['database', 'commit', 'commit-new', 'room-for-words'].map(
      (name) => `src/notebook/${name}.ts`,
    );
    const direct = sourceFiles('src').filter((file) => /\bnotebook\.transaction\(\s*'rw/.test(codeOf(file)));

    expect(direct.filter((file) => !own.includes(file))).toEqual([]);
  });

  test('the domain reads no clock and no randomness', () => {
    const impure = sourceFiles('src/domain').filter((file) =>
      /Date\.now\(\)|new Date\(\)|Math\.random|crypto\./.test(codeOf(file)),
    );

    expect(impure).toEqual([]);
  });

  test('only main files, the worker and the network edge build real things', () => {
    const building = sourceFiles('src')
      .filter((file) => !['src/main.tsx', 'src/sw/sw.ts'].includes(file) && !file.startsWith('src/server/'))
      .filter((file) => /\bnew (Mailbox|Keyring)\(/.test(readFileSync(file, 'utf8')));

    expect(building).toEqual([]);
  });
});
