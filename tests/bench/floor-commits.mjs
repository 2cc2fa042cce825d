// How many rows this disk takes a second when each is a durable commit of its own: bare SQLite, nothing around it.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';

process.on('message', ({ dataDir, rowBytes, warmUpMs, measuredMs }) => {
  const db = new Database(join(dataDir, 'commits.sqlite'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE note (seq INTEGER PRIMARY KEY, bytes BLOB NOT NULL)');
  const insert = db.prepare('INSERT INTO note (bytes) VALUES (?)');
  const bytes = randomBytes(rowBytes);
  const commitFor = (ms) => {
    const start = performance.now();
    let count = 0;
    while (performance.now() - start < ms) {
      insert.run(bytes);
      count++;
    }
    return (count * 1000) / (performance.now() - start);
  };
  commitFor(warmUpMs);
  process.send({ perSecond: commitFor(measuredMs) });
  db.close();
});
process.on('disconnect', () => process.exit(0));
