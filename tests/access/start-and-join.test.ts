import Dexie from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Keyring, secretOf } from '../../src/access/keyring.ts';
import {
  invite,
  joinTeam,
  proveWithCode,
  startTeam,
  tabletsSeen,
  type AccessDeps,
} from '../../src/access/start-and-join.ts';
import type { Invitation } from '../../src/access/team-access.ts';
import { isGuestCode, newInvitationCode } from '../../src/crypto/invitation.ts';
import { open, seal } from '../../src/crypto/seal.ts';
import { deriveReadingKeys, deriveTeamKeys } from '../../src/crypto/team-key.ts';
import { Mailbox } from '../../src/mailbox/database.ts';
import { syncOnce } from '../../src/sync/sync-once.ts';
import { networkTo, type Mishap } from '../support/lossy-network.ts';
import { startApp, type RunningApp } from '../support/server.ts';
import { seededRandom } from '../support/tablet.ts';

const HOUR = 60 * 60 * 1000;
let server: RunningApp;
let time = Date.UTC(2026, 10, 10, 10);
const random = seededRandom(31);

beforeEach(async () => {
  server = await startApp({ now: () => time });
});
afterEach(async () => await server.stop());

function newTablet(nextMishap: () => Mishap = () => 'none'): AccessDeps {
  Object.assign(Dexie.dependencies, { indexedDB: new IDBFactory(), IDBKeyRange });
  const fetch = networkTo(() => server.app, nextMishap);
  return {
    keyring: new Keyring(),
    mailbox: new Mailbox(),
    fetch,
    random: random.bytes,
    origin: 'https://school.example',
  };
}

async function startAndInvite(
  tablet: AccessDeps,
  { isGuest = false } = {},
): Promise<{ team: string; invitation: Invitation }> {
  const { team } = await startTeam(tablet, 'P5 Maths triad');
  await syncOnce({ ...tablet, now: () => time, isOnline: () => true, chance: random.chance }, team);
  const outcome = await invite(tablet, team, { isGuest });
  if (outcome.kind !== 'done') throw new Error(outcome.problem);
  return { team, invitation: outcome.value };
}

describe('starting a team', () => {
  test('works without a network, and the server hears of it at the first sync', async () => {
    let mishap: Mishap = 'lostRequest';
    const maria = newTablet(() => mishap);

    const { team } = await startTeam(maria, 'P5 Maths triad');
    expect(
      await syncOnce({ ...maria, now: () => time, isOnline: () => true, chance: random.chance }, team),
    ).toEqual({
      kind: 'offline',
    });
    mishap = 'none';

    expect(
      await syncOnce({ ...maria, now: () => time, isOnline: () => true, chance: random.chance }, team),
    ).toEqual({
      kind: 'synced',
    });
  });

  test('[K1] neither the team’s name nor its secret lies readable on the tablet’s keyring or in the mailbox', async () => {
    const maria = newTablet();

    const { team } = await startTeam(maria, 'PLANTED-NAME');

    const entry = await maria.keyring.teams.get(team);
    const postbox = await maria.mailbox.postboxes.get(team);
    expect(entry?.wrapped.length).toBeGreaterThan(32);
    expect((await maria.keyring.tabletKey.get('tablet'))?.key.extractable).toBe(false);
    expect(JSON.stringify(postbox)).not.toContain('PLANTED-NAME');
  });
});

describe('[K3] joining a team', () => {
  test('the code alone is enough, as typed or as a link', async () => {
    const { team, invitation } = await startAndInvite(newTablet());

    const outcome = await joinTeam(newTablet(), invitation.link);

    expect(invitation.code).toMatch(/^(\w{4} ){3}\w{4}$/);
    expect(invitation.link).toContain('/join#');
    expect(outcome).toMatchObject({ kind: 'done', value: { team, name: 'P5 Maths triad' } });
  });

  test('an invitation works once', async () => {
    const { invitation } = await startAndInvite(newTablet());
    await joinTeam(newTablet(), invitation.code);

    expect(await joinTeam(newTablet(), invitation.code)).toEqual({ kind: 'failed', problem: 'refused' });
  });

  test('an answer lost on the way can be asked for again by the same tablet', async () => {
    const { team, invitation } = await startAndInvite(newTablet());
    let mishap: Mishap = 'lostReply';
    const sam = newTablet(() => mishap);
    expect(await joinTeam(sam, invitation.code)).toEqual({ kind: 'failed', problem: 'offline' });
    mishap = 'none';

    expect(await joinTeam(sam, invitation.code)).toMatchObject({ kind: 'done', value: { team } });
  });

  test('lasts 72 hours and no longer', async () => {
    const { invitation } = await startAndInvite(newTablet());
    expect(invitation.expiresAt).toBe(time + 72 * HOUR);
    time += 72 * HOUR + 1;

    expect(await joinTeam(newTablet(), invitation.code)).toEqual({ kind: 'failed', problem: 'refused' });
  });

  test('a code that cannot be one is not sent', async () => {
    const requests: string[] = [];
    const sam = {
      ...newTablet(),
      fetch: (input: unknown) => Promise.reject(new Error(String(requests.push(String(input))))),
    };

    expect(await joinTeam(sam, 'hello')).toEqual({ kind: 'failed', problem: 'notACode' });
    expect(requests).toEqual([]);
  });

  test('a sign-in page is named, not believed', async () => {
    const { invitation } = await startAndInvite(newTablet());

    expect(
      await joinTeam(
        newTablet(() => 'signInPage'),
        invitation.code,
      ),
    ).toEqual({ kind: 'failed', problem: 'signInPage' });
  });

  test('joining a team this tablet is in already opens it as who they are', async () => {
    const maria = newTablet();
    const { team, invitation } = await startAndInvite(maria);
    const me = (await maria.keyring.teams.get(team))?.me;

    expect(await joinTeam(maria, invitation.code)).toMatchObject({ kind: 'done', value: { team, me } });
  });

  test('both tablets are then on the server’s list', async () => {
    const maria = newTablet();
    const { team, invitation } = await startAndInvite(maria);
    await joinTeam(newTablet(), invitation.code);

    const seen = await tabletsSeen(maria, team);

    expect(seen.kind === 'done' && seen.value).toHaveLength(2);
  });
});

