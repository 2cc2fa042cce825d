import { newDeviceId } from '../domain/ids.ts';
import {
  deriveRecovery,
  openRecoveryBox,
  type EpochSecret,
  type RecoveryContents,
} from '../crypto/recovery.ts';
import { sameBytes, toBase64Url, toCbor } from '../protocol/bytes.ts';
import type { CopiedRecovery } from '../protocol/copy-file.ts';
import { exchange } from '../protocol/exchange.ts';
import { parseAcceptAnswer, type AcceptRequest } from '../protocol/requests.ts';
import { readSheetCode } from '../crypto/sheet-code.ts';
import { secretsOf, type Keyring, type KeyringEntry } from './keyring.ts';
import type { RecoverProblem } from './safekeeping.ts';
import { problemOf, settleIn, type AccessDeps } from './start-and-join.ts';
import type { AccessProblem, TeamOnTablet } from './team-access.ts';

/** All secrets that this tablet has of a team. */
export async function teamSecrets(keyring: Keyring, entry: KeyringEntry): Promise<readonly EpochSecret[]> {
  return [...(await secretsOf(keyring, entry))].map(([epoch, secret]) => ({ epoch, secret }));
}

/** Not `done`: what was wrong with the code, the copy, or the way to the server. */
type Opened =
  | {
      readonly kind: 'done';
      readonly contents: RecoveryContents;
      readonly identity: { readonly device: string; readonly token: Uint8Array };
      /** The server has let this tablet in; otherwise the team's own proof will. */
      readonly isLetIn: boolean;
    }
  | { readonly kind: 'failed'; readonly problem: AccessProblem }
  | { readonly kind: 'unreadable'; readonly problem: RecoverProblem };

/**
 * Opens the team's box with the code of its sheet. The box comes from the server; or from a sealed copy, when the server
 * cannot be reached or has lost it. The tablet's own token is kept before asking, as when joining.
 */
export async function openSheet(
  deps: AccessDeps,
  typed: string,
  copied: CopiedRecovery | undefined,
): Promise<Opened> {
  const code = readSheetCode(typed);
  if (!code.ok)
    return code.problem === 'slip'
      ? { kind: 'unreadable', problem: 'slip' }
      : { kind: 'failed', problem: 'notACode' };
  const keys = await deriveRecovery(code.value);
  const sheet = toBase64Url(keys.id);
  const identity = await identityFor(deps, sheet);
  const request: AcceptRequest = { proof: keys.proof, device: identity.device, token: identity.token };
  const answer = await exchange(
    deps.fetch,
    { method: 'POST', path: `/api/recoveries/${sheet}/accept`, body: toCbor(request) },
    parseAcceptAnswer,
  );
  if (answer.kind === 'done') {
    const box = await openRecoveryBox(keys, answer.value.box);
    const isOurs = box.ok && box.value.team === answer.value.team;
    if (isOurs) return { kind: 'done', contents: box.value, identity, isLetIn: true };
  }
  if (copied === undefined)
    return { kind: 'failed', problem: answer.kind === 'done' ? 'refused' : problemOf(answer) };
  if (!sameBytes(copied.id, keys.id)) return { kind: 'unreadable', problem: 'otherSheet' };
  const box = await openRecoveryBox(keys, copied.box);
  if (!box.ok) return { kind: 'unreadable', problem: 'otherSheet' };
  return { kind: 'done', contents: box.value, identity, isLetIn: false };
}

/**
 * Keeps the team on this tablet with all its secrets. One that is here already stays as it is, unless the tablet was removed
 * from it: then it comes back as another tablet of the same person.
 */
export async function settleRecovered(
  deps: AccessDeps,
  { contents, identity, isLetIn }: Extract<Opened, { kind: 'done' }>,
): Promise<TeamOnTablet> {
  const { team, name, epochs } = contents;
  const known = await deps.keyring.teams.get(team);
  const postbox = await deps.mailbox.postboxes.get(team);
  // A try before this one was stopped between keyring and postbox.
  const isHalfIn = postbox !== undefined && postbox.device !== known?.device;
  if (known && !isHalfIn && postbox?.trouble !== 'removed') return known;
  const held = known ? await teamSecrets(deps.keyring, known) : [];
  const all = new Map([...held, ...epochs].map((one) => [one.epoch, one]));
  const newest = [...all.values()].reduce((one, other) => (other.epoch > one.epoch ? other : one));
  all.delete(newest.epoch);
  return await settleIn(deps, {
    team,
    name,
    ...identity,
    ...newest,
    further: [...all.values()],
    isClaimed: isLetIn,
    ...(known && { me: known.me }),
  });
}

async function identityFor({ keyring, random }: AccessDeps, sheet: string) {
  return await keyring.transaction('rw', keyring.joining, async () => {
    const begun = await keyring.joining.get(sheet);
    if (begun) return begun;
    const identity = { id: sheet, device: newDeviceId(random), token: random(32) };
    await keyring.joining.put(identity);
    return identity;
  });
}
