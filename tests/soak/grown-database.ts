import { join } from 'node:path';
import Database from 'better-sqlite3';
import { EMPTY_CHAIN } from '../../src/protocol/chain.ts';
import { toBase64Url } from '../../src/protocol/bytes.ts';
import { sha256 } from '../../src/server/sha256.ts';
import { openPostgresStore } from '../../src/server/store.postgres.ts';
import { openSqliteStore } from '../../src/server/store.sqlite.ts';
import type { Postgres } from '../support/postgres.ts';
import { temporaryDir } from '../support/server.ts';

/** How much lies in a database before anything is measured: so many teams with so many envelopes each. */
export interface Grown {
  readonly teams: number;
  readonly envelopesEach: number;
}

/** A server's settings for a database that somebody has used for years. Filled by SQL: pushing it all would take hours. */
export type Settings = { readonly dataDir: string; readonly env: Readonly<Record<string, string>> };

const ENVELOPE_BYTES = 300;

/** The team and token of a tablet of the grown database. */
export function tabletOf(team: number) {
  const name = toBase64Url(sha256(Buffer.from(`team ${team}`)).slice(0, 16));
  return { team: name, device: `d${team}`, token: sha256(Buffer.from(`token ${team}`)) };
}

export async function grownSqlite({ teams, envelopesEach }: Grown): Promise<Settings> {
  const dataDir = temporaryDir();
  await openSqliteStore(dataDir).close();
  const db = new Database(join(dataDir, 'threefold.sqlite'));
  db.pragma('synchronous = OFF');
  // Half a gigabyte, so that filling takes seconds.
  db.pragma('cache_size = -500000');
  const putTeam = db.prepare('INSERT INTO team (team, log, proof_hash, started_at) VALUES (?, ?, ?, 0)');
  const putDevice = db.prepare(
    'INSERT INTO device (team, device, token_hash, joined_at, last_seen_at) VALUES (?, ?, ?, 0, 0)',
  );
  db.transaction(() => {
    for (let index = 0; index < teams; index++) {
      const { team, device, token } = tabletOf(index);
      putTeam.run(team, team, EMPTY_CHAIN);
      putDevice.run(team, device, sha256(token));
    }
    // All first envelopes, then all second ones: as they come when many teams write.
    db.prepare(
      `WITH RECURSIVE n (seq) AS (SELECT 1 UNION ALL SELECT seq + 1 FROM n WHERE seq < ?)
       INSERT INTO envelope (team, seq, id, chain, bytes)
       SELECT team, seq, randomblob(16), randomblob(32), randomblob(${ENVELOPE_BYTES}) FROM n CROSS JOIN team`,
    ).run(envelopesEach);
  })();
  db.close();
  return { dataDir, env: {} };
}

export async function grownPostgres(postgres: Postgres, { teams, envelopesEach }: Grown): Promise<Settings> {
  const url = await postgres.newDatabase();
  await (await openPostgresStore(url)).close();
  const tablets = Array.from({ length: teams }, (_, index) => tabletOf(index));
  const all = [tablets.map(({ team }) => team), tablets.map(({ device }) => device)];
  const hashes = tablets.map(({ token }) => Buffer.from(sha256(token)));
  await postgres.run(
    `INSERT INTO team (team, log, proof_hash, started_at, seq, chain)
     SELECT team, team, $2, 0, $3, $2 FROM unnest($1::text[]) AS one (team)`,
    [all[0], Buffer.from(EMPTY_CHAIN), envelopesEach],
    url,
  );
  await postgres.run(
    `INSERT INTO device (team, device, token_hash, joined_at, last_seen_at)
     SELECT team, device, hash, 0, 0 FROM unnest($1::text[], $2::text[], $3::bytea[]) AS one (team, device, hash)`,
    [...all, hashes],
    url,
  );
  await postgres.run(
    `INSERT INTO envelope (team, seq, id, chain, bytes)
     SELECT team.team, place, uuid_send(gen_random_uuid()), sha256(uuid_send(gen_random_uuid())),
       decode(repeat(md5(place::text), ${Math.floor(ENVELOPE_BYTES / 16)}), 'hex')
     FROM generate_series(1, $1::int) AS place, team`,
    [envelopesEach],
    url,
  );
  await postgres.run('CHECKPOINT');
  return { dataDir: temporaryDir(), env: { DATABASE_URL: url } };
}
