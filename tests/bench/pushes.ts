import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Scratch } from './bench-app.ts';
import { median, record, spread, type FigureId } from './figures.ts';
import { CONNECTIONS, loadOf, MEASURED_MS, ROUNDS, storedBy, WARM_UP_MS } from './push-senders.ts';
import { answerOf, ended, startOurs } from './servers.ts';

export const PUSHES_IDS: readonly FigureId[] = ['pushes-per-second'];

/** Fifty teams push a note at a time over a connection each; between the rounds a bare SQLite commits row after row. */
export async function measurePushes(scratch: Scratch): Promise<void> {
  const server = await startOurs(scratch, { dataDir: scratch.dir() });
  const load = await loadOf(Array.from({ length: CONNECTIONS }, () => server));
  try {
    const pushed: number[] = [];
    const committed: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      committed.push(await bareCommits(scratch.dir()));
      pushed.push(await load.push());
    }
    await storedBy(load);
    record('pushes-per-second', median(pushed), {
      floor: median(committed),
      detail: `${spread(pushed)}; floor ${spread(committed)}`,
    });
  } finally {
    await load.end();
    await server.stop();
  }
}

async function bareCommits(dataDir: string): Promise<number> {
  const floor = spawn(process.execPath, [join(import.meta.dirname, 'floor-commits.mjs')], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  try {
    const { perSecond } = await answerOf<{ perSecond: number }>(floor, {
      dataDir,
      rowBytes: 360,
      warmUpMs: WARM_UP_MS / 2,
      measuredMs: MEASURED_MS,
    });
    return perSecond;
  } finally {
    await ended(floor);
  }
}
