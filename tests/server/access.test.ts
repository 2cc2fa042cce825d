import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseRefusal } from '../../src/protocol/requests.ts';
import { startApp, type RunningApp } from '../support/server.ts';
import {
  aClaimedTablet,
  anEnvelope,
  aTablet,
  aTeam,
  bearer,
  bytes,
  done,
  post,
  type Tablet,
} from './tablet.ts';

const START = 1_800_000_000_000;

let clock = START;
let server: RunningApp;
let maria: Tablet;
beforeEach(async () => {
  clock = START;
  server = await startApp({ now: () => clock });
  maria = await aClaimedTablet(server.url);
});
afterEach(() => server.stop());

describe('claiming a team', () => {
  test('starts it once; repeating the claim changes nothing', async () => {
    const { head } = done(await maria.push([anEnvelope()]));

    done(await maria.claim());

    expect(done(await maria.pull(1)).head).toEqual(head);
    expect(done(await maria.devices()).devices).toHaveLength(1);
  });

  test('lets in a tablet that shows the same proof, and no other', async () => {
    const sion = aTablet(server.url, { team: maria.team, proof: maria.proof });
    const mallory = aTablet(server.url, { team: maria.team });

    expect((await sion.claim()).kind).toBe('done');
    expect(await mallory.claim()).toEqual({ kind: 'refused' });
    expect((await sion.pull(0)).kind).toBe('done');
    expect(await mallory.pull(0)).toEqual({ kind: 'refused' });
  });

  test('with a new token ends the old one', async () => {
    const again = aTablet(server.url, { ...maria, token: bytes(32) });

    done(await again.claim());

    expect((await again.pull(0)).kind).toBe('done');
    expect(await maria.pull(0)).toEqual({ kind: 'refused' });
    expect(done(await again.devices()).devices).toHaveLength(1);
  });

  test('with another device name moves the token', async () => {
    const renamed = aTablet(server.url, { ...maria, device: 'dRenamed' });

    done(await renamed.claim());

    expect(done(await renamed.devices()).devices.map(({ device }) => device)).toEqual(['dRenamed']);
  });

  test('[K8] is limited per address', async () => {
    await server.stop();
    server = await startApp({ rates: { claimsPerAddress: 2 } });

    const answers = [1, 2, 3].map(() => aTablet(server.url).claim());

    expect((await Promise.all(answers)).map(({ kind }) => kind).toSorted()).toEqual([
      'done',
      'done',
      'later',
    ]);
  });
});

describe('a stranger', () => {
  const doors = [
    ['GET', '/envelopes?after=0'],
    ['POST', '/envelopes'],
    ['POST', '/invitations'],
    ['GET', '/devices'],
    ['GET', '/events'],
  ] as const;

  test.each(doors)('%s %s: unknown team, wrong token and no token look the same', async (method, path) => {
    const knock = (team: string, headers: Record<string, string>) =>
      fetch(`${server.url}/api/teams/${team}${path}`, { method, headers });
    const elsewhere = await aClaimedTablet(server.url);

    const answers = await Promise.all([
      knock(aTeam(), bearer(maria.token)),
      knock(maria.team, bearer(bytes(32))),
      knock(maria.team, bearer(elsewhere.token)),
      knock(maria.team, {}),
      knock(maria.team, { authorization: 'Basic bWFyaWE6' }),
      knock(maria.team, { authorization: 'Bearer short' }),
    ]);
    const looks = await Promise.all(answers.map(lookOf));

    expect(new Set(looks).size).toBe(1);
    expect(answers[0]?.status).toBe(401);
  });

  test('is refused before the body is read', async () => {
    const answer = await post(server.url, `/api/teams/${maria.team}/envelopes`, bytes(5_000_000)).catch(
      () => null,
    );

    // The server may close the connection while we still send; it never says that it took the body.
    if (answer) expect(answer.status).toBe(401);
  });
});

describe('the list of tablets', () => {
  test('says when each joined and was last seen, to the minute', async () => {
    clock = START + 10_000;
    await maria.pull(0);
    const soon = done(await maria.devices()).devices;

    clock = START + 90_000;
    await maria.pull(0);
    const later = done(await maria.devices()).devices;

    expect(soon).toEqual([{ device: maria.device, joinedAt: START, lastSeenAt: START }]);
    expect(later).toEqual([{ device: maria.device, joinedAt: START, lastSeenAt: START + 90_000 }]);
  });
});

describe('a tablet that does nothing but push', () => {
  test('is seen anew each minute', async () => {
    const { team, proof } = maria;
    const kim = await aClaimedTablet(server.url, { team, proof });
    for (const at of [1_000, 59_000, 61_000]) {
      clock = START + at;
      done(await maria.push([anEnvelope()]));
    }

    const { devices } = done(await kim.devices());

    expect(devices.find(({ device }) => device === maria.device)?.lastSeenAt).toBe(START + 61_000);
  });

  test('is not let in by a token that it has changed', async () => {
    done(await maria.push([anEnvelope()]));
    done(await aTablet(server.url, { ...maria, token: bytes(32) }).claim());

    expect(await maria.push([anEnvelope()])).toEqual({ kind: 'refused' });
  });
});

describe('which server this is', () => {
  test('stands in every answer of the API, also in refusals, and differs between databases', async () => {
    const other = await startApp();

    const taken = await post(server.url, '/api/teams', {});
    const unknown = await fetch(`${server.url}/api/nothing`);
    const elsewhere = await fetch(`${other.url}/api/nothing`);
    const refusal = parseRefusal(new Uint8Array(await unknown.arrayBuffer()));

    const id = taken.headers.get('threefold-server');
    expect(id).toBe(server.store.serverId);
    expect(unknown.headers.get('threefold-server')).toBe(id);
    expect(refusal).toEqual({ ok: true, value: { error: 'notFound', server: id } });
    expect(elsewhere.headers.get('threefold-server')).not.toBe(id);
    await other.stop();
  });
});

async function lookOf(response: Response): Promise<string> {
  const headers = [...response.headers].filter(([name]) => name !== 'date');
  return JSON.stringify([
    response.status,
    headers,
    Buffer.from(await response.arrayBuffer()).toString('hex'),
  ]);
}
