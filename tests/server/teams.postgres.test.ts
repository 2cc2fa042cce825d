import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { openPostgresStore } from '../../src/server/store.postgres.ts';
import { withPostgres } from '../support/postgres.ts';
import { aDevice, aTeam, bytes } from './tablet.ts';

const postgres = withPostgres();
const TEAMS = resolve(import.meta.dirname, '../../scripts/teams.mjs');

/** What `npm run teams` says of a database, once it has ended. */
async function teams(url: string) {
  const child = spawn(process.execPath, [TEAMS], {
    env: { PATH: process.env['PATH'], DATABASE_URL: url },
  });
  const [words, [status]] = await Promise.all([
    Promise.all([text(child.stdout), text(child.stderr)]),
    once(child, 'exit') as Promise<[number]>,
  ]);
  return { status, words: words.join('') };
}

test('teams that were not heard for long are reported from PostgreSQL too', async () => {
  const url = await postgres().newDatabase();
  const store = await openPostgresStore(url);
  const claim = { device: aDevice(), tokenHash: bytes(32), proofHash: bytes(32) };
  const [oak, elm] = [aTeam(), aTeam()];
  const longAgo = Date.now() - 400 * 86_400_000;
  await store.membership.claim({ ...claim, team: oak }, longAgo);
  await store.membership.claim({ ...claim, team: elm }, Date.now());
  await store.close();

  const { status, words } = await teams(url);

  const day = new Date(longAgo).toISOString().slice(0, 10);
  expect(status).toBe(0);
  expect(words).toMatch(/^1 of 2 teams were not heard for 365 days/);
  expect(words).toContain(`${oak}  last heard ${day}, 1 tablets, 0 envelopes, 0 MB`);
});

test('a database that no server has used yet is told, and the command ends', async () => {
  const { status, words } = await teams(await postgres().newDatabase());

  expect(status).toBe(1);
  expect(words).toContain('"team"');
});
