// npm run backup -- <folder or file>: copies the database, also while the server runs, and removes copies whose time is over.
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import {
  ALL_PAGES,
  answering,
  copyName,
  databaseIn,
  giveToOwnerOf,
  Refusal,
  removeExpired,
  removeManifest,
  settings,
  summaryOf,
  UNFINISHED,
  writeManifest,
} from './backups.mjs';

await answering(async () => {
  const { dataDir, keepMs } = settings();
  const [given] = process.argv.slice(2);
  if (!given) throw new Refusal('Say where to: npm run backup -- <folder or file>');
  const madeAt = Date.now();
  const expiresAt = madeAt + keepMs;
  const isFolder = /[\\/]$/.test(given) || (existsSync(given) && statSync(given).isDirectory());
  const file = isFolder ? join(given, copyName('', madeAt, expiresAt)) : resolve(given);
  const folder = dirname(file);
  if (existsSync(file))
    throw new Refusal(`${file} is there already and stays as it is. Choose another name.`);

  const database = databaseIn(dataDir);
  mkdirSync(folder, { recursive: true });
  const removeOver = (how) => {
    for (const gone of removeExpired([folder, dataDir], madeAt, how)) {
      console.log(`Removed ${gone}: its time was over.`);
    }
  };
  // Before there is a new one, which may find no room; so one stays. What cannot be removed is told of below and keeps
  // no backup from being made.
  try {
    removeOver({ keepingNewest: true });
  } catch (error) {
    if (!error.syscall) throw error;
  }
  const unfinished = `${file}${UNFINISHED}`;
  try {
    // First, so that whatever is left here when this is cut off goes when its time is over.
    writeManifest(file, { madeAt, expiresAt });
    const source = new Database(database, { readonly: true, fileMustExist: true });
    await source.backup(unfinished, { progress: () => ALL_PAGES });
    source.close();
    const held = checkedCopy(unfinished);
    writeManifest(file, { madeAt, expiresAt, ...held });
    giveToOwnerOf(unfinished, folder);
    renameSync(unfinished, file);
    console.log(
      `${file}: ${held.teams} teams, ${held.envelopes} envelopes, ${held.photoPieces} pieces of photos.`,
    );
    console.log(
      `Keep it until ${new Date(expiresAt).toISOString().slice(0, 10)}; a later backup to this folder removes it.`,
    );
  } finally {
    rmSync(unfinished, { force: true });
    if (!existsSync(file)) removeManifest(file);
  }
  removeOver();
});

/** One file without a write-ahead log, read through once and on the disk before it gets its name. */
function checkedCopy(file) {
  const copy = new Database(file);
  copy.pragma('journal_mode = DELETE');
  const problem = copy.pragma('integrity_check(1)', { simple: true });
  if (problem !== 'ok')
    throw new Refusal(`The copy is damaged, and so the database may be: ${String(problem)}`);
  const held = summaryOf(copy);
  copy.close();
  const handle = openSync(file, 'r+');
  fsyncSync(handle);
  closeSync(handle);
  return held;
}
