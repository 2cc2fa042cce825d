import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ChangeLog, SealedEnvelope } from '../../src/server/change-log.ts';
import { openPool } from '../../src/server/database.postgres.ts';
import { POSTGRES_MIGRATIONS } from '../../src/server/migrations/all.postgres.ts';
import { openPostgresStore } from '../../src/server/store.postgres.ts';
import { StorageUnavailable, type Store } from '../../src/server/store.ts';
import { cuttingLine } from '../support/database-line.ts';
import { withPostgres } from '../support/postgres.ts';
import { bytes, whole } from './tablet.ts';

const postgres = withPostgres();
let url: string;
const stores: Store[] = [];

beforeEach(async () => {
  url = await postgres().newDatabase();
});
afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()));
});

async function open(at = url, options: Parameters<typeof openPostgresStore>[1] = {}): Promise<Store> {
  const store = await openPostgresStore(at, options);
  stores.push(store);
  return store;
}

async function claim(store: Store, ...teams: readonly string[]) {
  for (const team of teams) {
    await store.membership.claim({ team, device: 'd', tokenHash: bytes(32), proofHash: bytes(32) }, 0);
  }
}

/** Connections of servers that have not ended yet. */
const LEFT = "SELECT count(*)::int AS left FROM pg_stat_activity WHERE application_name = 'threefold'";

const anItem = (size = 30): SealedEnvelope => ({ id: bytes(16), bytes: bytes(size) });
const hexOf = (some: Uint8Array) => Buffer.from(some).toString('hex');

