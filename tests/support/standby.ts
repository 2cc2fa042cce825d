import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import { movingLine, type MovingLine } from './moving-line.ts';
import { preparePostgres, type KeptPostgres, type Postgres } from './postgres.ts';
import { startServerProcess, temporaryDir, type ServerProcess } from './server.ts';

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
}

/**
 * Starts such pairs, each for the test that asks for it: synchronous as `deploy/grow.md` wants them, so that no commit is
 * answered before both have it, or not.
 */
export function withPairs(): (options?: { readonly isSynchronous: boolean }) => Promise<PostgresPair> {
  let template: KeptPostgres | undefined;
  beforeAll(async () => {
    template = await preparePostgres();
  }, 300_000);
  afterAll(() => template?.end(), 30_000);
  return ({ isSynchronous } = { isSynchronous: true }) => startPair(template!.dir, isSynchronous);
}

async function startPair(template: string, isSynchronous: boolean): Promise<PostgresPair> {
  const [primary, standby] = await Promise.all([preparePostgres(template), preparePostgres(template)]);
  onTestFinished(async () => void (await Promise.all([primary.end(), standby.end()])));
  const following = await lineTo(primary);
  if (isSynchronous) settle(primary, `synchronous_standby_names = 'standby'`);
  const leader = `host=127.0.0.1 port=${following.port} user=postgres password=planted-password`;
  settle(standby, `primary_conninfo = '${leader} application_name=standby'`);
  writeFileSync(join(standby.dir, 'standby.signal'), '');
  // Who finds nobody to follow tries again only after a while.
  await primary.start();
  await standby.start();
  await expect
    .poll(() => primary.run('SELECT state, sync_state FROM pg_stat_replication'))
    .toEqual([{ state: 'streaming', sync_state: isSynchronous ? 'sync' : 'async' }]);

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
    promote: async () => void (await standby.run('SELECT pg_promote()')),
  };
}

/** A line in its own settings, before it starts. */
function settle({ dir }: Postgres, setting: string): void {
  appendFileSync(join(dir, 'postgresql.auto.conf'), `${setting}\n`);
}

/** An address that leads to this one, until the test lets it lead elsewhere. */
export async function lineTo({ port }: Postgres): Promise<MovingLine> {
  const line = await movingLine(port);
  onTestFinished(() => line.close());
  return line;
}

/** The same database, at whoever is there. */
export function atPort(url: string, { port }: { readonly port: number }): string {
  const other = new URL(url);
  other.port = String(port);
  return other.href;
}

/** A server process that knows its database by the address of this line. */
export async function serverBehind(line: MovingLine, url: string): Promise<ServerProcess> {
  const dataDir = temporaryDir();
  onTestFinished(() => rmSync(dataDir, { recursive: true }));
  const server = await startServerProcess({ dataDir, env: { DATABASE_URL: atPort(url, line) } });
  onTestFinished(() => server.kill());
  return server;
}
