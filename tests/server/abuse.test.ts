import { request } from 'node:http';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { toCbor } from '../../src/protocol/bytes.ts';
import { CBOR, parseRefusal } from '../../src/protocol/requests.ts';
import { startApp, type RunningApp } from '../support/server.ts';
import { aClaimedTablet, anEnvelope, bearer, bytes, done, post, type Tablet } from './tablet.ts';

/** The same attacks every time; a new seed is a new test. */
const SEED = 20_261_122;

let server: RunningApp;
let maria: Tablet;
beforeEach(async () => {
  const plenty = 1_000_000;
  const rates = { claimsPerAddress: plenty, acceptsPerAddress: plenty, invitationsPerDevice: plenty };
  server = await startApp({ rates });
  maria = await aClaimedTablet(server.url);
});
afterEach(async () => {
  // Whatever was thrown at it, the server goes on serving.
  expect((await maria.push([anEnvelope()])).kind).toBe('done');
  await server.stop();
});

async function refusalOf(response: Response) {
  expect(response.headers.get('content-type')).toBe(CBOR);
  expect(response.headers.get('threefold-server')).toBe(server.store.serverId);
  const refusal = parseRefusal(new Uint8Array(await response.arrayBuffer()));
  return { status: response.status, error: refusal.ok ? refusal.value.error : refusal.problem };
}

describe('[K8] a request that is', () => {
  test('larger than a push may be is refused as too large', async () => {
    const path = `/api/teams/${maria.team}/envelopes`;

    const declared = await post(server.url, path, bytes(1_200_000), bearer(maria.token));

    expect(await refusalOf(declared)).toEqual({ status: 413, error: 'tooLarge' });
  });

  test('larger than it says, because it does not say, is refused as too large', async () => {
    const status = await new Promise((resolve, reject) => {
      const headers = { 'content-type': CBOR, ...bearer(maria.token) };
      const upload = request(`${server.url}/api/teams/${maria.team}/envelopes`, { method: 'POST', headers });
      upload.once('response', (response) => resolve(response.resume().statusCode));
      upload.once('error', reject);
      for (let chunk = 0; chunk < 20; chunk++) upload.write(bytes(64 * 1024));
    });

    expect(status).toBe(413);
  });

  test('larger than a claim may be is refused as too large', async () => {
    expect(await refusalOf(await post(server.url, '/api/teams', bytes(20_000)))).toEqual({
      status: 413,
      error: 'tooLarge',
    });
  });

  test('of another content type is refused', async () => {
    const answer = await post(server.url, '/api/teams', toCbor({}), { 'content-type': 'application/json' });

    expect(await refusalOf(answer)).toEqual({ status: 415, error: 'malformed' });
  });

  test('without a body is refused', async () => {
    const answer = await fetch(`${server.url}/api/teams`, { method: 'POST' });

    expect(await refusalOf(answer)).toEqual({ status: 400, error: 'malformed' });
  });

  test.each([
    ['GET', '/api'],
    ['GET', '/api/'],
    ['GET', '/api/teams'],
    ['DELETE', '/api/teams'],
    ['PUT', '/api/teams/oak/envelopes'],
    ['GET', '/api/%zz'],
    ['GET', `/api/teams/${'x'.repeat(500)}/devices`],
  ])('for something that is not there is told so: %s %s', async (method, path) => {
    const answer = await fetch(`${server.url}${path}`, { method });

    expect(await refusalOf(answer)).toEqual({ status: 404, error: 'notFound' });
  });

  test('nested deeper than any sense is refused', async () => {
    const answer = await post(
      server.url,
      `/api/teams/${maria.team}/envelopes`,
      new Uint8Array(1_000_000).fill(0x81),
      {
        ...bearer(maria.token),
      },
    );

    expect(await refusalOf(answer)).toEqual({ status: 400, error: 'malformed' });
  });

  test('one too many for a tablet is told to wait, and colleagues are served', async () => {
    const limited = await startApp({ rates: { pushesPerDevice: 3 } });
    const eager = await aClaimedTablet(limited.url);
    const patient = await aClaimedTablet(limited.url, { team: eager.team, proof: eager.proof });

    const answers = [];
    for (let count = 0; count < 4; count++) answers.push((await eager.push([anEnvelope()])).kind);

    expect(answers).toEqual(['done', 'done', 'done', 'later']);
    expect((await patient.push([anEnvelope()])).kind).toBe('done');
    await limited.stop();
  });
});

describe('[K8] fuzzed', () => {
  const paths = () => [
    '/api/teams',
    `/api/teams/${maria.team}/envelopes`,
    `/api/teams/${maria.team}/invitations`,
    '/api/invitations/AAAAAAAAAAAAAAAAAAAAAA/accept',
  ];

  test('bodies get a clear refusal', async () => {
    const someBody = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.anything({ withDate: false, withBigInt: false }).map((value) => encodeAnything(value)),
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(3), someBody, async (which, body) => {
        const answer = await post(server.url, paths()[which]!, body, bearer(maria.token));

        expect(await refusalOf(answer)).toEqual({ status: 400, error: 'malformed' });
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  test('envelopes are refused one by one and nothing of them is stored', async () => {
    const before = done(await maria.pull(0)).head;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 5 }), async (envelopes) => {
        const answer = done(await maria.push(envelopes));

        expect(answer.results).toEqual(envelopes.map(() => 'malformed'));
      }),
      { seed: SEED, numRuns: 100 },
    );
    expect(done(await maria.pull(0)).head).toEqual(before);
  });

  test('envelopes with one byte changed are stored as they came or refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 255 }), async (where, change) => {
        const envelope = anEnvelope({ size: 40 });
        const place = where % envelope.length;
        envelope[place] = (envelope[place] ?? 0) ^ change;

        const { results, head } = done(await maria.push([envelope]));

        if (results[0] === 'malformed') return;
        const page = done(await maria.pull(head.seq - 1));
        expect(page.envelopes).toEqual([envelope]);
      }),
      { seed: SEED, numRuns: 200 },
    );
  });

  test('addresses and tokens never get more than a refusal', async () => {
    const someText = fc.string({ maxLength: 80, unit: 'binary' }).map(encodeURIComponent);
    await fc.assert(
      fc.asyncProperty(someText, someText, async (team, token) => {
        const answer = await fetch(`${server.url}/api/teams/${team}/devices`, {
          headers: { authorization: `Bearer ${token}` },
        });

        expect((await refusalOf(answer)).status).toBeOneOf([401, 404]);
      }),
      { seed: SEED, numRuns: 200 },
    );
  });
});

function encodeAnything(value: unknown): Uint8Array {
  try {
    return toCbor(value);
  } catch {
    return toCbor(String(value));
  }
}
