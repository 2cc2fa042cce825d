import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { makeDataFolder } from './data-folder.ts';
import { MIGRATIONS } from './migrations/all.ts';
import { StorageUnavailable } from './store.ts';

export type SqliteDatabase = Database.Database;

/** How long a write may wait for another process (a restore, say). The whole server waits with it. */
const BUSY_TIMEOUT_MS = 2000;

/** Opens `threefold.sqlite`, creating it or bringing it up to this version in one transaction. */
export function openDatabase(dataDir: string): SqliteDatabase {
  makeDataFolder(dataDir);
  const db = new Database(join(dataDir, 'threefold.sqlite'), { timeout: BUSY_TIMEOUT_MS });
  // Small pages keep a young database small; it only has an effect before the first table.
  db.pragma('page_size = 1024');
  db.pragma('journal_mode = WAL');
  // Four megabytes, as with pages of the usual size: folding more often would slow down a busy hour.
  db.pragma('wal_autocheckpoint = 4000');
  // FULL syncs the log at each commit. NORMAL would lose acknowledged notes at a power cut.
  db.pragma('synchronous = FULL');
  // What is erased is overwritten in its place; free pages would keep it until something else needs them.
  db.pragma('secure_delete = ON');
  migrate(db);
  forgetIncoming(dataDir);
  return db;
}

/**
 * What a restore that was cut off left (scripts/restore.mjs): a whole copy of the notes, for which no time is set. One that is
 * under way holds the database that is there, so that no server comes as far as this.
 */
function forgetIncoming(dataDir: string) {
  for (const part of ['', '-journal'])
    rmSync(join(dataDir, `threefold.sqlite.incoming${part}`), { force: true });
}

function migrate(db: SqliteDatabase) {
  db.transaction(() => {
    const done = Number(db.pragma('user_version', { simple: true }));
    if (done > MIGRATIONS.length)
      throw new Error('The data directory was written by a newer version of the server.');
    for (const migration of MIGRATIONS.slice(done)) db.exec(migration);
    db.pragma(`user_version = ${MIGRATIONS.length}`);
  }).immediate();
}

/**
 * Folds the write-ahead log into the database and empties its file. Skipped, not waited for, while someone reads; false
 * when it was.
 */
export function foldLog(db: SqliteDatabase): boolean {
  db.pragma('busy_timeout = 0');
  try {
    const [outcome] = db.pragma('wal_checkpoint(TRUNCATE)') as readonly { busy: number }[];
    return outcome?.busy === 0;
  } catch (error) {
    // Nothing is lost: the log still holds what the database file does not, and a later fold tries again.
    if (!isStorageError(error)) throw error;
    return false;
  } finally {
    db.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
  }
}

/** Runs database work, naming the failures that are the disk's and not ours. */
export function onDisk<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (isStorageError(error)) throw new StorageUnavailable('The database refused.', { cause: error });
    throw error;
  }
}

const STORAGE_CODES = /^SQLITE_(FULL|IOERR|BUSY|LOCKED|READONLY|CANTOPEN|CORRUPT|NOTADB|NOMEM|PROTOCOL)/;

export function isStorageError(error: unknown): boolean {
  return error instanceof Database.SqliteError && STORAGE_CODES.test(error.code);
}
