// What backup and restore agree on: where the database lies, what a copy says of itself, and when it is to be gone.
import { chownSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export const DATABASE = 'threefold.sqlite';
const WHAT = 'Threefold backup';
const A_DAY_MS = 86_400_000;

/** All pages in one step: a copy in several would begin anew with each note that comes in between. */
export const ALL_PAGES = 0x7fff_ffff;

/** What a copy is called until it is whole. */
export const UNFINISHED = '.unfinished';

/** The settings of these commands and what they are when nobody sets them; deploy/README.md lists them. */
export const BACKUP_SETTINGS = { DATA_DIR: './data', BACKUP_KEEP_DAYS: '30' };

export function settings() {
  const { DATABASE_URL, DATA_DIR, BACKUP_KEEP_DAYS } = { ...BACKUP_SETTINGS, ...process.env };
  if (DATABASE_URL) throw new Refusal(POSTGRES_WORDS);
  if (!/^[1-9]\d{0,3}$/.test(BACKUP_KEEP_DAYS)) {
    throw new Refusal('BACKUP_KEEP_DAYS must be a whole number from 1 to 9999.');
  }
  return { dataDir: DATA_DIR, keepMs: Number(BACKUP_KEEP_DAYS) * A_DAY_MS };
}

/** PostgreSQL brings its own tools, which know how to copy while it runs. */
const POSTGRES_WORDS = `DATABASE_URL is set, so the database is PostgreSQL, which has commands of its own:
  pg_dump --format=custom --file=threefold.dump "$DATABASE_URL"
  pg_restore --clean --if-exists --single-transaction --dbname="$DATABASE_URL" threefold.dump   (all servers stopped)
Delete each dump when its time is over: deploy/README.md says how.`;

/** Told in words to whoever ran the command; nothing was changed. */
export class Refusal extends Error {}

/** Runs a command; what it refuses is told without a stack. */
export async function answering(command) {
  // A copy of the database is for this account only, as the database is.
  process.umask(0o077);
  try {
    await command();
  } catch (error) {
    console.error(error instanceof Refusal ? error.message : error);
    process.exitCode = 1;
  }
}

/** Counts only: what a copy holds can be read by the teams alone. */
export function summaryOf(db) {
  const one = (sql) => db.prepare(sql).pluck().get();
  return {
    server: one('SELECT id FROM server') ?? null,
    schema: Number(db.pragma('user_version', { simple: true })),
    teams: one('SELECT count(*) FROM team'),
    envelopes: one('SELECT count(*) FROM envelope'),
    photoPieces: one('SELECT count(*) FROM blob_chunk'),
  };
}

/** `20261122T113000Z`: sorts by time and is a name everywhere. */
export function stampOf(time) {
  return new Date(time).toISOString().replaceAll(/[-:]|\.\d+/g, '');
}

/** The name says until when the copy may be kept, for whoever finds it without its manifest. */
export function copyName(what, madeAt, expiresAt) {
  return `threefold-${what}${stampOf(madeAt)}-until-${stampOf(expiresAt).slice(0, 8)}.sqlite`;
}

export function writeManifest(file, { madeAt, expiresAt, ...rest }) {
  const times = { madeAt: new Date(madeAt).toISOString(), expiresAt: new Date(expiresAt).toISOString() };
  writeFileSync(`${file}.json`, `${JSON.stringify({ what: WHAT, ...times, ...rest }, null, 2)}\n`);
  // A nightly backup of the server's own account must be able to read it, or the copy would stay for good.
  giveToOwnerOf(`${file}.json`, dirname(file));
}

/** What root makes still belongs to the server's account. */
export function giveToOwnerOf(file, model) {
  const { uid, gid } = statSync(model);
  if (process.getuid?.() === 0 && statSync(file).uid !== uid) chownSync(file, uid, gid);
}

/** Null for a copy that came without one. */
export function readManifest(file) {
  try {
    const manifest = JSON.parse(readFileSync(`${file}.json`, 'utf8'));
    return manifest?.what === WHAT ? manifest : null;
  } catch {
    return null;
  }
}

export function removeManifest(file) {
  rmSync(`${file}.json`, { force: true });
}

/** What lies beside a copy: while it was being made, and of a damaged database that a restore set aside. */
const PARTS = ['', '-wal', '-shm', UNFINISHED, `${UNFINISHED}-journal`];

/**
 * Removes the copies in these folders whose time is over, and those that were begun then and never became whole; a file
 * without a manifest of ours is never touched. With `keepingNewest` the newest whole copy stays, whatever its time.
 */
export function removeExpired(folders, now, { keepingNewest = false } = {}) {
  const copies = [...new Set(folders.map((folder) => resolve(folder)))].flatMap(copiesIn);
  const newest = copies.filter(isWhole).toSorted(byMadeAt).at(-1);
  const expired = copies
    .filter(({ manifest }) => Date.parse(manifest.expiresAt ?? '') <= now)
    .filter((copy) => !keepingNewest || copy !== newest)
    .map(({ file }) => file);
  for (const file of expired) {
    for (const part of PARTS) rmSync(file + part, { force: true });
    removeManifest(file);
  }
  return expired;
}

function copiesIn(folder) {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => join(folder, name.slice(0, -'.json'.length)))
    .map((file) => ({ file, manifest: readManifest(file) }))
    .filter(({ manifest }) => manifest !== null);
}

function isWhole({ file, manifest }) {
  return existsSync(file) && !manifest.isDamaged;
}

function byMadeAt(a, b) {
  return Date.parse(a.manifest.madeAt) - Date.parse(b.manifest.madeAt);
}

/** The database of the server, or a plain word that there is none. */
export function databaseIn(dataDir) {
  const file = join(dataDir, DATABASE);
  if (!existsSync(file)) throw new Refusal(`There is no database in ${dataDir}. Is DATA_DIR the server's?`);
  return file;
}
