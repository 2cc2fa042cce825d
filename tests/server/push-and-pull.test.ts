import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { toCbor } from '../../src/protocol/bytes.ts';
import { chainInput, EMPTY_CHAIN } from '../../src/protocol/chain.ts';
import { MAX_ENVELOPE_BYTES } from '../../src/protocol/limits.ts';
import { CBOR } from '../../src/protocol/requests.ts';
import { sha256 } from '../../src/server/sha256.ts';
import { startApp, type RunningApp } from '../support/server.ts';
import { aClaimedTablet, anEnvelope, bearer, bytes, done, type Tablet, whole } from './tablet.ts';

let server: RunningApp;
let maria: Tablet;
beforeEach(async () => {
  server = await startApp({ now: () => 1_800_000_000_000 });
  maria = await aClaimedTablet(server.url);
});
afterEach(() => server.stop());

describe('pushing', () => {
  test('answers each envelope with its number, and with the head and the time', async () => {
    const [first, second] = [anEnvelope(), anEnvelope()];

    const answer = done(await maria.push([first, second]));

    expect(answer.results).toEqual([1, 2]);
    expect(answer.head.seq).toBe(2);
    expect(answer.now).toBe(1_800_000_000_000);
  });

  test('[S2] a push whose answer was lost gets the same answer again', async () => {
    const envelopes = [anEnvelope(), anEnvelope()];
    const before = done(await maria.push(envelopes));

    const again = await Promise.all([maria.push(envelopes), maria.push(envelopes)]);

    expect(again.map(done)).toEqual([before, before]);
    expect(done(await maria.pull(0)).envelopes).toHaveLength(2);
  });

  test('[S7] takes envelopes of colleagues, so that any tablet can heal the server', async () => {
    const colleague = await aClaimedTablet(server.url, { team: maria.team, proof: maria.proof });
    const hers = anEnvelope();

    expect(done(await colleague.push([hers])).results).toEqual([1]);
  });

  test('[K8] an envelope that is none is refused in its place and the others are stored', async () => {
    const good = [anEnvelope(), anEnvelope()];
    const tooLarge = anEnvelope({ size: MAX_ENVELOPE_BYTES });

    const answer = done(await maria.push([good[0]!, bytes(50), tooLarge, good[1]!]));

    expect(answer.results).toEqual([1, 'malformed', 'tooLarge', 2]);
    expect(whole(done(await maria.pull(0)).envelopes).map(hex)).toEqual(good.map(hex));
  });

  test('an empty push only asks for the head', async () => {
    await maria.push([anEnvelope()]);

    expect(done(await maria.push([]))).toMatchObject({ results: [], head: { seq: 1 } });
  });

  test('[S4] a push cut at any byte on its way up stores nothing, and goes through whole afterwards', async () => {
    const envelope = anEnvelope();
    const body = toCbor({ envelopes: [envelope] });
    const request = [
      `POST /api/teams/${maria.team}/envelopes HTTP/1.1`,
      'host: threefold',
      `content-type: ${CBOR}`,
      `content-length: ${body.length}`,
      `authorization: ${bearer(maria.token)['authorization']}`,
    ];
    const whole = Buffer.concat([Buffer.from(`${request.join('\r\n')}\r\n\r\n`), body]);

    for (let cut = 1; cut < whole.length; cut += 23) await sendAndCut(whole.subarray(0, cut));

    expect(done(await maria.pull(0)).head.seq).toBe(0);
    expect(done(await maria.push([envelope])).results).toEqual([1]);
  });

  function sendAndCut(part: Uint8Array): Promise<void> {
    const { port } = new URL(server.url);
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write(part, () => socket.destroy()));
      socket.once('close', () => resolve());
      socket.once('error', reject);
    });
  }
});

describe('pulling', () => {
  test('[S3] a tablet following the cursor while three write sees every envelope once', async () => {
    const sent: string[] = [];
    const seen: string[] = [];
    let isWriting = true;

    const write = async () => {
      const tablet = await aClaimedTablet(server.url, { team: maria.team, proof: maria.proof });
      for (let count = 0; count < 40; count++) {
        const envelope = anEnvelope();
        sent.push(hex(envelope));
        done(await tablet.push([envelope]));
      }
    };
    const follow = async () => {
      for (let isLast = false; ; isLast = !isWriting) {
        const page = done(await maria.pull(seen.length));
        seen.push(...whole(page.envelopes).map(hex));
        if (isLast && page.envelopes.length === 0) return;
      }
    };
    await Promise.all([follow(), Promise.all([write(), write(), write()]).then(() => (isWriting = false))]);

    expect(seen.toSorted()).toEqual(sent.toSorted());
  });

  test('[S3] a log longer than a page arrives in several, whole', async () => {
    const large = Array.from({ length: 12 }, () => anEnvelope({ size: 500_000 }));
    for (let index = 0; index < large.length; index += 2)
      done(await maria.push(large.slice(index, index + 2)));

    const seen: string[] = [];
    let pages = 0;
    while (seen.length < large.length) {
      seen.push(...whole(done(await maria.pull(seen.length)).envelopes).map(hex));
      pages++;
    }

    expect(seen).toEqual(large.map(hex));
    expect(pages).toBe(2);
  });

  test('[K10] every page shows the chain up to its cursor and up to the head', async () => {
    const envelopes = [anEnvelope(), anEnvelope(), anEnvelope()];
    await maria.push(envelopes);

    const page = done(await maria.pull(2));

    expect(page.after).toEqual(chainOf(envelopes.slice(0, 2)));
    expect(page.head.chain).toEqual(chainOf(envelopes));
  });

  test('[K10] a tablet that remembers more than the log holds is told so', async () => {
    await maria.push([anEnvelope()]);

    expect(done(await maria.pull(5))).toMatchObject({ after: null, envelopes: [], head: { seq: 1 } });
  });

  test.each([
    '',
    '?after=',
    '?after=-1',
    '?after=1.5',
    '?after=1e3',
    '?after=9999999999999999',
    '?after=1&after=2',
  ])('[K8] refuses the cursor "%s"', async (query) => {
    const headers = bearer(maria.token);

    const response = await fetch(`${server.url}/api/teams/${maria.team}/envelopes${query}`, { headers });

    expect(response.status).toBe(400);
  });
});

function hex(envelope: Uint8Array): string {
  return Buffer.from(envelope).toString('hex');
}

function chainOf(envelopes: readonly Uint8Array[]): Uint8Array {
  return envelopes.reduce<Uint8Array>(
    (chain, envelope, index) => sha256(chainInput(chain, index + 1, sha256(envelope))),
    EMPTY_CHAIN,
  );
}
