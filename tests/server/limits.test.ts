import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { toCbor } from '../../src/protocol/bytes.ts';
import { CBOR, parseRefusal } from '../../src/protocol/requests.ts';
import { addressKey } from '../../src/server/connections.ts';
import { STANDARD_RATES } from '../../src/server/rates.ts';
import { startApp, type RunningApp } from '../support/server.ts';
import { aClaimedTablet, anEnvelope, aTablet, bearer, done } from './tablet.ts';

let server: RunningApp;
const sockets: Socket[] = [];
async function serve(options: Parameters<typeof startApp>[0] = {}): Promise<RunningApp> {
  server = await startApp(options);
  return server;
}
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await server.stop();
});

/** A connection on which the test says every byte itself. */
function dial(): Socket {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  sockets.push(socket);
  return socket;
}

/** Everything heard until the server ends the connection: its status, and what it says in its own words. */
async function heardOn(socket: Socket) {
  const chunks: Buffer[] = [];
  await new Promise<void>((resolve) => {
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.once('close', () => resolve());
  });
  const heard = Buffer.concat(chunks);
  const end = heard.indexOf('\r\n\r\n');
  const head = heard.subarray(0, end).toString();
  const refusal = parseRefusal(heard.subarray(end + 4));
  expect(head).toContain(`content-type: ${CBOR}`);
  return {
    status: Number(head.slice(9, 12)),
    error: refusal.ok ? refusal.value.error : refusal.problem,
    retryAfter: /retry-after: (\d+)/.exec(head)?.[1],
  };
}

const QUICK = { headersMs: 150, requestMs: 400, checkMs: 50 };

describe('[K8] a connection', () => {
  test('whose headers come a byte at a time is ended, and colleagues are served', async () => {
    await serve({ connections: QUICK });
    const slow = dial();
    const drip = setInterval(() => slow.write('x'), 20);
    slow.write('POST /api/teams HTTP/1.1\r\nhost: x\r\nx-slow: ');

    const answer = heardOn(slow);
    const colleague = await aClaimedTablet(server.url);

    expect(await answer).toEqual({ status: 408, error: 'unavailable', retryAfter: '10' });
    clearInterval(drip);
    expect((await colleague.push([anEnvelope()])).kind).toBe('done');
  });

  test('whose body comes a byte at a time is ended, and nothing of it is stored', async () => {
    await serve({ connections: QUICK });
    const maria = await aClaimedTablet(server.url);
    const body = toCbor({ envelopes: [anEnvelope()] });
    const slow = dial();
    slow.write(
      `POST /api/teams/${maria.team}/envelopes HTTP/1.1\r\nhost: x\r\ncontent-type: ${CBOR}\r\n` +
        `authorization: ${bearer(maria.token)['authorization']}\r\ncontent-length: ${body.length}\r\n\r\n`,
    );
    const answer = heardOn(slow);
    let sent = 0;
    const drip = setInterval(() => slow.write(body.subarray(sent, ++sent)), 20);

    expect(await answer).toEqual({ status: 408, error: 'unavailable', retryAfter: '10' });
    clearInterval(drip);
    expect(done(await maria.pull(0)).head.seq).toBe(0);
  });

  test('with headers larger than any tablet’s, or that speaks no HTTP, is refused in our words', async () => {
    await serve();
    const [large, strange] = [dial(), dial()];
    large.write(`GET /api/teams HTTP/1.1\r\nhost: x\r\nx-large: ${'x'.repeat(20_000)}\r\n\r\n`);
    strange.write('\x16\x03\x01 hello\r\n\r\n');

    expect(await heardOn(large)).toMatchObject({ status: 431, error: 'malformed' });
    expect(await heardOn(strange)).toMatchObject({ status: 400, error: 'malformed' });
  });

  test('too many from one address is told to come back, and may when another has ended', async () => {
    await serve({ connections: { connectionsPerAddress: 3 } });
    const open = [dial(), dial(), dial()];
    for (const socket of open) socket.write('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n');
    await Promise.all(open.map((socket) => new Promise((resolve) => socket.once('data', resolve))));

    const fourth = await heardOn(dial());
    open[0]!.destroy();

    expect(fourth).toEqual({ status: 503, error: 'unavailable', retryAfter: '10' });
    await expect.poll(() => aTablet(server.url).claim(), { timeout: 5_000 }).toMatchObject({ kind: 'done' });
  });

  test.each([
    ['10.1.2.3', '10.1.2.3'],
    ['::ffff:10.1.2.3', '10.1.2.3'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8::6', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::', 'fe80:0:0:0'],
    ['', ''],
  ])('from %s counts as %s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });
});

describe('[K8] event streams', () => {
  test('of one team are as many as its tablets need; the next is told to poll, other teams are not', async () => {
    await serve({ streams: { perTeam: 2 } });
    const [maria, elsewhere] = [await aClaimedTablet(server.url), await aClaimedTablet(server.url)];
    const hangUp = new AbortController();
    const first = new AbortController();
    await maria.events(first.signal);
    await maria.events(hangUp.signal);

    const third = await maria.events(hangUp.signal);
    const other = await elsewhere.events(hangUp.signal);
    first.abort();

    expect([third.status, other.status]).toEqual([429, 200]);
    expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0);
    await expect.poll(async () => (await maria.events(hangUp.signal)).status, { timeout: 5_000 }).toBe(200);
    hangUp.abort();
  });

  test('of one address are bounded across teams', async () => {
    await serve({ streams: { perAddress: 2 } });
    const hangUp = new AbortController();
    const teams = await Promise.all([1, 2, 3].map(() => aClaimedTablet(server.url)));

    const statuses = [];
    for (const tablet of teams) statuses.push((await tablet.events(hangUp.signal)).status);

    expect(statuses).toEqual([200, 200, 429]);
    hangUp.abort();
  });
});

