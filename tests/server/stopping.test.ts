import { once } from 'node:events';
import { readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { request, type IncomingMessage } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { toCbor } from '../../src/protocol/bytes.ts';
import { CBOR, parsePushAnswer } from '../../src/protocol/requests.ts';
import { startServerProcess, temporaryDir, type ServerProcess } from '../support/server.ts';
import { aClaimedTablet, anEnvelope, aTablet, bearer, done, whole, type Tablet } from './tablet.ts';

const dataDir = temporaryDir();
let server: ServerProcess;
afterEach(async () => {
  await server.kill();
  rmSync(dataDir, { recursive: true, force: true });
});

test('[S1] a server asked to stop answers the push it is being sent, ends the event streams and closes the database', async () => {
  server = await startServerProcess({ dataDir, env: { LOG_LEVEL: 'info' } });
  const maria = await aClaimedTablet(server.url);
  const events = await maria.events(new AbortController().signal);
  const spare = connect(Number(new URL(server.url).port), '127.0.0.1');
  await once(spare, 'connect');
  const envelope = anEnvelope({ size: 40_000 });
  const push = halfSentPush(server.url, maria, envelope);
  await once(push.upload, 'socket');
  await expect.poll(() => push.upload.socket?.bytesWritten ?? 0).toBeGreaterThan(10_000);

  const ended = server.stop();
  // The stream ends, and so does a connection held in reserve; the push that is not finished goes on.
  for await (const _ of events.body!);
  await once(spare.resume(), 'close');
  const answer = await push.finish();

  expect(answer).toMatchObject({ ok: true, value: { results: [1] } });
  expect(await ended).toBe(0);
  expect(server.output()).toMatch(/"stopping"[^]*"stopped"/);
  expect(readdirSync(dataDir)).toEqual(['threefold.sqlite']);
  server = await startServerProcess({ dataDir });
  const { envelopes } = done(await aTablet(server.url, maria).pull(0));
  expect(whole(envelopes)).toEqual([envelope]);
});

test('while it drains it serves but says it is not ready; a second signal ends the waiting', async () => {
  server = await startServerProcess({ dataDir, env: { DRAIN_SECONDS: '300' } });
  const maria = await aClaimedTablet(server.url);
  const statusOf = async (path: string) => (await fetch(server.url + path)).status;
  expect(await statusOf('/readyz')).toBe(200);

  const ended = server.stop();
  await expect.poll(() => statusOf('/readyz')).toBe(503);
  const asked = await fetch(`${server.url}/readyz`, { method: 'HEAD' });
  const alive = await statusOf('/healthz');
  const pushed = done(await maria.push([anEnvelope()]));
  // Signals that come within a second are one; so it is asked until it hears.
  const asking = setInterval(() => process.kill(server.pid, 'SIGTERM'), 200);
  const code = await ended.finally(() => clearInterval(asking));

  expect([asked.status, alive, pushed.results, code]).toEqual([503, 200, [1], 0]);
});

/** A push of which the server has had one half, and waits for the other. */
function halfSentPush(url: string, { team, token }: Tablet, envelope: Uint8Array) {
  const body = Buffer.from(toCbor({ envelopes: [envelope] }));
  const headers = { 'content-type': CBOR, 'content-length': body.length, ...bearer(token) };
  const upload = request(`${url}/api/teams/${team}/envelopes`, { method: 'POST', headers });
  upload.write(body.subarray(0, body.length / 2));
  return {
    upload,
    async finish() {
      const heard = once(upload, 'response') as Promise<[IncomingMessage]>;
      upload.end(body.subarray(body.length / 2));
      const [response] = await heard;
      return parsePushAnswer(new Uint8Array(Buffer.concat(await response.toArray())));
    },
  };
}
