import { readdirSync, readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toBase64Url } from '../../src/protocol/bytes.ts';
import { CBOR, parseRefusal } from '../../src/protocol/requests.ts';
import { RUNS, SEED, someHostileBytes } from '../support/hostile-bytes.ts';
import { startServerProcess, temporaryDir, type ServerProcess } from '../support/server.ts';
import { aBlob, aClaimedTablet, anEnvelope, bytes, done, type Tablet } from './tablet.ts';

const dataDir = temporaryDir();
const agent = new Agent({ maxSockets: 20 });
let server: ServerProcess;
let maria: Tablet;
let tablets: Tablet[];
beforeAll(async () => {
  const env = { CLAIMS_PER_MINUTE: '1000000', ACCEPTS_PER_MINUTE: '1000000', LOG_LEVEL: 'error' };
  server = await startServerProcess({ dataDir, env });
  maria = await aClaimedTablet(server.url);
  done(await maria.push([anEnvelope(), anEnvelope()]));
  // Not Maria's: a fuzzed request may well be a sound one that erases something.
  const first = await aClaimedTablet(server.url);
  const others = Array.from({ length: 7 }, () =>
    aClaimedTablet(server.url, { team: first.team, proof: first.proof }),
  );
  tablets = [first, ...(await Promise.all(others))];
});
afterAll(async () => {
  agent.destroy();
  await server.kill();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Every address the routes' sources name, so that a new route is attacked without being named here. */
const PATTERNS = [
  ...new Set(
    readdirSync('src/server/routes').flatMap((file) =>
      [
        ...readFileSync(`src/server/routes/${file}`, 'utf8').matchAll(
          /'(\/(?:teams|invitations|recoveries)[^']*)'/g,
        ),
      ].map(([, path]) => `/api${path}`),
    ),
  ),
];

interface Attack {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | undefined;
}

const someSegment = fc.oneof(
  fc.constantFrom('0', '63', '64', '-1', '..', '%2e%2e', '%00', 'A'.repeat(90), 'dguest1', 'dMaria'),
  fc.constant(aBlob()),
  fc.string({ maxLength: 30 }).map((text) => encodeURIComponent(text)),
);
const someQuery = fc.oneof(
  fc.constantFrom(
    '',
    '?after=0',
    '?after=1&erased=0',
    '?after=0&most=0',
    '?after=0&most=99999999999999',
    '?after=0&most=-1',
    '?after=99999999999999',
    '?after=-1',
    '?after[]=1',
    '?after=1&after=2',
  ),
  fc.string({ maxLength: 40 }).map((text) => `?after=${encodeURIComponent(text)}`),
);
const someMethod = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD');
const someHeaders = fc.record(
  {
    'content-type': fc.constantFrom(
      CBOR,
      CBOR,
      CBOR,
      'application/json',
      'text/html',
      `${CBOR}; charset=utf-8`,
      ';;',
      '',
    ),
    'content-encoding': fc.constantFrom('gzip', 'br', 'identity'),
    'x-forwarded-for': fc.constantFrom('1.2.3.4', '::1', 'x'.repeat(200), ',,,'),
    range: fc.constantFrom('bytes=0-1', 'bytes=-'),
    'if-none-match': fc.constant('*'),
    cookie: fc.string({ maxLength: 30 }).map((text) => encodeURIComponent(text)),
    origin: fc.constant('https://elsewhere.example'),
  },
  { requiredKeys: ['content-type'] },
);
const someAttack = (): fc.Arbitrary<Attack> =>
  fc
    .record({
      pattern: fc.constantFrom(...PATTERNS),
      segment: someSegment,
      query: someQuery,
      method: someMethod,
      headers: someHeaders,
      who: fc.constantFrom(...tablets),
      token: fc.constantFrom('own', 'own', 'own', 'none', 'wrong', 'strange'),
      isOwnTeam: fc.boolean(),
      body: fc.option(someHostileBytes, { nil: undefined, freq: 6 }),
    })
    .map(({ pattern, segment, query, method, headers, who, token, isOwnTeam, body }) => ({
      method,
      path:
        pattern
          .replace(':team', isOwnTeam ? who.team : segment)
          .replace(':blob', aBlob())
          .replaceAll(/:\w+/g, segment) + query,
      headers: { ...headers, ...authorization(who, token) },
      body: method === 'GET' || method === 'HEAD' ? undefined : body,
    }));

