import { postgresBlobs } from './blobs.postgres.ts';
import { postgresChangeLog } from './change-log.postgres.ts';
import { openPool, type Statement } from './database.postgres.ts';
import { openLine } from './line.postgres.ts';
import { postgresMembership } from './membership.postgres.ts';
import { postgresPokes } from './pokes.postgres.ts';
import { prepareDatabase } from './prepare.postgres.ts';
import type { Store } from './store.ts';

export interface PostgresOptions {
  /** How many statements this process may have under way at once. */
  readonly connections?: number;
  readonly pollEveryMs?: number;
  /** Every transaction keeps to one team. A database with the Citus extension is taken for one without being told. */
  readonly isSharded?: boolean;
}

const probe: Statement = { name: 'probe', text: 'SELECT id FROM server' };

/** Throws when the database cannot be used: not there, not let in, unsafe, or of a newer server. */
export async function openPostgresStore(
  url: string,
  { connections = 10, pollEveryMs = 5_000, isSharded = false }: PostgresOptions = {},
): Promise<Store> {
  const prepared = await prepareDatabase(url);
  const sharded = { isSharded: isSharded || prepared.isSharded };
  const database = openPool(url, { connections });
  const pokes = postgresPokes(database, { tellOthers: (poke) => line.poke(poke), pollEveryMs });
  // Whatever was said while the line was down is looked up.
  const line = openLine(url, { onPoke: pokes.heard, onOpen: () => void pokes.look() });
  const membership = postgresMembership(database, {
    ...sharded,
    tell: (team, seq) => pokes.tell(team, seq),
  });

  return {
    serverId: prepared.serverId,
    changeLog: postgresChangeLog(database, { pokes, ...sharded }),
    blobs: postgresBlobs(database),
    membership,
    others: line,
    check: async () => void (await database.query(probe)),
    async close() {
      pokes.stop();
      await membership.flush();
      await line.close();
      await database.close();
    },
  };
}
