import { cpSync } from 'node:fs';
import type { ServerProcess } from '../support/server.ts';
import type { Scratch } from './bench-app.ts';
import { openCountingLine } from './counting-line.ts';
import { openFloorTablet, openOurs, pause, type FloorTablet, type OursTablet } from './driver.ts';
import { median, progress, record, spread, type FigureId } from './figures.ts';
import { memoryOf, sizeOf, startFloor, startOurs, type FloorServer } from './servers.ts';

type Count = 200 | 1000 | 10_000;
/** `together`: how many notes are written before each is waited for; one by one, ten thousand would take long. */
export const BACKLOGS: readonly Backlog[] = [
  { count: 200, together: 1, rounds: 5 },
  { count: 1000, together: 5, rounds: 3 },
  { count: 10_000, together: 200, rounds: 3 },
];

interface Backlog {
  readonly count: Count;
  readonly together: number;
  readonly rounds: number;
}

const MEGABYTE = 1024 * 1024;
/** Long enough for the server to fold its write-ahead log and for garbage to be collected. */
const IDLE_MS = 5_000;

export const idsOfBacklog = (count: Count): readonly FigureId[] => [
  `push-${count}`,
  `join-${count}`,
  ...(count === 10_000 ? (['bytes-up-10000', 'requests-10000', 'disk-10000', 'server-memory'] as const) : []),
];

/**
 * One tablet writes its notes with no network and no server, once. Then the same reconnect is measured several times:
 * server and mailbox are put back to what they were at that moment. Ours and the floor take turns.
 */
export async function measureBacklog(scratch: Scratch, { count, together, rounds }: Backlog): Promise<void> {
  const before = scratch.dir();
  const first = await startOurs(scratch, { dataDir: before });
  const writer = await openOurs(first.url);
  const floorServer = await startFloor(scratch);
  const floorWriter = await openFloorTablet(floorServer.url);
  try {
    const { lesson } = await writer.ours('start');
    const envelopes = await goAwayAndWrite(writer, () => first.stop(), { count, together });
    await floorWriter.floor('fill', count, 1);

    const away: Away = { scratch, writer, before, port: first.port };
    const weighed = count === 10_000 ? await weigh(away, floorServer, floorWriter) : undefined;
    const pushes = { ours: [] as number[], floor: [] as number[] };
    let server: ServerProcess | undefined;
    for (let round = 0; round < rounds; round++) {
      await server?.stop();
      const pushed = await pushOnce(away);
      server = pushed.server;
      pushes.ours.push(pushed.ms);
      pushes.floor.push((await floorPush(floorServer, floorWriter, scratch.dir())).ms);
    }
    if (server === undefined) throw new Error('No round was measured.');
    try {
      await measureJoins({ count, rounds, lesson, url: server.url, writer, floorServer });
    } finally {
      await server.stop();
    }
    record(`push-${count}`, median(pushes.ours), {
      floor: median(pushes.floor),
      detail: `${spread(pushes.ours)}; floor ${spread(pushes.floor)}; ${envelopes}`,
    });
    weighed?.();
  } finally {
    await writer.forget();
    await floorWriter.forget();
    await floorServer.stop();
    await first.stop();
  }
}

async function goAwayAndWrite(
  writer: OursTablet,
  stopServer: () => Promise<unknown>,
  { count, together }: { count: number; together: number },
): Promise<string> {
  await writer.context.setOffline(true);
  await stopServer();
  progress(`writing ${count} notes without a network`);
  await writer.ours('writeNotes', count, 1, together);
  await writer.ours('untilSealed');
  await untilQuiet(writer);
  const { waiting, tried } = await writer.ours('rememberMailbox');
  // Still no server: what the browser tries on its own at this moment fails and is over before anything is measured.
  await writer.context.setOffline(false);
  await pause(1_000);
  progress(`${waiting + tried} envelopes wait`);
  return `${waiting + tried} envelopes, ${tried} of them tried in vain`;
}

interface Away {
  readonly scratch: Scratch;
  readonly writer: OursTablet;
  /** The server's directory as it was when the network went. */
  readonly before: string;
  readonly port: number;
}