function authorization(who: Tablet, token: string): Record<string, string> {
  if (token === 'none') return {};
  if (token === 'strange') return { authorization: 'Bearer ' + 'x'.repeat(300) };
  return { authorization: `Bearer ${toBase64Url(token === 'own' ? who.token : bytes(32))}` };
}

/** As a browser would not: any method, any header; a server that says nothing for ten seconds hangs. */
function send({ method, path, headers, body }: Attack) {
  return new Promise<{ status: number; type: string | undefined; body: Buffer }>((resolve, reject) => {
    const sending = request(`${server.url}${path}`, { method, headers, agent, timeout: 10_000 });
    sending.once('timeout', () => sending.destroy(new Error('hangs')));
    sending.once('error', reject);
    sending.once('response', (response) => {
      const isStream = response.headers['content-type'] === 'text/event-stream';
      const answered = (parts: Buffer[]) =>
        resolve({
          status: response.statusCode ?? 0,
          type: response.headers['content-type'],
          body: Buffer.concat(parts),
        });
      if (isStream) {
        answered([]);
        response.destroy();
        return;
      }
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.once('error', reject);
      response.once('end', () => answered(parts));
    });
    sending.end(body);
  });
}

describe('[K8] a real server, given whatever comes to mind', () => {
  test('answers every request clearly, with nothing broken and nobody kept waiting', async () => {
    expect(PATTERNS.length).toBeGreaterThanOrEqual(9);
    await fc.assert(
      fc.asyncProperty(fc.array(someAttack(), { minLength: 10, maxLength: 10 }), async (attacks) => {
        const answers = await Promise.all(attacks.map(send));

        for (const [index, { status, type, body }] of answers.entries()) {
          expect(status, describeAttack(attacks[index]!)).toBeLessThan(500);
          if (status < 400 || attacks[index]!.method === 'HEAD') continue;
          expect([status, type]).toEqual([status, CBOR]);
          expect(parseRefusal(body)).toMatchObject({ ok: true });
        }
      }),
      { seed: SEED, numRuns: Math.ceil(RUNS / 10), endOnFailure: true },
    );
    await stillServes();
  });

  test('ends connections on which no sense is spoken, and goes on', async () => {
    const request = `POST /api/teams HTTP/1.1\r\nhost: x\r\ncontent-type: ${CBOR}\r\ncontent-length: 5\r\n\r\nhello`;
    const someSpeech = fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((noise) => Buffer.from(noise)),
      fc
        .tuple(fc.nat(request.length), fc.nat(5), fc.string({ maxLength: 8, unit: 'binary' }))
        .map(([at, cut, put]) => Buffer.from(request.slice(0, at) + put + request.slice(at + cut))),
      fc
        .constantFrom(
          'transfer-encoding: chunked',
          'content-length: -1',
          'content-length: 5, 6',
          'connection: upgrade',
        )
        .map((line) => Buffer.from(request.replace('content-length: 5', line))),
    );
    await fc.assert(
      fc.asyncProperty(someSpeech, async (speech) => {
        const heard = await speak(speech);

        expect(heard === '' || /^HTTP\/1\.1 [1-4]\d\d /.test(heard), `${speech.toString()} → ${heard}`).toBe(
          true,
        );
      }),
      { seed: SEED, numRuns: Math.ceil(RUNS / 10), endOnFailure: true },
    );
    await stillServes();
  });

  test('has not grown by what was thrown at it, and has what it had', async () => {
    const status = readFileSync(`/proc/${server.pid}/status`, 'utf8');
    const residentKb = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]);

    expect(residentKb).toBeLessThan(300 * 1024);
    expect(done(await maria.pull(0)).envelopes.length).toBeGreaterThanOrEqual(2);
    expect(server.output()).not.toMatch(/"failed"/);
  });
});

/** Says it, hangs up, and hears what came back. */
function speak(words: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    let heard = '';
    socket.setTimeout(10_000, () => socket.destroy(new Error('hangs')));
    socket.on('data', (chunk) => (heard += chunk.toString('latin1')));
    socket.on('error', (error: NodeJS.ErrnoException) => error.message === 'hangs' && reject(error));
    socket.on('close', () => resolve(heard));
    socket.end(words);
  });
}

async function stillServes() {
  expect((await maria.push([anEnvelope()])).kind).toBe('done');
}

function describeAttack({ method, path, headers, body }: Attack): string {
  return `${method} ${path} ${JSON.stringify(headers)} ${body ? Buffer.from(body).toString('hex') : ''}`;
}
