import {
  newDeviceId,
  newGuestDeviceId,
  newId,
  newIdOf,
  type DeviceId,
  type MemberId,
  type RandomBytes,
  type TeamId,
} from '../domain/ids.ts';
import {
  deriveInvitation,
  isGuestCode,
  newInvitationCode,
  openBox,
  readCode,
  sealBox,
  spellCode,
} from '../crypto/invitation.ts';
import { deriveTeamKeys, guestSecret, type TeamSecret } from '../crypto/team-key.ts';
import { FIRST_EPOCH } from '../domain/epoch.ts';
import type { Mailbox } from '../mailbox/database.ts';
import { newPostbox } from '../mailbox/new-postbox.ts';
import { toBase64Url, toCbor } from '../protocol/bytes.ts';
import { exchange, type Exchange } from '../protocol/exchange.ts';
import {
  parseAcceptAnswer,
  parseDevicesAnswer,
  parseInviteAnswer,
  type AcceptRequest,
  type InviteRequest,
} from '../protocol/requests.ts';
import { keepTeam, secretsOf, type Keyring, type KeyringEntry, type TeamToKeep } from './keyring.ts';
import type { AccessOutcome, AccessProblem, Invitation, TabletSeen, TeamOnTablet } from './team-access.ts';

export interface AccessDeps {
  readonly keyring: Keyring;
  readonly mailbox: Mailbox;
  readonly fetch: typeof globalThis.fetch;
  readonly random: RandomBytes;
  /** `https://school.example`: where links of invitations lead. */
  readonly origin: string;
}

/** Makes a team on this tablet; no network needed. The server hears of it at the first sync, and then only its id. */
export async function startTeam(deps: AccessDeps, name: string): Promise<TeamOnTablet> {
  const secret: TeamSecret = new Uint8Array(deps.random(32));
  const team = newId(deps.random, 22);
  const device = newDeviceId(deps.random);
  return await settleIn(deps, {
    team,
    name,
    device,
    secret,
    epoch: FIRST_EPOCH,
    token: deps.random(32),
    isClaimed: false,
    isFounded: true,
  });
}

/** Puts the team's secret into a sealed box at the server; the code opens it once, within 72 hours. */
export async function invite(
  deps: AccessDeps,
  team: TeamId,
  { isGuest }: { readonly isGuest: boolean },
): Promise<AccessOutcome<Invitation>> {
  const [entry, postbox] = await Promise.all([
    deps.keyring.teams.get(team),
    deps.mailbox.postboxes.get(team),
  ]);
  if (entry === undefined || postbox === undefined || entry.isGuest) return failed('refused');
  const code = newInvitationCode(deps.random, { isGuest });
  const keys = await deriveInvitation(code);
  const [newest, ...earlier] = await secretsToGive(deps.keyring, entry, { isGuest });
  if (newest === undefined) return failed('unavailable');
  const contents = { team, name: entry.name, ...newest, isGuest, ...(earlier.length > 0 && { earlier }) };
  const box = await sealBox(keys, contents, deps.random);
  const proofHash = new Uint8Array(await crypto.subtle.digest('SHA-256', keys.proof));
  const request: InviteRequest = { id: keys.id, proofHash, box, isGuest };
  const answer = await exchange(
    deps.fetch,
    { method: 'POST', path: `/api/teams/${team}/invitations`, token: postbox.token, body: toCbor(request) },
    parseInviteAnswer,
  );
  if (answer.kind !== 'done') return failed(problemOf(answer));
  return {
    kind: 'done',
    value: { code: spellCode(code), link: `${deps.origin}/join#${code}`, expiresAt: answer.value.expiresAt },
  };
}

