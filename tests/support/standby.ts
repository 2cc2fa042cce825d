import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { movingLine, type MovingLine } from './moving-line.ts';
import { preparePostgres, type KeptPostgres, type Postgres } from './postgres.ts';

/** A PostgreSQL and another one that follows it, ready to take its place. */
export interface PostgresPair {
  readonly primary: Postgres;
  readonly standby: Postgres;
  /** Over which the standby follows. */
  readonly following: Pick<MovingLine, 'hold'>;
  /** Commits that the primary has on its disk and answers when the standby has them. */
  waiting(): Promise<readonly number[]>;
  /** When the standby has on its disk what the primary has now. */
  isFollowed(): Promise<void>;
  /** Makes the standby the primary. Nobody has told the one that was. */
  promote(): Promise<void>;
  /** The same database at the standby. */
  there(url: string): string;
  end(): Promise<void>;
}

/** Makes such pairs for the tests of a file: `synchronous` as `deploy/grow.md` wants it, so that no commit is answered before both have it. */
export function withPairs(): (options: { readonly isSynchronous: boolean }) => Promise<PostgresPair> {
  let template: KeptPostgres | undefined;
  beforeAll(async () => {
    template = await preparePostgres();
  }, 300_000);
  afterAll(() => template?.end(), 30_000);
  return ({ isSynchronous }) => startPair(template!.dir, isSynchronous);
}

async function startPair(template: string, isSynchronous: boolean): Promise<PostgresPair> {
  const [primary, standby] = await Promise.all([preparePostgres(template), preparePostgres(template)]);
  const following = await movingLine(primary.port);
  const end = async () => {
    await following.close();
    await Promise.all([primary.end(), standby.end()]);
  };
  try {
    if (isSynchronous) settle(primary, `synchronous_standby_names = 'standby'`);
    settle(
      standby,
      `primary_conninfo = 'host=127.0.0.1 port=${following.port} user=postgres password=planted-password application_name=standby'`,
    );
    writeFileSync(join(standby.dir, 'standby.signal'), '');
    // Who finds nobody to follow tries again only after a while.
    await primary.start();
    await standby.start();
    await expect
      .poll(() => primary.run('SELECT state, sync_state FROM pg_stat_replication'))
      .toEqual([{ state: 'streaming', sync_state: isSynchronous ? 'sync' : 'async' }]);
  } catch (error) {
    await end();
    throw error;
  }
  return {
    primary,
    standby,
    following,
    async waiting() {
      const rows = await primary.run("SELECT pid FROM pg_stat_activity WHERE wait_event = 'SyncRep'");
      return rows.map(({ pid }) => Number(pid));
    },
    async isFollowed() {
      const [sent] = await primary.run('SELECT pg_current_wal_flush_lsn()::text AS lsn');
      const has = 'SELECT pg_last_wal_receive_lsn() >= $1::pg_lsn AS all';
      await expect.poll(() => standby.run(has, [sent?.['lsn']])).toEqual([{ all: true }]);
    },
    there: (url) => atPort(url, standby.port),
    promote: async () => void (await standby.run('SELECT pg_promote()')),
    end,
  };
}

/** The same address, but for the port. */
export function atPort(url: string, port: number): string {
  const other = new URL(url);
  other.port = String(port);
  return other.href;
}

/** A line in its own settings, before it starts. */
function settle({ dir }: Postgres, setting: string): void {
  appendFileSync(join(dir, 'postgresql.auto.conf'), `${setting}\n`);
}
