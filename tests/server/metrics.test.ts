import { rmSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { serverMetrics, timedStore } from '../../src/server/metrics.ts';
import { openSqliteStore } from '../../src/server/store.sqlite.ts';
import { startApp, startServerProcess, temporaryDir, type RunningApp } from '../support/server.ts';
import { aBlob, aClaimedTablet, anEnvelope, bytes, done } from './tablet.ts';

const TOKEN = 'a-token-for-the-metrics-only';

test('[K1] a real server counts what it carries and names no team, tablet or token', async () => {
  const dataDir = temporaryDir();
  const server = await startServerProcess({ dataDir });
  const maria = await aClaimedTablet(server.url);
  const hangUp = new AbortController();
  const listening = await maria.events(hangUp.signal);
  const blob = aBlob();
  done(await maria.push([anEnvelope({ size: 1000 }), anEnvelope({ size: 1000 })]));
  done(await maria.pull(0));
  done(await maria.putChunk(blob, 0, bytes(500)));
  await fetch(`${server.url}/api/teams/${maria.team}/envelopes?after=0`);

  const page = await (await fetch(`${server.url}/metrics`)).text();
  hangUp.abort();
  await listening.text().catch(() => '');
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });

  const read = (name: string) =>
    Number(
      page
        .split('\n')
        .find((line) => line.startsWith(name))
        ?.split(' ')
        .at(-1),
    );
  const push = 'route="POST /api/teams/:team/envelopes"';
  const pull = 'route="GET /api/teams/:team/envelopes"';
  expect(read(`threefold_requests_total{${push},status="200"}`)).toBe(1);
  expect(read(`threefold_requests_total{${pull},status="401"}`)).toBe(1);
  expect(read(`threefold_envelopes_total{${push}}`)).toBe(2);
  expect(read('threefold_envelopes_added_total')).toBe(2);
  expect(read(`threefold_sealed_bytes_total{${push}}`)).toBeGreaterThan(2000);
  expect(read(`threefold_sealed_bytes_total{${pull}}`)).toBeGreaterThan(2000);
  expect(read('threefold_sealed_bytes_total{route="PUT /api/teams/:team/blobs/:blob/:chunk"}')).toBe(500);
  expect(read('threefold_commit_seconds_count')).toBe(1);
  expect(read('threefold_listeners')).toBe(1);
  expect(read('threefold_database_bytes')).toBeGreaterThan(2000);
  expect(read('threefold_disk_free_bytes')).toBeGreaterThan(0);
  expect(read('process_resident_memory_bytes')).toBeGreaterThan(0);
  for (const name of [maria.team, maria.device, blob]) expect(page).not.toContain(name);
});

test('[K4] a clock beside a push takes nothing of it away: who sends it is still looked at when it is stored', async () => {
  const dataDir = temporaryDir();
  const store = openSqliteStore(dataDir);
  const { changeLog } = timedStore(store, serverMetrics());
  const claim = { team: 'oak', device: 'dMaria', tokenHash: bytes(32), proofHash: bytes(32) };
  await store.membership.claim(claim, 0);
  const push = (device: string) =>
    changeLog.append('oak', [{ id: bytes(16), bytes: bytes(90) }], { ...claim, device });

  expect(await push('dMaria')).toMatchObject({ added: 1 });
  expect(await push('dRemoved')).toBeNull();
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('the metrics', () => {
  let server: RunningApp;
  afterEach(() => server.stop());

  test('are shown without a token to this machine only, and not through a proxy on it', async () => {
    server = await startApp();
    const ask = async (headers: Record<string, string>) =>
      (await fetch(`${server.url}/metrics`, { headers })).status;

    expect(await ask({})).toBe(200);
    expect(await ask({ 'x-forwarded-for': '127.0.0.1' })).toBe(404);
    expect(await ask({ via: '1.1 caddy' })).toBe(404);
  });

  test('are for nobody on another address when there is no token', async () => {
    server = await startApp();

    const inside = await server.app.inject({ url: '/metrics', remoteAddress: '127.0.0.1' });
    const outside = await server.app.inject({ url: '/metrics', remoteAddress: '192.168.1.20' });

    expect([inside.statusCode, outside.statusCode]).toEqual([200, 404]);
  });

  test('are shown to whoever knows the token, when there is one, and look like nothing to others', async () => {
    server = await startApp({ metricsToken: TOKEN });
    const ask = (authorization?: string) =>
      fetch(`${server.url}/metrics`, { headers: authorization ? { authorization } : {} });

    expect((await ask(`Bearer ${TOKEN}`)).status).toBe(200);
    const refused = await Promise.all([
      ask(),
      ask(`Bearer ${TOKEN}x`),
      ask(TOKEN),
      ask(`Bearer ${TOKEN.slice(1)}`),
    ]);
    expect(refused.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    const nowhere = await fetch(`${server.url}/nowhere.txt`);
    expect(await refused[0]!.text()).toBe(await nowhere.text());
  });
});
