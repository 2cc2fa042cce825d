import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chownSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startApp, startServerProcess, temporaryDir } from '../support/server.ts';
import { aClaimedTablet, anEnvelope, aTablet, done, whole } from './tablet.ts';

const SCRIPTS = resolve(import.meta.dirname, '../../scripts');

let dataDir: string;
let copies: string;
let stop: (() => Promise<unknown>) | undefined;
beforeEach(() => {
  dataDir = temporaryDir();
  copies = temporaryDir();
});
afterEach(async () => {
  await stop?.();
  stop = undefined;
  for (const folder of [dataDir, copies]) rmSync(folder, { recursive: true, force: true });
});

/** A process of its own where two programs hold the database at once; else the same server in here, which starts sooner. */
async function serve(kind: 'process' | 'here'): Promise<string> {
  const server = kind === 'process' ? await startServerProcess({ dataDir }) : await startApp({ dataDir });
  stop = () => server.stop();
  return server.url;
}

async function stopServing() {
  await stop?.();
  stop = undefined;
}

async function command(
  name: 'backup' | 'restore' | 'teams',
  args: readonly string[],
  env: Record<string, string> = {},
) {
  const child = spawn(process.execPath, [join(SCRIPTS, `${name}.mjs`), ...args], {
    env: { PATH: process.env['PATH'], DATA_DIR: dataDir, ...env },
  });
  const [words, [status]] = await Promise.all([
    Promise.all([text(child.stdout), text(child.stderr)]),
    once(child, 'exit') as Promise<[number]>,
  ]);
  return { status, words: words.join('') };
}

