import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../support/postgres.ts';
import type { Scratch } from './bench-app.ts';
import { median, record, spread, type FigureId } from './figures.ts';
import { CONNECTIONS, loadOf, MEASURED_MS, ROUNDS, storedBy, WARM_UP_MS } from './push-senders.ts';
import { answerOf, ended, startOurs } from './servers.ts';

export const PUSHES_POSTGRES_IDS: readonly FigureId[] = ['pushes-postgres-1', 'pushes-postgres-3'];

/**
 * Node compiles what it does often, after thousands of requests; until then a push costs it several times as much. So
 * many each process has answered before anything is measured.
 */
const WARM_PUSHES = 6_000;

/**
 * The same fifty teams on PostgreSQL, through one server process and through three; between the rounds fifty bare
 * connections insert a row each, as fast as they are answered.
 */
export async function measurePushesOnPostgres(scratch: Scratch): Promise<void> {
  const postgres = await startPostgres();
  try {
    const inserted: number[] = [];
    const pushed = { 1: [] as number[], 3: [] as number[] };
    const url = await postgres.newDatabase();
    const env = { DATABASE_URL: url };
    const servers = await Promise.all(
      Array.from({ length: 3 }, () => startOurs(scratch, { dataDir: scratch.dir(), env })),
    );
    const loads = {
      1: await loadOf(Array.from({ length: CONNECTIONS }, () => servers[0]!)),
      3: await loadOf(Array.from({ length: CONNECTIONS }, (_, index) => servers[index % 3]!)),
    };
    try {
      for (const count of [3, 1] as const)
        while (loads[count].sent() < count * WARM_PUSHES) await loads[count].push();
      for (let round = 0; round < ROUNDS; round++) {
        inserted.push(await bareInserts(await postgres.newDatabase()));
        for (const count of [1, 3] as const) pushed[count].push(await loads[count].push());
      }
      for (const count of [1, 3] as const) await storedBy(loads[count]);
    } finally {
      for (const load of Object.values(loads)) await load.end();
      for (const server of servers) await server.stop();
    }
    const [one, three] = [median(pushed[1]), median(pushed[3])];
    const floor = median(inserted);
    const cores = availableParallelism();
    const on = `${cores} cores for load, servers and database; floor ${spread(inserted)}`;
    record('pushes-postgres-1', one, { floor, detail: `${spread(pushed[1])}; ${on}` });
    const times = three / one;
    record('pushes-postgres-3', three, {
      floor,
      detail: `${spread(pushed[3])}; ${times.toFixed(2)} × one process; ${on}`,
      isMet: three >= 0.5 * floor && (times >= 1.5 || cores < 6),
    });
  } finally {
    await postgres.end();
  }
}

async function bareInserts(url: string): Promise<number> {
  const floor = spawn(process.execPath, [join(import.meta.dirname, 'floor-inserts.mjs')], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  try {
    const plan = {
      url,
      connections: CONNECTIONS,
      rowBytes: 360,
      warmUpMs: WARM_UP_MS,
      measuredMs: MEASURED_MS,
    };
    const { perSecond } = await answerOf<{ perSecond: number }>(floor, plan);
    return perSecond;
  } finally {
    await ended(floor);
  }
}
