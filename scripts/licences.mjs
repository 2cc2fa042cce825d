// Every package that a school gets, with its licence and why it is here: npm run licences writes docs/licences.md from the
// lockfile; npm run licences -- --check only looks, and fails where the list, a licence or an install script is not as agreed.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const LIST = 'docs/licences.md';
const ALLOWED = [
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'Unlicense',
  'OFL-1.1',
];

/** Why we chose it, for each package that package.json names. What those bring along has its reason in them. */
const REASONS = {
  '@fastify/helmet': 'server: security headers of the pages',
  '@fastify/rate-limit': 'server: limits on guesses and floods',
  '@fastify/static': 'server: serves the built page',
  '@fontsource-variable/atkinson-hyperlegible-next':
    'page: a typeface made to be told apart, served by ourselves',
  'better-sqlite3': 'server: the embedded database',
  'date-fns': 'page: dates, in Welsh too, which browsers lack',
  dexie: 'page, worker: the databases on the tablet',
  'dexie-react-hooks': 'page: screens that follow the database',
  docx: 'page: the report as a Word document',
  fastify: 'server: requests and answers',
  'image-dimensions': 'page: how large a photo is before it is opened',
  'lucide-react': 'page: icons',
  papaparse: 'page: notes as a table (CSV), safe for spreadsheets',
  'perfect-freehand': 'page: pen strokes with pressure',
  pg: 'server: PostgreSQL, where one machine is not enough',
  pino: 'server: structured log',
  'prom-client': 'server: the format of /metrics',
  qr: 'page: draws and reads invitation codes',
  react: 'page: screens',
  'react-dom': 'page: screens',
  'react-image-crop': 'page: cutting a photo to the work',
  valibot: 'page, worker, server: checks everything that comes in',
  'workbox-core': 'worker: the app without a network',
  'workbox-precaching': 'worker: the app without a network',
  'workbox-routing': 'worker: the app without a network',
  'workbox-window': 'page: hears of a new release',
  wouter: 'page: addresses of screens',
  'y-protocols': 'page: who types where in the minutes',
  yjs: 'page: several people type the same minutes',
  zustand: 'page: what a screen remembers while it is open',
};

const root = JSON.parse(readFileSync('package.json', 'utf8'));
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const used = productionPackages();
const problems = [...licenceProblems(), ...scriptProblems()];
const list = listOf(used);

if (process.argv.includes('--check')) {
  const written = existsSync(LIST) ? readFileSync(LIST, 'utf8') : '';
  if (written !== list)
    problems.push(`${LIST} is not what the lockfile says: run npm run licences and look at the difference.`);
} else {
  mkdirSync('docs', { recursive: true });
  writeFileSync(LIST, list);
}
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);
console.log(`${used.size} packages in production, all under ${ALLOWED.join(', ')}.`);

/** Packages by their place in the lockfile, each with the names of those that need it. */
function productionPackages() {
  const neededBy = new Map();
  const add = (place, by) => {
    const known = neededBy.get(place);
    neededBy.set(place, (known ?? new Set()).add(by));
    if (known) return;
    const entry = packages[place];
    const peers = Object.keys(entry.peerDependencies ?? {}).filter(
      (name) => !entry.peerDependenciesMeta?.[name]?.optional,
    );
    const names = [...Object.keys({ ...entry.dependencies, ...entry.optionalDependencies }), ...peers];
    for (const name of names) {
      const found = placeOf(name, place);
      if (found) add(found, nameAt(place));
    }
  };
  for (const name of Object.keys(root.dependencies)) add(placeOf(name, ''), '');
  return neededBy;
}

/** Where Node finds a package from there: the nearest node_modules upwards. */
function placeOf(name, from) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    const place = `${folder && `${folder}/`}node_modules/${name}`;
    if (packages[place]) return place;
    if (folder === '') return null;
  }
}

function nameAt(place) {
  return place.split('node_modules/').at(-1);
}

function licenceProblems() {
  const isAllowed = (licence) =>
    licence
      .replaceAll(/[()]/g, '')
      .split(' OR ')
      .some((choice) => choice.split(' AND ').every((one) => ALLOWED.includes(one)));
  const wrong = [...used.keys()].filter((place) => !isAllowed(packages[place].license ?? 'none'));
  const reasonless = Object.keys(root.dependencies).filter((name) => !(name in REASONS));
  return [
    ...wrong.map(
      (place) =>
        `${nameAt(place)} has the licence ${packages[place].license ?? 'none'}, which is not allowed.`,
    ),
    ...reasonless.map((name) => `${name} has no reason in scripts/licences.mjs.`),
  ];
}

/** An install script is somebody else's program on the machine that builds: each is named in allowScripts, or there is none. */
function scriptProblems() {
  const named = new Set(Object.keys(root.allowScripts ?? {}));
  const having = new Set(
    Object.keys(packages)
      .filter((place) => packages[place].hasInstallScript && place)
      .map(nameAt),
  );
  return [
    ...[...having]
      .filter((name) => !named.has(name))
      .map((name) => `${name} has an install script that allowScripts does not name.`),
    ...[...named]
      .filter((name) => !having.has(name))
      .map((name) => `allowScripts names ${name}, which has no install script.`),
  ];
}

function listOf(neededBy) {
  const rows = [...neededBy]
    .map(([place, by]) => {
      const name = nameAt(place);
      const { version, license } = packages[place];
      const why = by.has('') ? REASONS[name] : `needed by ${[...by].toSorted().join(', ')}`;
      return `| ${name} | ${version} | ${license} | ${why} |`;
    })
    .toSorted();
  return `# Packages in production

Written by \`npm run licences\` from the lockfile, and checked against it by every run of the tests. Allowed licences: ${ALLOWED.join(', ')}.
Threefold itself is under the MIT licence.

| package | version | licence | why |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}
