import pg from 'pg';
import { StorageUnavailable } from './store.ts';

/** A statement with a name is planned once for each connection. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** Runs statements, and names the failures that are the database's and not ours. */
export type Query = <Row>(statement: Statement, values?: readonly unknown[]) => Promise<readonly Row[]>;

export interface PostgresDatabase {
  /** One statement, a transaction of its own: durable when it resolves. */
  readonly query: Query;
  /**
   * All that `work` does, or none of it; durable when it resolves. Statements are sent one after another without waiting
   * for answers, so what `work` need not wait for travels together with the commit. When the connection is lost during
   * the commit, or its wait for the standby is broken off, nobody can know what was done: it is answered as failed, and
   * whoever asks again must find it.
   */
  transaction<T>(work: (query: Query) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** The driver gives a BIGINT as text; all of ours stay below 2^53. */
const INT8 = 20;
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format: 'text' | 'binary') =>
    oid === INT8 && format === 'text'
      ? Number
      : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/** What every connection to the database is opened with. */
export function connectionTo(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: 'threefold',
    types,
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    // Longer than the database's own limits below, so that it is the one to say no while it is there.
    query_timeout: 15_000,
  };
}

/**
 * What holds for every statement. A commit is answered when it is on the disk, whatever the database's own setting. A server
 * process that hangs in mid-transaction holds up its teams for seconds, not for ever. And every statement here looks up
 * by key: a plan made while a table was small must not read all of it when it has grown.
 */
const SESSION = `
SET synchronous_commit = on;
SET statement_timeout = '10s';
SET lock_timeout = '3s';
SET idle_in_transaction_session_timeout = '10s';
SET enable_seqscan = off;
SET enable_hashjoin = off;
SET enable_mergejoin = off;
`;

/** Where in PostgreSQL a commit waits for its standby. Only the words of what it says are translated. */
const WAITING_FOR_STANDBY = 'SyncRepWaitForLSN';

export function openPool(url: string, options: { readonly connections: number }): PostgresDatabase {
  /** Whose last commit may be on one machine only, though PostgreSQL answers it as done: somebody ended its wait. */
  const unsure = new WeakSet<pg.ClientBase>();
  /** Which connection it is, from 1. */
  const numbers = new WeakMap<pg.ClientBase, number>();
  let made = 0;
  /**
   * One of those up to here was lost, or never answered: the others may lead to the same dead machine. They are replaced
   * when they are needed, and not waited for in turn.
   */
  let doubted = 0;
  const pool = new pg.Pool({
    ...connectionTo(url),
    pipeline: true,
    max: options.connections,
    idleTimeoutMillis: 60_000,
    // Typed as if it answered nothing, but waited for.
    onConnect: (async (client: pg.ClientBase) => {
      numbers.set(client, ++made);
      client.on('notice', ({ routine }) => {
        if (routine === WAITING_FOR_STANDBY) unsure.add(client);
      });
      await client.query(SESSION);
    }) as (client: pg.ClientBase) => void,
  });
  // A connection that ends while nobody uses it: the next statement gets a new one, or is refused.
  pool.on('error', () => {});

  async function connect(): Promise<pg.PoolClient> {
    for (;;) {
      const client = await inDatabase(() => pool.connect());
      if ((numbers.get(client) ?? 0) > doubted) return client;
      client.release(true);
    }
  }

  async function onConnection<T>(work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
    const client = await connect();
    const madeBefore = made;
    // Ended while we hold it: the statements under way say so.
    const onEnd = () => {};
    client.on('error', onEnd);
    let isDone = false;
    try {
      const result = await work(client);
      if (unsure.has(client)) throw new StorageUnavailable('The standby may not have it.');
      isDone = true;
      return result;
    } catch (error) {
      if (isLostConnection(error)) doubted = Math.max(doubted, madeBefore);
      throw error;
    } finally {
      client.off('error', onEnd);
      // After any failure the connection is ended, and with it the transaction and its locks.
      client.release(!isDone);
    }
  }

  return {
    query: (statement, values = []) =>
      onConnection(async (client) => {
        const answer = await inDatabase(() => client.query({ ...statement, values: [...values] }));
        return answer.rows;
      }),
    transaction: (work) =>
      onConnection(async (client) => {
        const sent: Promise<pg.QueryResult>[] = [];
        const send = (statement: pg.QueryConfig) => {
          const answer = inDatabase(() => client.query(statement));
          sent.push(answer);
          return answer;
        };
        const query: Query = (statement, values = []) => {
          const rows = send({ ...statement, values: [...values] }).then((answer) => answer.rows);
          // Looked at below with all the others; until then it must not be taken for forgotten.
          rows.catch(() => {});
          return rows;
        };
        send({ text: 'BEGIN' }).catch(() => {});
        const result = await work(query);
        send({ text: 'COMMIT' }).catch(() => {});
        const { command } = (await Promise.all(sent)).at(-1)!;
        // A transaction in which something failed is rolled back by COMMIT, without an error.
        if (command !== 'COMMIT') throw new Error('The transaction was rolled back.');
        return result;
      }),
    close: () => pool.end(),
  };
}

/**
 * Connection lost or refused (08), in no state to do it (25006 a standby, 40 undone, 53 full, 55P03 locked, 57 stopping or
 * timed out, 58 the machine, XX broken), or no longer let in (28).
 */
const UNAVAILABLE = /^(08|25006|28|40|53|55P03|57|58|XX)/;

async function inDatabase<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isUnavailable(error)) throw new StorageUnavailable('The database refused.', { cause: error });
    throw error;
  }
}

function isLostConnection(error: unknown): boolean {
  if (!(error instanceof StorageUnavailable)) return false;
  return error.cause !== undefined && !(error.cause instanceof pg.DatabaseError);
}

/** What is no answer of the database is a connection that has failed. */
function isUnavailable(error: unknown): boolean {
  return error instanceof pg.DatabaseError
    ? UNAVAILABLE.test(error.code ?? '')
    : !(error instanceof TypeError);
}
