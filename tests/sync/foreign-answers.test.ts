import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deriveTeamKeys } from '../../src/crypto/team-key.ts';
import { commit } from '../../src/notebook/commit.ts';
import { toCbor } from '../../src/protocol/bytes.ts';
import { CBOR, SERVER_HEADER } from '../../src/protocol/requests.ts';
import { SimulatedTablet, TEAM } from '../simulation/tablet.ts';
import { startApp, type RunningApp } from '../support/server.ts';
import { seededRandom } from '../support/tablet.ts';

const random = seededRandom(55);
const time = Date.UTC(2026, 10, 10, 10);
let server: RunningApp;
let stranger: Server;
let strange: RequestListener;
let url: string;
let maria: SimulatedTablet;
beforeEach(async () => {
  server = await startApp({ now: () => time });
  // A real one on a real socket: redirects, broken codings and lengths are the network layer's to read.
  stranger = createServer((request, response) => {
    request.resume().on('end', () => strange(request, response));
  });
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
  url = server.url;
  const fetchHere: typeof fetch = (path, init) => fetch(`${url}${path as string}`, init);
  const keys = await deriveTeamKeys(new Uint8Array(32).fill(4), TEAM);
  maria = new SimulatedTablet({ keys, random, time: () => time, fetch: fetchHere });
  await maria.settleIn();
  await maria.sync();
  await commit(maria.notebook, [{ table: 'notes', row: 's.1.n', fields: { text: 'a note', atMs: 1 } }]);
  await maria.seal();
});
afterEach(async () => {
  stranger.closeAllConnections();
  await new Promise((resolve) => stranger.close(resolve));
  await server.stop();
});

const answering =
  (status: number, headers: Record<string, string>, body: string | Uint8Array): RequestListener =>
  (_request, response) =>
    response.writeHead(status, headers).end(body);
const OURS = { 'content-type': CBOR, [SERVER_HEADER]: 'another-server' };
const head = (log: string) => ({ log, seq: 1, chain: new Uint8Array(32) });
const acknowledgement = (log: string) => toCbor({ head: head(log), results: [1], now: 0 });