/** The server stands again where it stood when the network went, and so does the mailbox: one reconnect. */
async function pushOnce(away: Away) {
  for (let tries = 0; tries < 5; tries++) {
    const dataDir = await turnBack(away);
    const server = await startOurs(away.scratch, { dataDir, port: away.port });
    const ms = await away.writer.ours('push');
    if (ms !== null) return { server, ms };
    await server.stop();
  }
  throw new Error('The tablet was always faster than the bench.');
}

/** Without a server: the mailbox as it was, and a copy of the server's directory as it was. */
async function turnBack({ scratch, writer, before }: Away): Promise<string> {
  const dataDir = scratch.dir();
  cpSync(before, dataDir, { recursive: true });
  await untilQuiet(writer);
  await writer.ours('restoreMailbox');
  await untilQuiet(writer);
  return dataDir;
}

async function untilQuiet(writer: OursTablet): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await writer.ours('isQuiet')) return;
    await pause(50);
  }
  throw new Error('The tablet keeps syncing.');
}

async function floorPush(floorServer: FloorServer, floorWriter: FloorTablet, dataDir: string) {
  await floorServer.fresh(dataDir);
  await floorWriter.floor('offerAgain');
  await floorServer.hangUp();
  return await floorWriter.floor('push');
}

/** Bytes, requests, disk and memory of the big backlog, counted in rounds of their own so that counting costs no time. */
async function weigh(away: Away, floorServer: FloorServer, floorWriter: FloorTablet): Promise<() => void> {
  const { scratch, writer, port } = away;
  // Kept away from the server until its memory has been read.
  await writer.context.setOffline(true);
  const dataDir = await turnBack(away);
  const server = await startOurs(scratch, { dataDir, port });
  await pause(IDLE_MS / 2);
  const memoryBefore = memoryOf(server.pid);
  await writer.context.setOffline(false);
  await writer.ours('sendAll');
  await pause(IDLE_MS);
  const memory = memoryOf(server.pid) - memoryBefore;
  const disk = sizeOf(dataDir);
  await server.stop();

  const behind = await startOurs(scratch, { dataDir: await turnBack(away) });
  const line = await openCountingLine({ port, serverPort: behind.port });
  await writer.ours('sendAll');
  await untilQuiet(writer);
  const pushes = line.exchanges.filter(
    ({ method, path }) => method === 'POST' && path.endsWith('/envelopes'),
  );
  await line.close();
  await behind.stop();

  const floorDir = scratch.dir();
  const { bytes: plain } = await floorPush(floorServer, floorWriter, floorDir);
  // SQLite moves a long log into the database at the next commit, and leaves the log as long as it was.
  await floorWriter.floor('pushOneMore');
  await pause(1_000);
  const floorDatabase = sizeOf(floorDir, 'floor.sqlite');
  const floorDisk = sizeOf(floorDir);

  const up = pushes.reduce((sum, each) => sum + each.up, 0);
  const down = pushes.reduce((sum, each) => sum + each.down, 0);
  return () => {
    record('bytes-up-10000', up, { floor: plain });
    record('requests-10000', pushes.length, {
      floor: 1,
      detail: `${up} bytes up, ${down} back`,
      isMet: pushes.length <= Math.ceil(up / MEGABYTE) && down <= 1024 * pushes.length,
    });
    record('disk-10000', disk, {
      floor: floorDisk,
      detail: `of the floor ${floorDatabase} are the database, the rest its log`,
    });
    record('server-memory', memory, { detail: `from ${Math.round(memoryBefore)} MiB` });
  };
}

async function measureJoins(deps: {
  readonly count: Count;
  readonly rounds: number;
  readonly lesson: string;
  readonly url: string;
  readonly writer: OursTablet;
  readonly floorServer: FloorServer;
}): Promise<void> {
  const { count, rounds, lesson, url, writer, floorServer } = deps;
  const joins = { ours: [] as number[], floor: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    const code = await writer.ours('invitation');
    const fresh = await openOurs(url);
    try {
      const { team, me } = await fresh.ours('accept', code);
      joins.ours.push(await fresh.ours('join', team, me, lesson, count));
    } finally {
      await fresh.forget();
    }
    const freshFloor = await openFloorTablet(floorServer.url);
    try {
      await floorServer.hangUp();
      joins.floor.push(await freshFloor.floor('join', count));
    } finally {
      await freshFloor.forget();
    }
  }
  record(`join-${count}`, median(joins.ours), {
    floor: median(joins.floor),
    detail: `${spread(joins.ours)}; floor ${spread(joins.floor)}`,
  });
}