/** Newest epoch first. Who joins can read everything; what a guest gets opens envelopes and nothing else. */
async function secretsToGive(keyring: Keyring, entry: KeyringEntry, { isGuest }: { isGuest: boolean }) {
  const secrets = [...(await secretsOf(keyring, entry))].toSorted(([a], [b]) => b - a);
  return await Promise.all(
    secrets.map(async ([epoch, secret]) => ({
      epoch,
      secret: isGuest ? await guestSecret(secret, entry.team) : secret,
    })),
  );
}

/**
 * Joins with a code. The tablet's own token is made and kept before asking, so that an answer that was lost on the way
 * can be asked for again with the same code. Joining a team that this tablet is in already opens that team; one that was
 * removed from it, or that the server does not know any more, comes back as another tablet of the same person, a guest as a
 * new guest, with the notebook that it has. A guest who is given a colleague's invitation joins with it as somebody new.
 */
export async function joinTeam(deps: AccessDeps, typed: string): Promise<AccessOutcome<TeamOnTablet>> {
  const code = readCode(typed);
  if (!code.ok) return failed('notACode');
  const keys = await deriveInvitation(code.value);
  const invitation = toBase64Url(keys.id);
  const isGuest = isGuestCode(code.value);
  const { device, token } = await identityFor(deps, invitation, { isGuest });
  const request: AcceptRequest = { proof: keys.proof, device, token };
  const answer = await exchange(
    deps.fetch,
    { method: 'POST', path: `/api/invitations/${invitation}/accept`, body: toCbor(request) },
    parseAcceptAnswer,
  );
  if (answer.kind !== 'done') return failed(problemOf(answer));
  const box = await openBox(keys, answer.value.box);
  // A box that does not open, or is another team's, was not put there by who made the code.
  const isAsSaid = box.ok && (box.value.isGuest ?? false) === isGuest;
  if (!box.ok || !isAsSaid || box.value.team !== answer.value.team) return failed('refused');
  const { team, name, epoch, secret, earlier = [] } = box.value;
  const known = await deps.keyring.teams.get(team);
  const postbox = await deps.mailbox.postboxes.get(team);
  const trouble = postbox?.trouble;
  // A try before this one was stopped between keyring and postbox.
  const isHalfIn = postbox !== undefined && postbox.device !== known?.device;
  const isOtherKind = known !== undefined && (known.isGuest ?? false) !== isGuest;
  const isPromoted = isOtherKind && !isGuest;
  if (known && !isPromoted && !isHalfIn && trouble !== 'removed' && trouble !== 'refused')
    return { kind: 'done', value: known };
  const arrival = { team, name, device, secret, epoch, token, isClaimed: true, isGuest };
  const held = known && !isOtherKind ? await secretsOf(deps.keyring, known) : new Map<number, TeamSecret>();
  // A guest's ids belong to the tablet they were made on: with a new one they are somebody new.
  const isNewPerson = isGuest || isOtherKind;
  const me = isNewPerson ? undefined : known?.me;
  const all = new Map([...held, ...earlier.map((one) => [one.epoch, one.secret] as const)]);
  all.delete(epoch);
  const further = [...all].map(([of, kept]) => ({ epoch: of, secret: kept }));
  const kept = { further, isNewPerson, isOtherKind, ...(me !== undefined && { me }) };
  return { kind: 'done', value: await settleIn(deps, { ...arrival, ...kept }) };
}

/**
 * Whether this is an unused invitation of a team this tablet is in: somebody of the team made it, and handed it over. It
 * is used up by the answer, as the tablet it already is; nothing new joins.
 */
