// npm run restore -- <file> [--older] [--expired]: puts a backup in the place of the database; the server must be stopped.
import { copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import {
  ALL_PAGES,
  answering,
  copyName,
  DATABASE,
  giveToOwnerOf,
  readManifest,
  Refusal,
  settings,
  summaryOf,
  writeManifest,
} from './backups.mjs';

await answering(async () => {
  const { dataDir, keepMs } = settings();
  const { values: told, positionals } = parseArgs({
    options: { older: { type: 'boolean', default: false }, expired: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [file] = positionals;
  if (!file || !existsSync(file)) throw new Refusal('Say which: npm run restore -- <file of a backup>');

  const backup = checkedBackup(file);
  refuseExpired(file, told);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const place = join(dataDir, DATABASE);
  const incoming = join(dataDir, `${DATABASE}.incoming`);
  const held = existsSync(place) ? holdAlone(place) : null;
  try {
    if (held) refuseNewer(held, backup, told);
    // Left by a restore that was cut off, if no server was started since (src/server/database.sqlite.ts).
    rmSync(incoming, { force: true });
    // By SQLite and not byte by byte: what was copied from a server that was cut off has a write-ahead log beside it.
    await backup.backup(incoming, { progress: () => ALL_PAGES });
    giveToOwnerOf(incoming, held ? place : dataDir);
    const aside = held ? setAside(held, place, { dataDir, keepMs }) : null;
    // In one step: there is no moment at which a server that starts finds no database and begins an empty one.
    renameSync(incoming, place);
    tell(summaryOf(backup), { file, place: resolve(place), aside });
  } finally {
    rmSync(incoming, { force: true });
    held?.db?.close();
    backup.close();
  }
});

function checkedBackup(file) {
  try {
    const db = new Database(file, { readonly: true });
    const problem = db.pragma('integrity_check(1)', { simple: true });
    if (problem !== 'ok') throw new Error(problem);
    summaryOf(db);
    return db;
  } catch (error) {
    throw new Refusal(`${file} is not a sound backup of Threefold: ${error.message}\nNothing was changed.`);
  }
}

function refuseExpired(file, { expired }) {
  const until = readManifest(file)?.expiresAt;
  if (expired || !until || Date.parse(until) > Date.now()) return;
  throw new Refusal(
    `This backup was to be gone by ${until}: it may hold what teams have erased since.\n` +
      'Say --expired to restore it all the same. Nothing was changed.',
  );
}

/** The database there, opened so that no server can hold it or start on it; without `db` when it is damaged. */
function holdAlone(place) {
  const db = new Database(place, { timeout: 0 });
  try {
    db.pragma('locking_mode = EXCLUSIVE');
    db.exec('BEGIN EXCLUSIVE; COMMIT');
    return { db };
  } catch (error) {
    db.close();
    if (error.code === 'SQLITE_BUSY') {
      throw new Refusal('A server has this database open. Stop it first; nothing was changed.');
    }
    return { db: null, problem: error.message };
  }
}

function refuseNewer({ db, problem }, backup, { older }) {
  if (db && summaryOf(backup).schema > summaryOf(db).schema) {
    throw new Refusal(
      'The backup was written by a newer Threefold. Install that first; nothing was changed.',
    );
  }
  const lacking = db ? whatBackupLacks(db, backup) : damagedWords(problem);
  if (!lacking || older) return;
  throw new Refusal(
    `${lacking}\nSay --older to put the backup in its place all the same. Nothing was changed.`,
  );
}

function damagedWords(problem) {
  return (
    `The database there is damaged (${problem}), so nobody can see whether a server still has it open. ` +
    'Make sure that none does.'
  );
}

function whatBackupLacks(db, backup) {
  const [there, here] = [summaryOf(db), summaryOf(backup)];
  if (there.server !== here.server && there.teams > 0) {
    return `The database there is another server's, with ${there.teams} teams and ${there.envelopes} envelopes.`;
  }
  const heads = (one) => one.prepare('SELECT team, max(seq) AS seq FROM envelope GROUP BY team').all();
  const seqByTeam = new Map(heads(backup).map(({ team, seq }) => [team, seq]));
  const missing = heads(db)
    .map(({ team, seq }) => seq - (seqByTeam.get(team) ?? 0))
    .filter((count) => count > 0);
  if (missing.length === 0) return null;
  const count = missing.reduce((sum, one) => sum + one, 0);
  return `The database there is newer: it has ${count} envelopes of ${missing.length} teams that the backup lacks.`;
}

/** The old database stays beside the new one, for as long as a backup would. */
function setAside({ db }, place, { dataDir, keepMs }) {
  const madeAt = Date.now();
  const expiresAt = madeAt + keepMs;
  const aside = resolve(dataDir, copyName('before-restore-', madeAt, expiresAt));
  // Folds the write-ahead log in, so that the one file is all of it. A damaged one keeps its log beside it.
  if (db) db.pragma('journal_mode = DELETE');
  // First, so that what was set aside goes when its time is over, also when this is cut off.
  writeManifest(aside, { madeAt, expiresAt, isDamaged: db === null, ...(db && summaryOf(db)) });
  for (const part of ['', '-wal', '-shm']) if (existsSync(place + part)) keep(place + part, aside + part);
  for (const part of ['-wal', '-shm']) rmSync(place + part, { force: true });
  return aside;
}

/** A second name for the same file where the disk can do that, else a copy. */
function keep(from, to) {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

function tell({ teams, envelopes }, { file, place, aside }) {
  const madeAt = readManifest(file)?.madeAt;
  const words = [
    `Restored ${teams} teams and ${envelopes} envelopes${madeAt ? `, as they were on ${madeAt}` : ''}: ${place}`,
    aside && `The database from before lies beside it: ${aside}. Delete it when all is well.`,
    'Start the server now. What the tablets do, by themselves:',
    '- Each notices at its next exchange that the server went back, and tells its user that the school server changed.',
    "- It gives back whatever the server lacks, its own notes and its colleagues'. One tablet of a team is enough.",
    '- What was deleted for everyone since is deleted again.',
    '- A tablet that joined since comes in again; a guest, and one that is refused, needs a new invitation.',
    'What is for you: ask each team to open Threefold on the school network soon, and then to look at its list of tablets.',
    'One that was removed since the backup is let in again until a colleague has been there; it reads nothing written since.',
  ];
  console.log(words.filter(Boolean).join('\n'));
}
