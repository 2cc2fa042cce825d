import { rmSync } from 'node:fs';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { toCbor } from '../../src/protocol/bytes.ts';
import { CBOR } from '../../src/protocol/requests.ts';
import { serverLog } from '../../src/server/log.ts';
import { startServerProcess, temporaryDir } from '../support/server.ts';
import { aBlob, aClaimedTablet, anEnvelope, bearer, bytes, done } from './tablet.ts';

const WORD = 'Gwenllian';
/** All that a line may hold: when, how bad, which route or event, and numbers. */
const FIELDS = /^(time|level|msg|route|status|ms|envelopes|added|bytes|blobs|listening|invitations|code|at)$/;

test('[K1] whatever words a request brings, and wherever, the log holds none of them and no team, tablet or token', async () => {
  const dataDir = temporaryDir();
  const metricsToken = `${WORD}-and-her-24-letters`;
  const env = { LOG_LEVEL: 'trace', METRICS_TOKEN: metricsToken, TRUSTED_PROXIES: '1' };
  const server = await startServerProcess({ dataDir, env });
  const maria = await aClaimedTablet(server.url);
  const blob = aBlob();
  const body = new TextEncoder().encode(WORD);
  const headers = {
    'user-agent': WORD,
    referer: `http://${WORD}.example/`,
    cookie: `pupil=${WORD}`,
    'x-forwarded-for': WORD,
    'content-type': CBOR,
  };

  done(await maria.push([anEnvelope(), new Uint8Array([...anEnvelope(), ...body]), body]));
  done(await maria.putChunk(blob, 0, new Uint8Array([...bytes(200), ...body])));
  done(await maria.erase([bytes(16)], [bytes(16)]));
  const attempts: readonly [string, string, RequestInit][] = [
    ['GET', `/${WORD}`, {}],
    ['GET', `/${WORD}?note=${WORD}#${WORD}`, { headers: { ...headers, accept: 'text/html' } }],
    ['GET', `/%E0%A4%A/${WORD}`, {}],
    ['GET', `/assets/../${WORD}.js`, {}],
    ['GET', '/metrics', { headers: { authorization: `Bearer ${metricsToken}` } }],
    ['GET', '/metrics', { headers: { authorization: `Bearer ${WORD}` } }],
    ['POST', '/api/teams', { body }],
    [
      'POST',
      '/api/teams',
      { body: toCbor({ team: WORD, device: WORD, token: body, proof: body }) as BodyInit },
    ],
    [
      'POST',
      `/api/teams/${WORD}/envelopes`,
      { body, headers: { ...headers, authorization: `Bearer ${WORD}` } },
    ],
    ['POST', `/api/teams/${maria.team}/envelopes`, { body, headers: { ...headers, ...bearer(maria.token) } }],
    ['POST', `/api/teams/${maria.team}/presence`, { body, headers: { ...headers, ...bearer(maria.token) } }],
    ['POST', `/api/invitations/${WORD}/accept`, { body: toCbor({ proof: body }) as BodyInit }],
    ['GET', `/api/teams/${maria.team}/blobs/${WORD}/0`, { headers: bearer(maria.token) }],
    ['DELETE', `/api/teams/${maria.team}/${WORD}`, {}],
  ];
  for (const [method, path, init] of attempts) {
    await fetch(server.url + path, { method, headers, ...init }).then((answer) => answer.arrayBuffer());
  }
  await unreadable(server.url, `${WORD} /${WORD} HTTP/1.1\r\n${WORD}: ${WORD}\r\n\r\n`);
  await unreadable(server.url, `GET /${WORD} HTTP/1.1\r\nhost: x\r\ntransfer-encoding: ${WORD}\r\n\r\n`);
  // A tablet that goes away in the middle of its push.
  const { authorization } = bearer(maria.token);
  const begun = [
    `POST /api/teams/${maria.team}/envelopes HTTP/1.1`,
    `host: ${WORD}`,
    `authorization: ${authorization}`,
  ];
  await unreadable(
    server.url,
    `${[...begun, `content-type: ${CBOR}`, 'content-length: 900'].join('\r\n')}\r\n\r\n${WORD}`,
  );
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });

  const log = server.output();
  const encoded = (['hex', 'base64', 'base64url'] as const).map((way) => Buffer.from(WORD).toString(way));
  const secrets = [WORD, ...encoded, maria.team, maria.device, blob, ...Object.values(bearer(maria.token))];
  for (const secret of secrets) expect(log).not.toContain(secret.replace('Bearer ', ''));
  const lines = log
    .trimEnd()
    .split('\n')
    .filter((line) => !line.startsWith('Threefold is at'));
  const fields = lines.flatMap((line) => Object.keys(JSON.parse(line) as object));
  expect(fields.filter((field) => !FIELDS.test(field))).toEqual([]);
  expect(lines.filter((line) => line.includes('"route":"POST /api/teams/:team/envelopes"'))).toHaveLength(3);
});

test('[K1] what a library logs is cut to its code and its numbers, whatever it hangs on the line', () => {
  const lines: string[] = [];
  const log = serverLog('trace', { write: (line) => void lines.push(line) });
  const error = Object.assign(new Error(`No route for /api/teams/${WORD}`), {
    code: 'EBAD',
    rawPacket: WORD,
  });

  log.error(error);
  log.warn({ req: { url: WORD }, res: { headers: WORD }, err: error, ms: 5 }, `Was sent twice in /${WORD}/x`);
  log.trace({ err: error }, 'client error');
  log.info(`Route /${WORD} not found`);
  log.info({ team: WORD, bytes: 7 });

  expect(lines.join('')).not.toContain(WORD);
  const kept = lines.map((line) => ({ ...(JSON.parse(line) as object), time: 0 }));
  expect(kept).toEqual([
    { level: 50, time: 0, code: 'EBAD', msg: 'failed' },
    { level: 40, time: 0, code: 'EBAD', ms: 5, msg: 'Was sent twice in /…' },
    { level: 10, time: 0, code: 'EBAD', msg: 'client error' },
    { level: 30, time: 0, msg: 'Route /… not found' },
    { level: 30, time: 0, bytes: 7 },
  ]);
});

/** What no client of ours would send; resolves when the server has hung up. */
function unreadable(url: string, text: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => void socket.end(text));
    socket.once('error', () => undefined);
    socket.once('close', () => resolve());
    socket.resume();
  });
}
