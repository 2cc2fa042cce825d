import { randomBytes } from 'node:crypto';
import { toBase64Url, toCbor } from '../../src/protocol/bytes.ts';
import { encodeEnvelope, parseEnvelope } from '../../src/protocol/envelope.ts';
import { exchange, type Exchange } from '../../src/protocol/exchange.ts';
import { parsed } from '../../src/protocol/outcome.ts';
import {
  CBOR,
  parseAcceptAnswer,
  parseChunk,
  parseChunkStored,
  parseDevicesAnswer,
  parseInviteAnswer,
  parsePullAnswer,
  parsePushAnswer,
  parseEraseAnswer,
  type InviteRequest,
  type RemoveRequest,
  type RecoveryRequest,
  type Tombstone,
} from '../../src/protocol/requests.ts';

export const bytes = (count: number) => new Uint8Array(randomBytes(count));
export const aTeam = () => toBase64Url(bytes(16));
export const aBlob = () => toBase64Url(bytes(16));
export const aDevice = () => `d${randomBytes(6).toString('hex')}`;

let sealed = 0;

/** An envelope as the server sees one: nobody here could open it. */
export function anEnvelope({ size = 200, id = bytes(16), device = 'dMaria' } = {}): Uint8Array {
  const header = { version: 1, epoch: 1, id, device, deviceSeq: ++sealed, nonce: bytes(12) };
  return encodeEnvelope({ header, sealed: bytes(size) });
}

export type Tablet = ReturnType<typeof aTablet>;

/** One tablet of one team, speaking to a server through the same `exchange` as the app. */
export function aTablet(
  url: string,
  { team = aTeam(), device = aDevice(), token = bytes(32), proof = bytes(32) } = {},
) {
  const fetchHere: typeof fetch = (path, init) => fetch(`${url}${path as string}`, init);
  const to = (rest: string) => `/api/teams/${team}${rest}`;
  const nothing = () => parsed(undefined);

  return {
    team,
    device,
    token,
    proof,
    claim: () =>
      exchange(
        fetchHere,
        { method: 'POST', path: '/api/teams', body: toCbor({ team, device, token, proof }) },
        nothing,
      ),
    push: (envelopes: readonly Uint8Array[]) =>
      exchange(
        fetchHere,
        { method: 'POST', path: to('/envelopes'), token, body: toCbor({ envelopes }) },
        parsePushAnswer,
      ),
    pull: (after: number, erased = 0) =>
      exchange(
        fetchHere,
        { method: 'GET', path: to(`/envelopes?after=${after}&erased=${erased}`), token },
        parsePullAnswer,
      ),
    putChunk: (blob: string, chunk: number | string, piece: Uint8Array) =>
      exchange(
        fetchHere,
        { method: 'PUT', path: to(`/blobs/${blob}/${chunk}`), token, body: toCbor({ bytes: piece }) },
        parseChunkStored,
      ),
    getChunk: (blob: string, chunk: number | string) =>
      exchange(fetchHere, { method: 'GET', path: to(`/blobs/${blob}/${chunk}`), token }, parseChunk),
    erase: (envelopes: readonly Uint8Array[], blobs: readonly Uint8Array[] = []) =>
      exchange(
        fetchHere,
        { method: 'POST', path: to('/erasures'), token, body: toCbor({ envelopes, blobs }) },
        parseEraseAnswer,
      ),
    devices: () => exchange(fetchHere, { method: 'GET', path: to('/devices'), token }, parseDevicesAnswer),
    invite: (invitation: InviteRequest) =>
      exchange(
        fetchHere,
        { method: 'POST', path: to('/invitations'), token, body: toCbor(invitation) },
        parseInviteAnswer,
      ),
    accept: (id: Uint8Array, invitationProof: Uint8Array) =>
      exchange(
        fetchHere,
        {
          method: 'POST',
          path: `/api/invitations/${toBase64Url(id)}/accept`,
          body: toCbor({ proof: invitationProof, device, token }),
        },
        parseAcceptAnswer,
      ),
    remove: (removal: RemoveRequest) =>
      exchange(
        fetchHere,
        { method: 'POST', path: to('/removals'), token, body: toCbor({ ...removal }) },
        nothing,
      ),
    keepRecovery: (recovery: RecoveryRequest) =>
      exchange(fetchHere, { method: 'PUT', path: to('/recovery'), token, body: toCbor(recovery) }, nothing),
    recover: (id: Uint8Array, sheetProof: Uint8Array) =>
      exchange(
        fetchHere,
        {
          method: 'POST',
          path: `/api/recoveries/${toBase64Url(id)}/accept`,
          body: toCbor({ proof: sheetProof, device, token }),
        },
        parseAcceptAnswer,
      ),
    leave: () => exchange(fetchHere, { method: 'DELETE', path: to('/devices/self'), token }, nothing),
    events: (signal: AbortSignal) =>
      fetch(`${url}${to('/events')}`, { signal, headers: { authorization: `Bearer ${toBase64Url(token)}` } }),
  };
}

/** A tablet whose team the server knows. */
export async function aClaimedTablet(
  url: string,
  options: Parameters<typeof aTablet>[1] = {},
): Promise<Tablet> {
  const tablet = aTablet(url, options);
  done(await tablet.claim());
  return tablet;
}

/** The id that an envelope says it has. */
export function idOf(envelope: Uint8Array): Uint8Array {
  const read = parseEnvelope(envelope);
  if (!read.ok) throw new Error(read.problem);
  return read.value.header.id;
}

/** The value of an exchange that must have succeeded. */
export function done<T>(answer: Exchange<T>): T {
  if (answer.kind !== 'done') throw new Error(`The server answered: ${JSON.stringify(answer)}`);
  return answer.value;
}

/** The envelopes of a page that were not erased. */
export function whole(envelopes: readonly (Uint8Array | Tombstone)[]): Uint8Array[] {
  return envelopes.filter((one) => one instanceof Uint8Array);
}

/** A request with nothing of the app's own care: any body, any token. */
export function post(url: string, path: string, body: unknown, headers: Record<string, string> = {}) {
  const payload = body instanceof Uint8Array ? new Uint8Array(body) : toCbor(body);
  return fetch(`${url}${path}`, {
    method: 'POST',
    body: payload,
    headers: { 'content-type': CBOR, ...headers },
  });
}

export function bearer(token: Uint8Array): Record<string, string> {
  return { authorization: `Bearer ${toBase64Url(token)}` };
}
