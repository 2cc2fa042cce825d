import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { FastifyInstance } from 'fastify';
import { build } from 'vite';
import { buildApp, type AppDeps } from '../../src/server/app.ts';
import type { Store } from '../../src/server/store.ts';
import { openSqliteStore } from '../../src/server/store.sqlite.ts';

export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** SIGTERM, and waits until it has ended; answers its exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL, and waits until it is gone. */
  kill(): Promise<void>;
  /** Everything it has written, its log included. */
  output(): string;
}

export interface ServerProcessOptions {
  readonly dataDir: string;
  readonly port?: number;
  /** Further settings, such as LOG_LEVEL, APP_DIR or PUSHES_PER_MINUTE. */
  readonly env?: Readonly<Record<string, string>>;
  /** A server that is built already, such as dist/server/main.js. */
  readonly main?: string;
}

/** A real server in a process of its own, built from the sources as they are. */
export async function startServerProcess(options: ServerProcessOptions): Promise<ServerProcess> {
  const main = options.main ?? (await builtServer());
  const child = spawn(process.execPath, [main], {
    env: {
      PATH: process.env['PATH'],
      HOST: '127.0.0.1',
      PORT: String(options.port ?? 0),
      DATA_DIR: options.dataDir,
      LOG_LEVEL: 'warn',
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const url = await new Promise<string>((done, fail) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      output += `${line}\n`;
      const found = /^Threefold is at (\S+)$/.exec(line)?.[1];
      if (found) done(found.replace('localhost', '127.0.0.1'));
    });
    void ended.then((code) => fail(new Error(`The server ended with ${code}:\n${output}`)));
  });

  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return ended;
  };
  return {
    url,
    pid: child.pid ?? 0,
    stop: () => end('SIGTERM'),
    kill: async () => void (await end('SIGKILL')),
    output: () => output,
  };
}

export interface RunningApp {
  readonly url: string;
  readonly app: FastifyInstance;
  readonly store: Store;
  stop(): Promise<void>;
}

/** The same server inside the test, with a clock the test can set and its own empty database unless one is given. */
export async function startApp(
  options: Partial<Omit<AppDeps, 'store'>> & { readonly dataDir?: string; readonly store?: Store } = {},
): Promise<RunningApp> {
  const dataDir = options.dataDir ?? temporaryDir();
  const store = options.store ?? openSqliteStore(dataDir);
  const app = await buildApp({ now: Date.now, appDir: join(dataDir, 'no-app'), ...options, store });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    url,
    app,
    store,
    async stop() {
      await app.close();
      await store.close();
      if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** An empty directory for one test. */
export function temporaryDir(): string {
  return mkdtempSync(join(tmpdir(), 'threefold-test-'));
}

let built: Promise<string> | undefined;

/**
 * Built inside node_modules, from where the server finds its libraries, under a name made from its sources: the test
 * files of one run share it, and nobody is ever handed an old one.
 */
function builtServer(): Promise<string> {
  built ??= (async () => {
    const root = resolve(import.meta.dirname, '../..');
    const builds = join(root, 'node_modules/.cache/servers-for-tests');
    const outDir = join(builds, fingerprint(root));
    if (existsSync(outDir)) return join(outDir, 'main.js');
    mkdirSync(builds, { recursive: true });
    forgetOldBuilds(builds);
    const unfinished = mkdtempSync(join(builds, 'unfinished-'));
    await build({
      root,
      configFile: join(root, 'vite.config.server.ts'),
      build: { outDir: unfinished },
      logLevel: 'error',
    });
    try {
      renameSync(unfinished, outDir);
    } catch (error) {
      // Another test file was quicker; its build is the same.
      if (!existsSync(outDir)) throw error;
      rmSync(unfinished, { recursive: true, force: true });
    }
    return join(outDir, 'main.js');
  })();
  return built;
}

function fingerprint(root: string): string {
  const hash = createHash('sha256').update(readFileSync(join(root, 'vite.config.server.ts')));
  for (const room of ['server', 'protocol', 'domain']) {
    const dir = join(root, 'src', room);
    const names = readdirSync(dir, { recursive: true, encoding: 'utf8' }).toSorted();
    for (const name of names.filter((one) => one.endsWith('.ts'))) {
      hash.update(name).update(readFileSync(join(dir, name)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}

function forgetOldBuilds(builds: string) {
  const anHourAgo = Date.now() - 3_600_000;
  for (const name of readdirSync(builds)) {
    const dir = join(builds, name);
    if (statSync(dir).mtimeMs < anHourAgo) rmSync(dir, { recursive: true, force: true });
  }
}