/** A setting with which a command runs this first. */
function before(statements: string): Record<string, string> {
  const lines = `import fs from 'node:fs'; import { syncBuiltinESMExports } from 'node:module'; ${statements}`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(lines)}` };
}

const newestCopy = () =>
  join(
    copies,
    readdirSync(copies)
      .filter((name) => /^threefold-.*sqlite$/.test(name))
      .toSorted()
      .at(-1)!,
  );

test('[S7] a server set back to a backup is the same server with the same log, as it was then', async () => {
  const maria = await aClaimedTablet(await serve('process'));
  const early = [anEnvelope(), anEnvelope()];
  const { head } = done(await maria.push(early));
  const backedUp = await command('backup', [copies]);
  done(await maria.push([anEnvelope()]));

  const whileItRuns = await command('restore', [newestCopy()]);
  await stopServing();
  const overNewer = await command('restore', [newestCopy()]);
  const told = await command('restore', [newestCopy(), '--older']);
  const restored = done(await aTablet(await serve('process'), maria).pull(0));

  expect(backedUp.words).toMatch(/1 teams, 2 envelopes/);
  expect([backedUp.status, whileItRuns.status, overNewer.status, told.status]).toEqual([0, 1, 1, 0]);
  expect(whileItRuns.words).toMatch(/A server has this database open/);
  expect(overNewer.words).toMatch(/newer: it has 1 envelopes of 1 teams that the backup lacks/);
  expect(told.words).toMatch(/notices at its next exchange/);
  expect(whole(restored.envelopes)).toEqual(early);
  expect(restored.head).toEqual(head);
  const aside = new Database(
    join(
      dataDir,
      readdirSync(dataDir).find((name) => /before-restore.*sqlite$/.test(name))!,
    ),
  );
  expect(aside.prepare('SELECT count(*) FROM envelope').pluck().get()).toBe(3);
  aside.close();
});

test('[S1] a backup made in the middle of writing is whole and holds all that was acknowledged before', async () => {
  const maria = await aClaimedTablet(await serve('process'));
  const acked = new Map<number, Uint8Array>();
  let isWriting = true;
  const write = async () => {
    while (isWriting) {
      const envelope = anEnvelope({ size: 2_000 });
      acked.set(Number(done(await maria.push([envelope])).results[0]), envelope);
    }
  };
  const writing = Promise.all([write(), write(), write()]);
  while (acked.size < 50) await new Promise((next) => setImmediate(next));
  const before = new Map(acked);
  const { status } = await command('backup', [join(copies, 'one.sqlite')]);
  isWriting = false;
  await writing;

  const copy = new Database(join(copies, 'one.sqlite'), { readonly: true });
  const bytesAt = copy.prepare('SELECT bytes FROM envelope WHERE seq = ?').pluck();
  const lost = [...before].filter(([seq, bytes]) => !Buffer.from(bytes).equals(bytesAt.get(seq) as Buffer));
  expect([status, lost, copy.pragma('integrity_check', { simple: true })]).toEqual([0, [], 'ok']);
  copy.close();
});

test('[K9] a backup says until when it may be kept, and a later one removes it and nothing else', async () => {
  await aClaimedTablet(await serve('here'));
  const strangers = ['somebody.sqlite', 'settings.json'];
  for (const name of strangers) writeFileSync(join(copies, name), '{}');
  await command('backup', [copies], { BACKUP_KEEP_DAYS: '14' });
  const first = newestCopy();
  const manifest = JSON.parse(readFileSync(`${first}.json`, 'utf8')) as { madeAt: string; expiresAt: string };

  const days = (Date.parse(manifest.expiresAt) - Date.parse(manifest.madeAt)) / 86_400_000;
  expect(days).toBe(14);
  expect(first).toContain(`-until-${manifest.expiresAt.slice(0, 10).replaceAll('-', '')}`);

  const yesterday = new Date(Date.now() - 86_400_000).toISOString();
  writeFileSync(`${first}.json`, JSON.stringify({ ...manifest, expiresAt: yesterday }));
  const expired = await command('restore', [first]);
  const { words } = await command('backup', [join(copies, 'next.sqlite')]);

  expect(expired.words).toMatch(/was to be gone by .*--expired/s);
  expect(words).toContain(`Removed ${first}`);
  expect(readdirSync(copies).toSorted()).toEqual(
    [...strangers, 'next.sqlite', 'next.sqlite.json'].toSorted(),
  );
});

test('[K9] a backup that was cut off leaves nothing that stays for good', async () => {
  await aClaimedTablet(await serve('here'));
  const cutOff = (step: string, days: string) => ({
    ...before(`fs.${step} = () => process.kill(process.pid, 'SIGKILL'); syncBuiltinESMExports();`),
    BACKUP_KEEP_DAYS: days,
  });
  await command('backup', [copies], cutOff('writeFileSync', '20'));
  await command('backup', [copies], cutOff('renameSync', '30'));
  const left = readdirSync(copies);
  const soon = await command('backup', [join(copies, 'soon.sqlite')]);
  const stillLeft = readdirSync(copies).filter((name) => !name.startsWith('soon'));

  const inFortyDays = before('const now = Date.now; Date.now = () => now() + 40 * 86_400_000;');
  const { status } = await command('backup', [join(copies, 'later.sqlite')], inFortyDays);

  expect([soon.status, status]).toEqual([0, 0]);
  expect(left.length).toBeGreaterThan(1);
  // It may be under way in another program.
  expect(stillLeft).toEqual(left);
  expect(readdirSync(copies)).toEqual(['later.sqlite', 'later.sqlite.json']);
});

test('[K9] without room for a new backup those whose time is over go all the same, and the newest of all stays', async () => {
  await aClaimedTablet(await serve('here'));
  const noRoom = (inDays: number) =>
    before(`
      const now = Date.now; Date.now = () => now() + ${inDays} * 86_400_000;
      fs.renameSync = () => { throw Object.assign(new Error('no space left'), { code: 'ENOSPC', syscall: 'rename' }); };
      syncBuiltinESMExports();`);
  const made = (name: string, days: string) =>
    command('backup', [join(copies, `${name}.sqlite`)], { BACKUP_KEEP_DAYS: days });
  await made('first', '10');
  await made('second', '20');
  await made('third', '30');
  const left = async (inDays: number) => {
    const { status } = await command('backup', [copies], noRoom(inDays));
    return [status, ...readdirSync(copies).filter((name) => name.endsWith('.sqlite'))];
  };

  expect(await left(15)).toEqual([1, 'second.sqlite', 'third.sqlite']);
  expect(await left(40)).toEqual([1, 'third.sqlite']);
  expect(readdirSync(copies)).toEqual(['third.sqlite', 'third.sqlite.json']);
});

test('a backup is made although an older one, whose time is over, cannot be removed; that is told', async () => {
  await aClaimedTablet(await serve('here'));
  await command('backup', [join(copies, 'first.sqlite')]);
  await command('backup', [join(copies, 'second.sqlite')]);

  const { status, words } = await command(
    'backup',
    [join(copies, 'third.sqlite')],
    before(`
      const now = Date.now; Date.now = () => now() + 40 * 86_400_000;
      const remove = fs.rmSync;
      fs.rmSync = (file, ...how) => {
        if (file.endsWith('first.sqlite')) throw Object.assign(new Error('kept for good'), { syscall: 'unlink' });
        remove(file, ...how);
      };
      syncBuiltinESMExports();`),
  );

  expect(existsSync(join(copies, 'third.sqlite'))).toBe(true);
  expect(status).toBe(1);
  expect(words).toContain('kept for good');
});

test("[K9] what root copies and sets aside belongs to the server's account, whose nightly backup else could not remove it", async (context) => {
  if (process.getuid?.() !== 0) return context.skip('Only root works for another account.');
  await aClaimedTablet(await serve('here'));
  await stopServing();
  const account = 65_534;
  for (const path of [copies, dataDir, join(dataDir, 'threefold.sqlite')]) chownSync(path, account, account);

  const backedUp = await command('backup', [copies]);
  const restored = await command('restore', [newestCopy()]);

  expect([backedUp.status, restored.status]).toEqual([0, 0]);
  expect(restored.words).toContain(join(dataDir, 'threefold.sqlite'));
  const made = [copies, dataDir].flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  expect(made.filter((path) => statSync(path).uid !== account)).toEqual([]);
  expect(made.some((path) => path.endsWith('.json') && path.includes('before-restore'))).toBe(true);
});

describe('restore', () => {
  const inFortyDays = before('const now = Date.now; Date.now = () => now() + 40 * 86_400_000;');
  const asideIn = (folder: string) => readdirSync(folder).filter((name) => name.includes('before-restore'));

  test('[K9] cut off, leaves no copy of the notes that stays for good', async () => {
    await aClaimedTablet(await serve('here'));
    await command('backup', [join(copies, 'one.sqlite')]);
    await stopServing();
    const cutOffAfter = (step: string) =>
      before(`
        const step = fs.${step};
        fs.${step} = (...given) => { step(...given); process.kill(process.pid, 'SIGKILL'); };
        syncBuiltinESMExports();`);
    await command('restore', [join(copies, 'one.sqlite')], cutOffAfter('linkSync'));
    const left = readdirSync(dataDir);

    await serve('here');
    const whenServed = readdirSync(dataDir).filter((name) => name.includes('incoming'));
    const { status } = await command('backup', [copies], inFortyDays);

    expect(left).toContain('threefold.sqlite.incoming');
    expect(left.some((name) => name.includes('before-restore'))).toBe(true);
    expect(whenServed).toEqual([]);
    expect(status).toBe(0);
    expect(asideIn(dataDir)).toEqual([]);
  });

  test('[K9] what it set aside of a damaged database goes with its write-ahead log when its time is over', async () => {
    const killed = await startServerProcess({ dataDir });
    const maria = await aClaimedTablet(killed.url);
    await command('backup', [join(copies, 'one.sqlite')]);
    done(await maria.push([anEnvelope()]));
    await killed.kill();
    expect(statSync(join(dataDir, 'threefold.sqlite-wal')).size).toBeGreaterThan(0);
    writeFileSync(join(dataDir, 'threefold.sqlite'), 'coffee was spilt here '.repeat(400));
    const restored = await command('restore', [join(copies, 'one.sqlite'), '--older']);
    const aside = asideIn(dataDir);

    const { status } = await command('backup', [copies], inFortyDays);

    expect([restored.status, status]).toEqual([0, 0]);
    expect(aside.some((name) => name.endsWith('.sqlite-wal'))).toBe(true);
    expect(asideIn(dataDir)).toEqual([]);
  });

  test('takes nothing that is not a sound backup, and changes nothing then', async () => {
    const maria = await aClaimedTablet(await serve('here'));
    done(await maria.push([anEnvelope()]));
    await command('backup', [join(copies, 'whole.sqlite')]);
    await stopServing();
    const before = readFileSync(join(dataDir, 'threefold.sqlite'));
    const sound = readFileSync(join(copies, 'whole.sqlite'));
    writeFileSync(join(copies, 'half.sqlite'), sound.subarray(0, sound.length / 2));
    writeFileSync(join(copies, 'text.sqlite'), 'Dear school, '.repeat(500));
    new Database(join(copies, 'other.sqlite')).exec('CREATE TABLE pupil (name)').close();
    const newer = new Database(join(copies, 'whole.sqlite'));
    newer.pragma('user_version = 999');
    newer.close();

    const answers = await Promise.all(
      ['half', 'text', 'other', 'whole', 'missing'].map((name) =>
        command('restore', [join(copies, `${name}.sqlite`), '--older']),
      ),
    );

    expect(answers.map(({ status }) => status)).toEqual([1, 1, 1, 1, 1]);
    expect(answers[0]!.words).toMatch(/not a sound backup/);
    expect(answers[3]!.words).toMatch(/newer Threefold/);
    expect(readFileSync(join(dataDir, 'threefold.sqlite')).equals(before)).toBe(true);
    expect(readdirSync(dataDir)).toEqual(['threefold.sqlite']);
  });

  test('replaces a damaged database when told to, and puts one where there was none', async () => {
    const maria = await aClaimedTablet(await serve('here'));
    const envelope = anEnvelope();
    done(await maria.push([envelope]));
    await command('backup', [join(copies, 'one.sqlite')]);
    await stopServing();
    writeFileSync(join(dataDir, 'threefold.sqlite'), 'coffee was spilt here '.repeat(400));

    const first = await command('restore', [join(copies, 'one.sqlite')]);
    const told = await command('restore', [join(copies, 'one.sqlite'), '--older']);
    rmSync(dataDir, { recursive: true });
    const onNothing = await command('restore', [join(copies, 'one.sqlite')]);

    expect(first.words).toMatch(/damaged/);
    expect([first.status, told.status, onNothing.status]).toEqual([1, 0, 0]);
    const again = aTablet(await serve('here'), maria);
    expect(whole(done(await again.pull(0)).envelopes)).toEqual([envelope]);
  });

  test('[S1] takes all of a plain copy of the folder of a server that was cut off, its write-ahead log too', async () => {
    const killed = await startServerProcess({ dataDir });
    const maria = await aClaimedTablet(killed.url);
    const envelope = anEnvelope();
    done(await maria.push([envelope]));
    await killed.kill();
    const log = join(dataDir, 'threefold.sqlite-wal');
    expect(statSync(log).size).toBeGreaterThan(0);
    cpSync(dataDir, copies, { recursive: true });
    rmSync(dataDir, { recursive: true });

    const { status, words } = await command('restore', [join(copies, 'threefold.sqlite')]);

    expect(status).toBe(0);
    expect(words).toMatch(/Restored 1 teams and 1 envelopes/);
    const again = aTablet(await serve('here'), maria);
    expect(whole(done(await again.pull(0)).envelopes)).toEqual([envelope]);
  });
});

test('teams that were not heard for long are reported, and nothing is taken from them', async () => {
  const longAgo = Date.now() - 400 * 86_400_000;
  const early = await startApp({ dataDir, now: () => longAgo });
  const oak = await aClaimedTablet(early.url);
  done(await oak.push([anEnvelope(), anEnvelope()]));
  await early.stop();
  const elm = await aClaimedTablet(await serve('here'));

  const { words } = await command('teams', []);
  const longer = await command('teams', ['--idle', '500']);

  const day = new Date(longAgo).toISOString().slice(0, 10);
  expect(words).toMatch(/^1 of 2 teams were not heard for 365 days/);
  expect(words).toContain(`${oak.team}  last heard ${day}, 1 tablets, 2 envelopes, 0 MB`);
  expect(words).not.toContain(elm.team);
  expect(longer.words).toBe('0 of 2 teams were not heard for 500 days.\n');
});

test('a team that handed its last tablet back is named apart: nobody knows when it was last heard', async () => {
  const longAgo = Date.now() - 400 * 86_400_000;
  const early = await startApp({ dataDir, now: () => longAgo });
  const oak = await aClaimedTablet(early.url);
  done(await oak.push([anEnvelope()]));
  await early.stop();
  const today = aTablet(await serve('here'), oak);
  done(await today.pull(0));
  done(await today.leave());

  const { words } = await command('teams', []);

  const day = new Date(longAgo).toISOString().slice(0, 10);
  expect(words).toBe(
    '0 of 1 teams were not heard for 365 days.\n' +
      '1 handed their last tablet back; when, is not kept.\n' +
      `${oak.team}  started ${day}, no tablet, 1 envelopes, 0 MB of photos\n`,
  );
});

test('with PostgreSQL both commands name those that do it, and do nothing', async () => {
  const env = { DATABASE_URL: 'postgres://threefold:a-password@localhost/threefold' };

  const answers = await Promise.all([command('backup', [copies], env), command('restore', [copies], env)]);

  for (const { status, words } of answers) {
    expect(status).toBe(1);
    expect(words).toMatch(/pg_dump[^]*pg_restore/);
    expect(words).not.toContain('a-password');
  }
  expect(existsSync(join(copies, 'threefold.dump'))).toBe(false);
});
