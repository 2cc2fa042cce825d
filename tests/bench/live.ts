import type { Scratch } from './bench-app.ts';
import { openFloorTablet, openOurs, pause, type FloorTablet, type OursTablet } from './driver.ts';
import { median, progress, record, spread, type FigureId } from './figures.ts';
import type { LiveTimes } from './page/pace.ts';
import { startFloor, startOurs } from './servers.ts';

export const LIVE_IDS: readonly FigureId[] = ['live-3x300', 'live-lag'];

const TABLETS = 3;
const NOTES = 300;
/** Fifty notes a second on each tablet: some five hundred times as fast as observers write. */
const EVERY_MS = 20;
const ROUNDS = 3;
/** Pages are told when to begin, this long before. */
const LEAD_MS = 400;

interface Lived {
  readonly totalMs: number;
  readonly lagMs: number;
}

/** Three browsers in one team write at the same time; each listens for the server's pokes as the app does. */
export async function measureLive(scratch: Scratch): Promise<void> {
  const ours: Lived[] = [];
  const floor: Lived[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(told('live', await liveOurs(scratch, round)));
    floor.push(told('live floor', await liveFloor(scratch, round)));
  }
  const total = (lived: readonly Lived[]) => lived.map(({ totalMs }) => totalMs);
  const lag = (lived: readonly Lived[]) => lived.map(({ lagMs }) => lagMs);
  record('live-3x300', median(total(ours)), { floor: median(total(floor)), detail: spread(total(ours)) });
  record('live-lag', median(lag(ours)), { floor: median(lag(floor)), detail: spread(lag(ours)) });
}

function told(what: string, lived: Lived): Lived {
  progress(`${what}: ${Math.round(lived.totalMs)} ms, ${Math.round(lived.lagMs)} ms after the last write`);
  return lived;
}

async function liveOurs(scratch: Scratch, round: number): Promise<Lived> {
  const server = await startOurs(scratch, { dataDir: scratch.dir() });
  const tablets: OursTablet[] = [];
  try {
    const first = await openOurs(server.url);
    tablets.push(first);
    const { lesson } = await first.ours('start');
    while (tablets.length < TABLETS) {
      const code = await first.ours('invitation');
      const tablet = await openOurs(server.url);
      tablets.push(tablet);
      const { team, me } = await tablet.ours('accept', code);
      await tablet.ours('join', team, me, lesson, 0);
      await tablet.ours('sitDown');
    }
    await pause(1_000);
    return await lived((plan, index) => (tablets[index] as OursTablet).ours('live', plan), round);
  } finally {
    for (const tablet of tablets) await tablet.forget();
    await server.stop();
  }
}

async function liveFloor(scratch: Scratch, round: number): Promise<Lived> {
  const server = await startFloor(scratch);
  const tablets: FloorTablet[] = [];
  try {
    while (tablets.length < TABLETS) tablets.push(await openFloorTablet(server.url));
    await pause(1_000);
    return await lived((plan, index) => (tablets[index] as FloorTablet).floor('live', plan), round);
  } finally {
    for (const tablet of tablets) await tablet.forget();
    await server.stop();
  }
}

type Plan = { startAt: number; everyMs: number; count: number; total: number; seed: number };

async function lived(live: (plan: Plan, index: number) => Promise<LiveTimes>, round: number): Promise<Lived> {
  const startAt = Date.now() + LEAD_MS;
  const times = await Promise.all(
    Array.from({ length: TABLETS }, (_, index) =>
      live(
        {
          startAt,
          everyMs: EVERY_MS,
          count: NOTES,
          total: TABLETS * NOTES,
          seed: 100 + round * TABLETS + index,
        },
        index,
      ),
    ),
  );
  const allAt = Math.max(...times.map((each) => each.allAt));
  const lastWriteAt = Math.max(...times.map((each) => each.lastWriteAt));
  return { totalMs: allAt - startAt, lagMs: allAt - lastWriteAt };
}