describe('[S5] [S9] what is no acknowledgement leaves the envelope where it is, with its reason:', () => {
  test.each<[string, RequestListener, object]>([
    [
      'a sign-in page with status 200',
      answering(200, { 'content-type': 'text/html' }, '<form action="/login">Welcome to School Wi-Fi</form>'),
      { kind: 'blocked', trouble: 'signInPage' },
    ],
    [
      'a redirect to one',
      answering(302, { location: 'https://wifi.school.example/login' }, ''),
      { kind: 'blocked', trouble: 'signInPage' },
    ],
    [
      'a page that says it is CBOR',
      answering(200, { 'content-type': CBOR }, '<html>'),
      { kind: 'blocked', trouble: 'signInPage' },
    ],
    [
      'a page that says it is CBOR and ours',
      answering(200, OURS, '<html>'),
      { kind: 'blocked', trouble: 'signInPage' },
    ],
    [
      'JSON with our type',
      answering(200, OURS, JSON.stringify({ results: [1] })),
      { kind: 'blocked', trouble: 'signInPage' },
    ],
    [
      'what would be an acknowledgement, without the name of a Threefold server on it',
      answering(200, { 'content-type': CBOR }, acknowledgement('x')),
      { kind: 'blocked', trouble: 'signInPage' },
    ],
    ['nothing at all, with status 200', answering(200, OURS, ''), { kind: 'blocked', trouble: 'signInPage' }],
    ['no content', answering(204, {}, ''), { kind: 'blocked', trouble: 'signInPage' }],
    [
      'garbage that calls itself compressed',
      answering(200, { ...OURS, 'content-encoding': 'gzip' }, new Uint8Array([31, 139, 1, 2, 3])),
      { kind: 'offline' },
    ],
    [
      'a compressed body that ends too early',
      answering(200, { ...OURS, 'content-encoding': 'gzip' }, gzipSync(acknowledgement('x')).subarray(0, 30)),
      { kind: 'blocked', trouble: 'signInPage' },
    ],
    [
      'a body shorter than it says',
      (_request, response) => {
        response.writeHead(200, { ...OURS, 'content-length': 500 }).write(acknowledgement('x'));
        response.socket?.destroySoon();
      },
      { kind: 'offline' },
    ],
    [
      'an acknowledgement cut in the middle',
      answering(200, OURS, acknowledgement('x').subarray(0, 20)),
      { kind: 'blocked', trouble: 'signInPage' },
    ],
    [
      'an acknowledgement for more than was sent',
      answering(200, OURS, toCbor({ head: head('x'), results: [1, 2], now: 0 })),
      { kind: 'blocked', trouble: 'signInPage' },
    ],
    [
      'an acknowledgement for less than was sent',
      answering(200, OURS, toCbor({ head: head('x'), results: [], now: 0 })),
      { kind: 'blocked', trouble: 'signInPage' },
    ],
    [
      'a proxy’s error',
      answering(502, { 'content-type': 'text/html' }, 'Bad gateway'),
      { kind: 'blocked', trouble: 'signInPage' },
    ],
    [
      'our own "unavailable"',
      answering(503, OURS, toCbor({ error: 'unavailable', retryAfterMs: 7_000 })),
      // Not before the server said, however soon it would be tried otherwise.
      { kind: 'later', retryAt: time + 7_000 },
    ],
    ['our own "too large"', answering(413, OURS, toCbor({ error: 'tooLarge' })), { kind: 'blocked' }],
  ])('%s', async (_what, listener, outcome) => {
    strange = listener;
    url = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`;

    const result = await maria.sync();

    expect(result).toMatchObject(outcome);
    const [mail] = await maria.mailbox.mail.toArray();
    expect(mail?.sending).toBe('tried');
    // What the screen goes by.
    const { lastTry, trouble } = (await maria.mailbox.postboxes.get(TEAM))!;
    expect([lastTry, trouble]).toEqual([result.kind, result.kind === 'blocked' ? result.trouble : null]);
    url = server.url;
    expect(await maria.sync()).toEqual({ kind: 'synced' });
    expect((await maria.mailbox.mail.toArray()).map(({ sending }) => sending)).toEqual(['stored']);
    expect((await server.store.changeLog.head(TEAM))?.seq).toBe(1);
  });
});

test('[S9] [K10] the acknowledgement of another database counts for that one; ours gets the envelope when it is back', async () => {
  strange = answering(200, OURS, acknowledgement('another'));
  url = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`;
  expect(await maria.sync()).toMatchObject({ kind: 'blocked' });
  expect((await maria.mailbox.postboxes.get(TEAM))?.healedAt).toBe(time);

  url = server.url;
  await maria.sync();
  await maria.sync();

  expect((await server.store.changeLog.head(TEAM))?.seq).toBe(1);
  expect(await maria.sync()).toEqual({ kind: 'synced' });
});

test('[S4] [S2] answers that come late, again, or in another order change nothing that was written', async () => {
  const waiting: (() => void)[] = [];
  const line: typeof fetch = async (path, init) => {
    const answer = await fetch(`${server.url}${path as string}`, init);
    const body = await answer.arrayBuffer();
    await new Promise<void>((resolve) => waiting.push(resolve));
    return new Response(body, answer);
  };
  const keys = await deriveTeamKeys(new Uint8Array(32).fill(4), TEAM);
  const sam = new SimulatedTablet({ keys, random, time: () => time, fetch: line });
  await sam.settleIn();
  await maria.sync();

  // No lock here: several exchanges of one tablet are under way, and their answers arrive last first.
  const runs = Promise.all(Array.from({ length: 4 }, () => sam.sync()));
  let isOver = false;
  const outcomes = runs.finally(() => (isOver = true));
  while (!isOver) {
    waiting.pop()?.();
    await new Promise((resolve) => setImmediate(resolve));
  }

  expect((await outcomes).every(({ kind }) => kind === 'synced')).toBe(true);
  const mails = await sam.mailbox.mail.toArray();
  expect(mails.map(({ seq, sending }) => [seq, sending])).toEqual([[1, 'stored']]);
  expect((await sam.mailbox.postboxes.get(TEAM))?.seq).toBe(1);
});
