import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { startServerProcess, type ServerProcess } from '../support/server.ts';
import { ROOT, type Scratch } from './bench-app.ts';

/** The real, built server; only its limits are raised to what a load test needs. */
export async function startOurs(
  scratch: Scratch,
  { dataDir, port, env }: { dataDir: string; port?: number; env?: Readonly<Record<string, string>> },
): Promise<ServerProcess & { readonly port: number }> {
  const server = await startServerProcess({
    dataDir,
    main: join(ROOT, 'dist/server/main.js'),
    ...(port !== undefined && { port }),
    env: {
      APP_DIR: scratch.appDir,
      PUSHES_PER_MINUTE: '1000000',
      CLAIMS_PER_MINUTE: '1000000',
      ACCEPTS_PER_MINUTE: '1000000',
      ...env,
    },
  });
  return { ...server, port: Number(new URL(server.url).port) };
}

export interface FloorServer {
  readonly url: string;
  /** A new empty database in this directory, and no connection left open: as if it had just started. */
  fresh(dataDir: string): Promise<void>;
  /** Ends idle connections, so that a reconnect is one. */
  hangUp(): Promise<void>;
  stop(): Promise<void>;
}

/** Bare Node http with better-sqlite3 in a process of its own. */
export async function startFloor(scratch: Scratch): Promise<FloorServer> {
  const script = join(import.meta.dirname, 'floor-server.mjs');
  const child = spawn(process.execPath, [script, join(scratch.appDir, 'bench')], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const { port } = await answerOf<{ port: number }>(child, { do: 'fresh', dataDir: scratch.dir() });
  return {
    url: `http://127.0.0.1:${port}`,
    fresh: async (dataDir) => void (await answerOf(child, { do: 'fresh', dataDir })),
    hangUp: async () => void (await answerOf(child, { do: 'hangUp' })),
    stop: () => ended(child),
  };
}

export async function answerOf<T>(child: ChildProcess, request: object): Promise<T> {
  const listening = new AbortController();
  const { signal } = listening;
  const gone = async () => {
    const [code] = (await once(child, 'exit', { signal })) as [number | null];
    throw new Error(`A process of the bench ended with ${code}.`);
  };
  child.send(request);
  try {
    const [message] = (await Promise.race([once(child, 'message', { signal }), gone()])) as [T];
    return message;
  } finally {
    listening.abort();
  }
}

export async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
}

/** Resident memory of a process in MiB. */
export function memoryOf(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  if (kilobytes === undefined) throw new Error('The memory of the server could not be read.');
  return Number(kilobytes) / 1024;
}

/** Bytes of all files in a folder, or of one of them, as they lie. */
export function sizeOf(folder: string, only?: string): number {
  const names = only === undefined ? readdirSync(folder) : [only];
  return names.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}