export async function proveWithCode(
  deps: AccessDeps,
  team: TeamId,
  typed: string,
): Promise<AccessOutcome<void>> {
  const code = readCode(typed);
  if (!code.ok) return failed('notACode');
  const postbox = await deps.mailbox.postboxes.get(team);
  if (postbox === undefined) return failed('refused');
  const keys = await deriveInvitation(code.value);
  const request: AcceptRequest = { proof: keys.proof, device: postbox.device, token: postbox.token };
  const path = `/api/invitations/${toBase64Url(keys.id)}/accept`;
  const answer = await exchange(
    deps.fetch,
    { method: 'POST', path, body: toCbor(request) },
    parseAcceptAnswer,
  );
  if (answer.kind !== 'done') return failed(problemOf(answer));
  const box = await openBox(keys, answer.value.box);
  // Whoever answers in the server's place can say a team's name, but cannot make a box that this code opens.
  return box.ok && box.value.team === team ? { kind: 'done', value: undefined } : failed('refused');
}

async function identityFor(
  { keyring, random }: AccessDeps,
  invitation: string,
  { isGuest }: { readonly isGuest: boolean },
) {
  return await keyring.transaction('rw', keyring.joining, async () => {
    const begun = await keyring.joining.get(invitation);
    if (begun) return begun;
    const device = isGuest ? newGuestDeviceId(random) : newDeviceId(random);
    const identity = { id: invitation, device, token: random(32) };
    await keyring.joining.put(identity);
    return identity;
  });
}

export async function tabletsSeen(
  deps: AccessDeps,
  team: TeamId,
): Promise<AccessOutcome<readonly TabletSeen[]>> {
  const postbox = await deps.mailbox.postboxes.get(team);
  if (postbox === undefined) return failed('refused');
  const answer = await exchange(
    deps.fetch,
    { method: 'GET', path: `/api/teams/${team}/devices`, token: postbox.token },
    parseDevicesAnswer,
  );
  return answer.kind === 'done' ? { kind: 'done', value: answer.value.devices } : failed(problemOf(answer));
}

interface Arrival extends TeamToKeep {
  readonly team: TeamId;
  readonly name: string;
  readonly device: DeviceId;
  readonly token: Uint8Array;
  readonly isClaimed: boolean;
  readonly isGuest?: boolean;
  readonly isFounded?: boolean;
  /** Who somebody was in this team before their tablet was removed. */
  readonly me?: MemberId;
}

/**
 * Stopped between keyring and postbox, whoever comes back is still told that the tablet is out, and whoever is new still
 * has no team: the same code goes on from there.
 */
export async function settleIn(deps: AccessDeps, arrival: Arrival): Promise<TeamOnTablet> {
  const { team, name, device, secret, token, isClaimed, isGuest = false } = arrival;
  const me = arrival.me ?? newIdOf(device, deps.random);
  // A guest has no proof; the bytes in its place are shown to nobody.
  const proof = isGuest ? deps.random(32) : (await deriveTeamKeys(secret, team)).proof;
  const fresh = newPostbox({ team, device, token, proof, isClaimed, isGuest });
  const before = await deps.mailbox.postboxes.get(team);
  // Back after a removal: what it had read it need not read again, and its envelopes go on counting.
  const { log, seq, chain, nextDeviceSeq, erasures = 0 } = before ?? fresh;
  const openPostbox = () =>
    deps.mailbox.postboxes.put({ ...fresh, log, seq, chain, nextDeviceSeq, erasures });
  const founded = arrival.isFounded && { isFounded: true };
  const onTablet: TeamOnTablet = { team, name, me, device, isGuest, ...founded };
  if (before === undefined) await openPostbox();
  await keepTeam(deps.keyring, onTablet, arrival, deps.random);
  if (before !== undefined) await openPostbox();
  return onTablet;
}

function failed(problem: AccessProblem): { readonly kind: 'failed'; readonly problem: AccessProblem } {
  return { kind: 'failed', problem };
}

export function problemOf(answer: Exclude<Exchange<never>, { kind: 'done' }>): AccessProblem {
  switch (answer.kind) {
    case 'offline':
      return 'offline';
    case 'foreign':
      return 'signInPage';
    case 'refused':
    case 'removed':
    case 'unacceptable':
      return 'refused';
    case 'later':
      return 'tooMany';
    default:
      return answer satisfies never;
  }
}
