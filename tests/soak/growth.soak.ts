import { readFileSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { median, percentile } from '../bench/figures.ts';
import { memoryOf } from '../bench/servers.ts';
import { anEnvelope, aTablet, done, type Tablet } from '../server/tablet.ts';
import { startPostgres, type Postgres } from '../support/postgres.ts';
import { startServerProcess } from '../support/server.ts';
import { grownPostgres, grownSqlite, tabletOf, type Grown, type Settings } from './grown-database.ts';

/**
 * What a push costs does not depend on what the server holds already: npm run soak -- growth. Prints what it measures.
 * Nothing is asserted but that every push is taken, for the times are the machine's.
 */
const ENVELOPES = Number(process.env['SOAK_ENVELOPES'] ?? 1_000_000);
const TEAMS = Number(process.env['SOAK_TEAMS'] ?? 50_000);
const PUSHES = 400;
const VISITORS = 2_000;

let postgres: Postgres & { end(): Promise<void> };
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.end());

const DATABASES = {
  SQLite: grownSqlite,
  PostgreSQL: (grown: Grown) => grownPostgres(postgres, grown),
};
const SIZES: readonly (Grown & { readonly what: string })[] = [
  { what: 'one team, 10 envelopes', teams: 1, envelopesEach: 10 },
  { what: `one team, ${ENVELOPES} envelopes`, teams: 1, envelopesEach: ENVELOPES },
  { what: `${TEAMS} teams, ${ENVELOPES} envelopes`, teams: TEAMS, envelopesEach: ENVELOPES / TEAMS },
];

describe.each(['SQLite', 'PostgreSQL'] as const)('%s', (name) => {
  test.each(SIZES)('$what', async ({ what, teams, envelopesEach }) => {
    const settings = await DATABASES[name]({ teams, envelopesEach });
    const server = await start(settings);
    try {
      const tablet = aTablet(server.url, { ...tabletOf(Math.floor(teams / 2)) });
      const times: number[] = [];
      for (let count = 0; count < PUSHES; count++) {
        const envelopes = [anEnvelope()];
        const began = performance.now();
        const { head } = done(await tablet.push(envelopes));
        times.push(performance.now() - began);
        expect(head.seq).toBe(envelopesEach + count + 1);
      }
      console.log(
        `${name}, ${what}: a push takes ${median(times).toFixed(2)} ms, p95 ${percentile(times, 95).toFixed(2)} ms`,
      );
      if (teams > 1) await visit(server, name, teams);
      else await join(tablet, name, what);
    } finally {
      await server.stop();
      rmSync(settings.dataDir, { recursive: true, force: true });
    }
  });
});

function start({ dataDir, env }: Settings) {
  return startServerProcess({ dataDir, env: { ...env, PUSHES_PER_MINUTE: '1000000' } });
}

/** A new tablet fetches the log page by page, and has something to show long before it has all. */
async function join(tablet: Tablet, name: string, what: string) {
  const began = performance.now();
  let first: number | undefined;
  for (let after = 0, head = 1; after < head;) {
    const page = done(await tablet.pull(after));
    first ??= performance.now() - began;
    after += page.envelopes.length;
    head = page.head.seq;
  }
  const last = performance.now() - began;
  console.log(
    `${name}, ${what}: a new tablet has its first envelopes after ${first?.toFixed(0)} ms, the last after ${last.toFixed(0)} ms`,
  );
}

/** Many teams look in once, in two waves, and are idle then: the second wave's are not remembered beside the first's. */
async function visit(server: { readonly url: string; readonly pid: number }, name: string, teams: number) {
  const memory: number[] = [];
  const most = Math.min(VISITORS, Math.floor(teams / 2));
  for (let wave = 0; wave < 3; wave++) {
    for (let from = 0; from < most; from += 50) {
      const tablets = Array.from({ length: 50 }, (_, index) =>
        aTablet(server.url, tabletOf((wave * most + from + index) % teams)),
      );
      for (const answer of await Promise.all(tablets.map(({ pull }) => pull(1e9)))) done(answer);
    }
    memory.push(memoryOf(server.pid));
  }
  const shown = memory.map((mib) => mib.toFixed(0)).join(', ');
  console.log(
    `${name}: resident memory after each ${most} teams that looked in once: ${shown} MiB (${cores()})`,
  );
}

function cores(): string {
  return `${readFileSync('/proc/cpuinfo', 'utf8').match(/^processor/gm)?.length ?? '?'} cores`;
}
