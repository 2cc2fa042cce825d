import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { connectionTo } from './database.postgres.ts';
import { POSTGRES_MIGRATIONS } from './migrations/all.postgres.ts';

/** Any number, the same in every server: who holds it is the one that migrates. */
const MIGRATING = 7_335_177;

/**
 * Looks whether this database keeps what it says it keeps, and brings it up to this version in one transaction. Several
 * servers may start at once: one does it, the others wait for it. Answers which database this is.
 */
export async function prepareDatabase(
  url: string,
): Promise<{ readonly serverId: string; readonly isSharded: boolean }> {
  const client = new pg.Client({ ...connectionTo(url), query_timeout: 0 });
  // Ended by the database meanwhile: the statement under way says so.
  client.on('error', () => {});
  await client.connect();
  try {
    await refuseUnsafe(client);
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [MIGRATING]);
    await migrate(client);
    await client.query('INSERT INTO server (id) VALUES ($1) ON CONFLICT DO NOTHING', [newId()]);
    const { rows } = await client.query<{ id: string; isSharded: boolean }>(
      `SELECT id, EXISTS (SELECT FROM pg_extension WHERE extname = 'citus') AS "isSharded" FROM server`,
    );
    await client.query('COMMIT');
    const [row] = rows;
    if (!row) throw new Error('The database has lost its identity.');
    return { serverId: row.id, isSharded: row.isSharded };
  } finally {
    await client.end();
  }
}

/** Random and never used again: the identity of a database, or of a team's log. */
export function newId(): string {
  return randomBytes(16).toString('base64url');
}

/** A server cannot set these for its own connections, and without them an acknowledged note may be gone after a power cut. */
async function refuseUnsafe(client: pg.Client) {
  for (const setting of ['fsync', 'full_page_writes']) {
    const { rows } = await client.query<{ value: string }>('SELECT current_setting($1) AS value', [setting]);
    if (rows[0]?.value !== 'on') {
      throw new Error(
        `its setting ${setting} is off, so it could lose notes that tablets believe are safe. Turn it on and restart.`,
      );
    }
  }
}

async function migrate(client: pg.Client) {
  await client.query('CREATE TABLE IF NOT EXISTS migration (n INTEGER PRIMARY KEY)');
  const { rows } = await client.query<{ n: number | null }>('SELECT max(n) AS n FROM migration');
  const done = rows[0]?.n ?? 0;
  if (done > POSTGRES_MIGRATIONS.length) throw new Error('it was written by a newer version of the server.');
  for (const [index, migration] of POSTGRES_MIGRATIONS.entries()) {
    if (index < done) continue;
    await client.query(migration);
    await client.query('INSERT INTO migration (n) VALUES ($1)', [index + 1]);
  }
}
