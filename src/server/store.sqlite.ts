import { randomBytes } from 'node:crypto';
import { sqliteBlobs } from './blobs.sqlite.ts';
import { sqliteChangeLog } from './change-log.sqlite.ts';
import { foldLog, onDisk, openDatabase, type SqliteDatabase } from './database.sqlite.ts';
import { sqliteMembership } from './membership.sqlite.ts';
import { NO_OTHERS } from './other-processes.ts';
import type { Store } from './store.ts';

/** Quiet for this long, and the write-ahead log is folded into the database so that it does not lie on disk twice. */
const FOLD_AFTER_MS = 250;

export function openSqliteStore(dataDir: string): Store {
  const db = openDatabase(dataDir);
  let hasErased = false;
  const folding = setTimeout(() => {
    // Erased bytes are not left in the write-ahead log because a backup was reading at that moment.
    if (foldLog(db)) hasErased = false;
    else if (hasErased) folding.refresh();
  }, FOLD_AFTER_MS).unref();
  // Under steady writing the timer never fires; SQLite then folds by itself at every four megabytes.
  const onCommitted = () => void folding.refresh();
  const onErased = () => {
    hasErased = !foldLog(db);
    if (hasErased) folding.refresh();
  };
  const changeLog = sqliteChangeLog(db, { onCommitted, onErased });
  const membership = sqliteMembership(db, { newLogId: newId, log: changeLog, onErased });
  const probe = db.prepare('SELECT 1 FROM server');

  return {
    serverId: serverIdOf(db),
    changeLog,
    blobs: sqliteBlobs(db, { onCommitted, onErased }),
    membership,
    others: NO_OTHERS,
    check: async () => void onDisk(() => probe.get()),
    async close() {
      clearTimeout(folding);
      membership.flush();
      db.close();
    },
  };
}

function serverIdOf(db: SqliteDatabase): string {
  db.prepare('INSERT INTO server (id) SELECT ? WHERE NOT EXISTS (SELECT 1 FROM server)').run(newId());
  return (db.prepare('SELECT id FROM server').get() as { id: string }).id;
}

function newId(): string {
  return randomBytes(16).toString('base64url');
}
