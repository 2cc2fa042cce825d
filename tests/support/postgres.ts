import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';

/** A PostgreSQL of this test file's own, in a directory of its own. */
export interface Postgres {
  /** Where its files lie. */
  readonly dir: string;
  readonly port: number;
  /** As DATABASE_URL takes it: a new empty schema, which is made in a moment and seen by nobody else, as a database would be. */
  newDatabase(): Promise<string>;
  /** One statement as the one who may do everything, in the database at this address. */
  run(text: string, values?: readonly unknown[], url?: string): Promise<readonly Record<string, unknown>[]>;
  start(): Promise<void>;
  restart(): Promise<void>;
  /** SIGKILL. */
  crash(): Promise<void>;
  startAgain(): Promise<void>;
  stop(): Promise<void>;
}

/** It and its files are gone at the latest when the test's process is. */
export type KeptPostgres = Postgres & { end(): Promise<void> };

/** Starts one for the tests of a file and ends it with them. */
export function withPostgres(): () => Postgres {
  let running: KeptPostgres | undefined;
  beforeAll(async () => {
    running = await startPostgres();
  }, 300_000);
  afterAll(() => running?.end(), 30_000);
  return () => {
    if (!running) throw new Error('PostgreSQL has not been started.');
    return running;
  };
}

export async function startPostgres(): Promise<KeptPostgres> {
  const postgres = await preparePostgres();
  await postgres.start();
  return postgres;
}

/** Its files, new ones or a copy of those of one that is not running; it has not been started. */
export async function preparePostgres(from?: string): Promise<KeptPostgres> {
  const dir = mkdtempSync(join(tmpdir(), 'threefold-postgres-'));
  const port = await freePort();
  const keeper = fork(join(import.meta.dirname, 'postgres-keeper.mjs'), [
    dir,
    String(port),
    ...(from ? [from] : []),
  ]);
  const gone = once(keeper, 'exit');
  const ask = async (action: string) => {
    const answer = once(keeper, 'message');
    keeper.send({ do: action });
    const ended = gone.then(([code]) => [{ failed: `The keeper ended with ${String(code)}.` }]);
    const [{ failed }] = (await Promise.race([answer, ended])) as [{ failed?: string }];
    if (failed) throw new Error(`PostgreSQL did not ${action}: ${failed}`);
  };
  const plain = `postgres://postgres:planted-password@127.0.0.1:${port}/postgres`;
  const run: Postgres['run'] = async (text, values = [], url = plain) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(text, [...values])).rows;
    } finally {
      await client.end();
    }
  };

  await ask('prepare');
  let databases = 0;
  return {
    dir,
    port,
    run,
    async newDatabase() {
      const name = `d${++databases}`;
      await run(`CREATE SCHEMA ${name}`);
      return `${plain}?options=${encodeURIComponent(`-c search_path=${name}`)}`;
    },
    start: () => ask('start'),
    restart: () => ask('restart'),
    crash: () => ask('crash'),
    startAgain: () => ask('startAgain'),
    stop: () => ask('stop'),
    async end() {
      keeper.disconnect();
      await gone;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