describe('[K7] joining as a guest', () => {
  test('gives a tablet that everybody knows for a guest’s, and neither the team’s secret nor its proof', async () => {
    const maria = newTablet();
    const { team, invitation } = await startAndInvite(maria, { isGuest: true });
    const visitor = newTablet();

    const outcome = await joinTeam(visitor, invitation.code);

    expect(invitation.code).toMatch(/^G/);
    const [entry, leads] = [await visitor.keyring.teams.get(team), await maria.keyring.teams.get(team)];
    expect(outcome).toMatchObject({ kind: 'done', value: { team, isGuest: true } });
    expect(entry?.device).toMatch(/^dguest/);
    expect(entry?.me.startsWith(`${entry!.device}-`)).toBe(true);
    const [own, secret] = [await secretOf(visitor.keyring, entry!), await secretOf(maria.keyring, leads!)];
    expect([...own]).not.toEqual([...secret]);
    const proof = async (deps: AccessDeps) => [...((await deps.mailbox.postboxes.get(team))?.proof ?? [])];
    expect(await proof(visitor)).not.toEqual(await proof(maria));
    expect([...(await deriveTeamKeys(own, team)).proof]).not.toEqual(await proof(maria));
  });

  test('what the team seals opens with what a guest was given', async () => {
    const maria = newTablet();
    const { team, invitation } = await startAndInvite(maria, { isGuest: true });
    const visitor = newTablet();
    await joinTeam(visitor, invitation.link);
    const secret = await secretOf(maria.keyring, (await maria.keyring.teams.get(team))!);
    const given = await secretOf(visitor.keyring, (await visitor.keyring.teams.get(team))!);
    const request = { team, device: 'dmaria', deviceSeq: 1, epoch: 1, text: 'A note' };

    const envelope = await seal((await deriveTeamKeys(secret, team)).sealKey, request, random.bytes);

    expect(await open((await deriveReadingKeys(given, team)).sealKey, team, envelope)).toEqual({
      ok: true,
      value: 'A note',
    });
  });

  test('a guest invites nobody', async () => {
    const { team, invitation } = await startAndInvite(newTablet(), { isGuest: true });
    const visitor = newTablet();
    await joinTeam(visitor, invitation.code);

    expect(await invite(visitor, team, { isGuest: true })).toEqual({ kind: 'failed', problem: 'refused' });
  });

  test('only a guest’s code begins with G', async () => {
    const codes = Array.from({ length: 500 }, () => newInvitationCode(random.bytes, { isGuest: false }));

    expect(codes.filter(isGuestCode)).toEqual([]);
  });
});

describe('a code in the place of a forgotten PIN', () => {
  test('is taken from a colleague, once, and nothing new joins the team', async () => {
    const maria = newTablet();
    const { team, invitation } = await startAndInvite(maria);
    const sam = newTablet();
    await joinTeam(sam, invitation.code);
    const before = await tabletsSeen(maria, team);
    const fresh = await invite(maria, team, { isGuest: false });
    if (fresh.kind !== 'done') throw new Error(fresh.problem);

    expect(await proveWithCode(sam, team, fresh.value.code)).toEqual({ kind: 'done', value: undefined });

    const after = await tabletsSeen(maria, team);
    expect(after.kind === 'done' && after.value.map(({ device }) => device)).toEqual(
      before.kind === 'done' && before.value.map(({ device }) => device),
    );
    const late = newTablet();
    expect(await joinTeam(late, fresh.value.code)).toEqual({ kind: 'failed', problem: 'refused' });
    expect(await tabletsSeen(sam, team)).toMatchObject({ kind: 'done' });
  });

  test('is refused when it is another team’s, made up, or no code at all', async () => {
    const maria = newTablet();
    const { invitation } = await startAndInvite(maria);
    const sam = newTablet();
    const own = await startAndInvite(sam);

    expect(await proveWithCode(sam, own.team, invitation.code)).toEqual({
      kind: 'failed',
      problem: 'refused',
    });
    const made = newInvitationCode(random.bytes, { isGuest: false });
    expect(await proveWithCode(sam, own.team, made)).toEqual({ kind: 'failed', problem: 'refused' });
    expect(await proveWithCode(sam, own.team, '4711')).toEqual({ kind: 'failed', problem: 'notACode' });
  });
});