describe('[K8] bodies that are read at once', () => {
  test('are bounded for one tablet and for all; the next is told to wait, unread, and is taken later', async () => {
    await serve({ bodies: { perDevice: 3_000, all: 5_000 } });
    const [maria, sam, nia] = await Promise.all([1, 2, 3].map(() => aClaimedTablet(server.url)));
    const hold = (tablet: typeof maria) => {
      const socket = dial();
      socket.write(
        `POST /api/teams/${tablet!.team}/envelopes HTTP/1.1\r\nhost: x\r\ncontent-type: ${CBOR}\r\n` +
          `authorization: ${bearer(tablet!.token)['authorization']}\r\ncontent-length: 2500\r\n\r\n`,
      );
      return socket;
    };
    const [ofMaria] = [hold(maria), hold(sam)];
    await expect.poll(() => nia!.push([anEnvelope()]), { timeout: 5_000 }).toMatchObject({ kind: 'later' });

    expect(await maria!.push([anEnvelope({ size: 600 })])).toMatchObject({ kind: 'later' });
    ofMaria.destroy();

    await expect.poll(() => nia!.push([anEnvelope()]), { timeout: 5_000 }).toMatchObject({ kind: 'done' });
    expect((await maria!.push([anEnvelope({ size: 600 })])).kind).toBe('done');
  });
});

describe('[K8] the memory of who asked how often', () => {
  test('forgets the least recent address when five thousand others have come', async () => {
    await serve({ rates: { claimsPerAddress: 1 } });
    const knock = async (remoteAddress: string) => {
      const payload = Buffer.from(toCbor({}));
      const headers = { 'content-type': CBOR };
      const answer = await server.app.inject({
        method: 'POST',
        url: '/api/teams',
        remoteAddress,
        headers,
        payload,
      });
      return answer.statusCode;
    };

    const first = [await knock('10.0.0.1'), await knock('10.0.0.1')];
    for (let other = 0; other < 5_000; other++) await knock(`10.1.${other >> 8}.${other & 255}`);

    expect(first).toEqual([400, 429]);
    expect(await knock('10.0.0.1')).toBe(400);
  });

  test('every limit stands in the table for operators, with its number', () => {
    const table = readFileSync('src/server/README.md', 'utf8');

    const missing = Object.entries(STANDARD_RATES).filter(
      ([, perMinute]) => !new RegExp(`\\b${perMinute.toLocaleString('en-GB')} a minute`).test(table),
    );

    expect(missing).toEqual([]);
  });
});

test('[K8] one tablet’s flood of pushes does not keep colleagues of other teams from being served', async () => {
  await serve({ rates: { pushesPerDevice: 50 } });
  const [eager, patient] = [await aClaimedTablet(server.url), await aClaimedTablet(server.url)];

  const flood = Promise.all(Array.from({ length: 150 }, () => eager.push([anEnvelope({ size: 2_000 })])));
  const served = await Promise.all(Array.from({ length: 20 }, () => patient.push([anEnvelope()])));

  expect(served.map(({ kind }) => kind)).toEqual(served.map(() => 'done'));
  const kinds = (await flood).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'done')).toHaveLength(50);
  expect(kinds.filter((kind) => kind === 'later')).toHaveLength(100);
});