/** As a tablet does: the same push again, until it is acknowledged. */
async function pushUntilTaken(log: ChangeLog, item: SealedEnvelope): Promise<number> {
  for (;;) {
    try {
      return (await log.append('oak', [item]))!.seqs[0]!;
    } catch (error) {
      if (!(error instanceof StorageUnavailable)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

/**
 * Two processes write while the database is in trouble and a third follows the log; `trouble` is over when it resolves.
 * Everything acknowledged is there under its number, once, and the follower has seen each envelope once.
 */
async function expectNothingLost(trouble: () => Promise<void>) {
  const [here, there, follower] = [await open(), await open(), await open()];
  await claim(here, 'oak');
  const acked = new Map<number, string>();
  const seen: string[] = [];
  let isOver = false;
  let writing = 0;

  const write = async (log: ChangeLog) => {
    writing++;
    while (!isOver) {
      const item = anItem();
      const seq = await pushUntilTaken(log, item);
      expect(acked.has(seq)).toBe(false);
      acked.set(seq, hexOf(item.bytes));
    }
    writing--;
  };
  const follow = async () => {
    for (;;) {
      const isLast = isOver && writing === 0;
      try {
        const page = (await follower.changeLog.readAfter('oak', seen.length, 4_000))!;
        seen.push(...whole(page.envelopes).map(hexOf));
        if (isLast && seen.length === page.head.seq) return;
      } catch (error) {
        if (!(error instanceof StorageUnavailable)) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  const work = Promise.all([here, there, here, there].map((store) => write(store.changeLog)));
  const following = follow();
  await vi.waitUntil(() => acked.size > 20, { timeout: 20_000 });
  await trouble();
  const before = acked.size;
  await vi.waitUntil(() => acked.size > before + 20, { timeout: 30_000 });
  isOver = true;
  await Promise.all([work, following]);

  expect(seen).toEqual([...acked].toSorted(([a], [b]) => a - b).map(([, envelope]) => envelope));
}

describe('a database in trouble', () => {
  test('[S1] [S2] [S3] that ends every connection, again and again in mid-push, loses nothing and repeats nothing', async () => {
    await expectNothingLost(async () => {
      for (let time = 0; time < 12; time++) {
        await postgres().run(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'threefold'",
        );
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
    });
  });

  test('[S1] [S2] [S3] that restarts, and that crashes and comes back, loses nothing and repeats nothing', async () => {
    await expectNothingLost(async () => {
      await postgres().restart();
      await new Promise((resolve) => setTimeout(resolve, 100));
      await postgres().crash();
      await postgres().startAgain();
    });
  });

  test.each(['before', 'after'] as const)(
    '[S2] [S4] a connection lost %s the commit is answered as failed, and the same push again is stored once',
    async (when) => {
      const line = await cuttingLine(url);
      const store = await open(line.url);
      await claim(store, 'oak');
      const item = anItem();
      line.cutAtCommit(when);

      await expect(store.changeLog.append('oak', [item])).rejects.toThrow(StorageUnavailable);
      const other = await open();
      const head = await other.changeLog.head('oak');
      const again = await store.changeLog.append('oak', [item, anItem()]);

      expect(head?.seq).toBe(when === 'after' ? 1 : 0);
      expect(again).toMatchObject({ seqs: [1, 2], head: { seq: 2 } });
      await line.close();
    },
  );

  test('[S9] that is a standby since a fail-over takes nothing, says so, and takes the same push when it may write', async () => {
    const store = await open();
    await claim(store, 'oak');
    const item = anItem();
    const set = async (value: string) => {
      await postgres().run(`ALTER SYSTEM SET default_transaction_read_only = ${value}`);
      await postgres().run('SELECT pg_reload_conf()');
    };

    await set('on');
    await expect
      .poll(() => store.changeLog.append('oak', [anItem()]).catch(String))
      .toMatch(/StorageUnavailable/);
    await expect(store.changeLog.append('oak', [item])).rejects.toThrow(StorageUnavailable);
    await set('off');
    await pushUntilTaken(store.changeLog, item);
    const page = await store.changeLog.readAfter('oak', 0, 10_000);
    expect(whole(page!.envelopes).map(hexOf)).toContain(hexOf(item.bytes));
  });

  test('a team whose row is locked holds up no other, and is done when it is free', async () => {
    const store = await open();
    await claim(store, 'oak', 'elm');
    const other = openPool(url, { connections: 1 });
    const [ours, theirs] = [anItem(), anItem()];
    let isOursDone = false;

    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    let holding: Promise<void> | undefined;
    await new Promise<void>((isLocked) => {
      holding = other.transaction(async (query) => {
        await query({ name: 'hold', text: "SELECT FROM team WHERE team = 'oak' FOR UPDATE" });
        isLocked();
        await released;
      });
    });
    const waiting = store.changeLog.append('oak', [ours]).then((done) => {
      isOursDone = true;
      return done;
    });
    const free = await Promise.all([
      store.changeLog.append('elm', [theirs]),
      store.changeLog.append('elm', [anItem()]),
    ]);

    expect(free.map((one) => one?.head.seq)).toEqual([1, 2]);
    expect(isOursDone).toBe(false);
    release();
    await holding;
    expect((await waiting)?.seqs).toEqual([1]);
    await other.close();
  });
});

describe('processes on one database', () => {
  test('that start at once bring it up to date once, and are the same server', async () => {
    const opened = await Promise.all(Array.from({ length: 4 }, () => open()));

    expect(new Set(opened.map(({ serverId }) => serverId)).size).toBe(1);
    expect((await postgres().run('SELECT count(*)::int AS n FROM migration', [], url))[0]).toEqual({
      n: POSTGRES_MIGRATIONS.length,
    });
    expect((await open()).serverId).toBe(opened[0]!.serverId);
  });

  test('hear of each other’s commits at once, and of one made while they could not hear', async () => {
    const [here, there] = [await open(), await open(url, { pollEveryMs: 600_000 })];
    await claim(here, 'oak');
    const heard: number[] = [];
    there.changeLog.watch('oak', (seq) => heard.push(seq));
    // Who has just started may not be listening yet: what is heard first is the look it takes then.
    await vi.waitUntil(async () => {
      await here.changeLog.append('oak', [anItem()]);
      return heard.length > 0;
    });
    const one = (await here.changeLog.append('oak', [anItem()]))!.head.seq;
    await vi.waitUntil(() => heard.includes(one));

    await postgres().run(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND (query LIKE '%LISTEN%' OR query LIKE '%pg_notify%')",
    );
    const missed = (await here.changeLog.append('oak', [anItem()]))!.head.seq;

    await vi.waitUntil(() => heard.includes(missed), { timeout: 10_000 });
  });

  test('hear of commits when notifications are lost altogether', async () => {
    const [here, there] = [await open(), await open(url, { pollEveryMs: 50 })];
    await claim(here, 'oak');
    const heard: number[] = [];
    there.changeLog.watch('oak', (seq) => heard.push(seq));

    await postgres().run(
      'INSERT INTO envelope (team, seq, id, chain, bytes) VALUES ($1, 1, $2, $2, $2)',
      ['oak', Buffer.alloc(16)],
      url,
    );
    await postgres().run("UPDATE team SET seq = 1 WHERE team = 'oak'", [], url);

    await vi.waitUntil(() => heard.includes(1));
  });
});

test('a push reads no more when the logs have grown under the plans of a young database', async () => {
  const store = await open();
  const teams = Array.from({ length: 20 }, (_, index) => `t${index}`);
  await claim(store, ...teams);
  const push = () => Promise.all(teams.map((team) => store.changeLog.append(team, [anItem()])));
  // Some are alone in their transaction, and all of them often enough for PostgreSQL to settle on plans.
  for (let round = 0; round < 12; round++) await store.changeLog.append('t0', [anItem()]);
  for (let round = 0; round < 12; round++) await push();
  const grow = `INSERT INTO envelope (team, seq, id, chain, bytes)
    SELECT team, 1000 + n, uuid_send(gen_random_uuid()), '', '' FROM team, generate_series(1, 1000) AS n`;
  await postgres().run(grow, [], url);

  for (let round = 0; round < 3; round++) await push();
  for (let round = 0; round < 3; round++) await store.changeLog.append('t0', [anItem()]);
  // What a connection has read is counted when it ends.
  await Promise.all(stores.splice(0).map((one) => one.close()));

  const count = `SELECT sum(idx_tup_read)::int AS read FROM pg_stat_user_indexes
    WHERE relname = 'envelope' AND schemaname = current_schema`;
  await vi.waitUntil(async () => (await postgres().run(LEFT, [], url))[0]?.['left'] === 0);
  const [{ read }] = (await postgres().run(count, [], url)) as [{ read: number }];
  expect(read).toBeLessThan(1_000);
});

describe('a database that is not what it should be', () => {
  test('[S1] is refused in words when it does not wait for its disk', async () => {
    await postgres().run('ALTER SYSTEM SET fsync = off');
    await postgres().run('SELECT pg_reload_conf()');
    await expect
      .poll(() => openPostgresStore(url).then((store) => store.close(), String))
      .toMatch(/fsync is off/);
    await postgres().run('ALTER SYSTEM RESET fsync');
    await postgres().run('SELECT pg_reload_conf()');

    await expect.poll(() => open().then(() => 'open', String)).toBe('open');
  });

  test('[S1] is made to wait for its disk at each commit, whatever its own setting', async () => {
    const careless = new URL(url);
    careless.searchParams.set('options', `${careless.searchParams.get('options')} -c synchronous_commit=off`);
    const pool = openPool(careless.href, { connections: 1 });

    const setting = { name: 'setting', text: "SELECT current_setting('synchronous_commit') AS value" };

    expect(await postgres().run(setting.text, [], careless.href)).toEqual([{ value: 'off' }]);
    expect(await pool.query(setting)).toEqual([{ value: 'on' }]);
    await pool.close();
  });

  test('is left alone when a newer server wrote it', async () => {
    await (await openPostgresStore(url)).close();
    await postgres().run('INSERT INTO migration (n) VALUES (999)', [], url);

    await expect(openPostgresStore(url)).rejects.toThrow(/newer version/);
  });

  test('[S9] that refuses connections is unavailable, and serves again when it does not', async () => {
    const store = await open();
    await claim(store, 'oak');
    await postgres().stop();

    const attempts = [
      store.changeLog.append('oak', [anItem()]),
      store.changeLog.readAfter('oak', 0, 100),
      store.membership.deviceByToken('oak', bytes(32), 0),
      store.blobs.get({ team: 'oak', blob: bytes(16), chunk: 0 }),
      store.check(),
    ];
    const answers = await Promise.allSettled(attempts);
    await postgres().startAgain();

    for (const answer of answers)
      expect(answer).toMatchObject({ reason: expect.any(StorageUnavailable) as unknown });
    await vi.waitUntil(() =>
      store.check().then(
        () => true,
        () => false,
      ),
    );
    expect((await store.changeLog.append('oak', [anItem()]))?.seqs).toEqual([1]);
  });
});
