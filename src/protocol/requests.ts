import * as v from 'valibot';
import { isDeviceId } from '../domain/ids.ts';
import { isStamp } from '../domain/stamp.ts';
import { fromCbor } from './bytes.ts';
import {
  MAX_BOX_BYTES,
  MAX_CHUNK_BYTES,
  MAX_EPOCH,
  MAX_ERASED_AT_ONCE,
  MAX_PRESENCE_BYTES,
  MAX_REMOVED_AT_ONCE,
} from './limits.ts';
import { parsed, refused, type Parsed } from './outcome.ts';

/**
 * Every request and answer of the server, all CBOR maps (`application/cbor`). Bodies come from outside on both
 * sides and are read through the `parse…` functions only; a sign-in page answered with 200 fails here.
 */
export const CBOR = 'application/cbor';

/** Every answer of a Threefold server carries it, with the id of its database; a sign-in page does not. */
export const SERVER_HEADER = 'threefold-server';

const bytes = v.custom<Uint8Array>((value) => value instanceof Uint8Array);
const bytesOf = (length: number) =>
  v.pipe(
    bytes,
    v.check((value) => value.length === length),
  );
const seq = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const epoch = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(MAX_EPOCH));
const deviceId = v.pipe(v.string(), v.check(isDeviceId));
const idText = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/));

/** Where a log stands: which log, its last number, and the chain over all up to it. */
const HeadShape = v.object({ log: idText, seq, chain: bytesOf(32) });
export type Head = v.InferOutput<typeof HeadShape>;

/**
 * `POST /api/teams`: starts a team, or brings a tablet back to one that the server still has or has lost.
 * `proof` comes from the team key of an epoch; the server keeps its SHA-256 from the first claim and compares later ones.
 * A server that has lost the team takes the epoch with it; without one it is the first.
 */
const ClaimShape = v.object({
  team: idText,
  device: deviceId,
  token: bytesOf(32),
  proof: bytesOf(32),
  epoch: v.optional(epoch),
});
export type ClaimRequest = v.InferOutput<typeof ClaimShape>;

/** `POST /api/teams/:team/envelopes`: encoded envelopes, in the order they were sealed. */
const PushShape = v.object({ envelopes: v.array(bytes) });
export type PushRequest = v.InferOutput<typeof PushShape>;

/**
 * One answer per envelope of the push: its number in the log, or the reason it was not taken; `refused` is an envelope of
 * another tablet that a guest's brings.
 */
const PushAnswerShape = v.object({
  head: HeadShape,
  results: v.array(v.union([seq, v.picklist(['malformed', 'tooLarge', 'refused'])])),
  now: v.number(),
});
export type PushAnswer = v.InferOutput<typeof PushAnswerShape>;

/** What is left of an envelope that was erased: its id, and its hash so that the chain over the log still checks. */
const TombstoneShape = v.object({ id: bytesOf(16), hash: bytesOf(32) });
export type Tombstone = v.InferOutput<typeof TombstoneShape>;

/**
 * `GET /api/teams/:team/envelopes?after=n&erased=k&most=bytes`: a page in order, without gaps, from n+1, and at least one
 * envelope however few bytes a slow line carries. `after` repeats n with the chain up to it, so that a reader can see that
 * its past is still the server's past; null when the log is shorter than n.
 * `erased` names what was erased anywhere in the log since the reader last heard (its count then was k), for it has read
 * most of that before.
 */
const PullAnswerShape = v.object({
  after: v.nullable(bytesOf(32)),
  head: HeadShape,
  envelopes: v.array(v.union([bytes, TombstoneShape])),
  erased: v.object({ count: seq, ids: v.array(bytesOf(16)) }),
  now: v.number(),
});
export type PullAnswer = v.InferOutput<typeof PullAnswerShape>;

/**
 * `POST /api/teams/:team/erasures`: envelopes and photos to be erased for good, by their ids. What the server does not have
 * is no mistake: another tablet was quicker, or the server was restored.
 */
const EraseShape = v.object({
  envelopes: v.pipe(v.array(bytesOf(16)), v.maxLength(MAX_ERASED_AT_ONCE)),
  blobs: v.pipe(v.array(bytesOf(16)), v.maxLength(MAX_ERASED_AT_ONCE)),
});
export type EraseRequest = v.InferOutput<typeof EraseShape>;
/** How many envelopes and photos this request erased; durable, and out of the files of the database. */
const EraseAnswerShape = v.object({ envelopes: seq, blobs: seq });
export type EraseAnswer = v.InferOutput<typeof EraseAnswerShape>;

/** `POST /api/teams/:team/invitations`. Times out 72 hours after the server took it. */
const InviteShape = v.object({
  id: bytesOf(16),
  /** SHA-256 of the proof that accepting must show. */
  proofHash: bytesOf(32),
  box: v.pipe(
    bytes,
    v.check((value) => value.length <= MAX_BOX_BYTES),
  ),
  /** For a guest: only a guest's tablet may accept it. */
  isGuest: v.optional(v.boolean()),
});
export type InviteRequest = v.InferOutput<typeof InviteShape>;
const InviteAnswerShape = v.object({ expiresAt: v.number() });
export type InviteAnswer = v.InferOutput<typeof InviteAnswerShape>;

/** `POST /api/invitations/:id/accept`, id as base64url. The same tablet asking again gets the same answer. */
const AcceptShape = v.object({ proof: bytesOf(32), device: deviceId, token: bytesOf(32) });
export type AcceptRequest = v.InferOutput<typeof AcceptShape>;
const AcceptAnswerShape = v.object({ team: idText, box: bytes });
export type AcceptAnswer = v.InferOutput<typeof AcceptAnswerShape>;

/**
 * `POST /api/teams/:team/removals`: ends tablets, with the number of the next epoch and the SHA-256 of its proof. `notice`
 * is the sealed envelope that tells the team and hands out the new key; it is taken into the log in the same step, and
 * only if the log then ends where its writer had read to (`after`): else `behind`, and nothing has happened. Without a
 * notice the team's removals so far are told to a server that may have lost them; what it knows stays as it is. With no tablet
 * named only the epoch begins: a person has gone who had none.
 */
const RemoveShape = v.object({
  epoch,
  proofHash: bytesOf(32),
  devices: v.pipe(v.array(deviceId), v.maxLength(MAX_REMOVED_AT_ONCE)),
  notice: v.optional(v.object({ envelope: bytes, after: seq })),
});
export type RemoveRequest = v.InferOutput<typeof RemoveShape>;

/**
 * `PUT /api/teams/:team/recovery`: the box that the team's printed sheet opens, in place of the one before. `at` is when
 * the sheet was made, or its box filled again, as a stamp: an older one never takes the place of a newer.
 */
const RecoveryShape = v.object({
  id: bytesOf(16),
  /** SHA-256 of the proof that only the sheet gives. */
  proofHash: bytesOf(32),
  box: v.pipe(
    bytes,
    v.check((value) => value.length <= MAX_BOX_BYTES),
  ),
  at: v.pipe(
    v.string(),
    v.check((value: string) => isStamp(value)),
  ),
});
export type RecoveryRequest = v.InferOutput<typeof RecoveryShape>;
/**
 * `POST /api/recoveries/:id/accept`, id as base64url, with a body and an answer like an invitation's; as often as the sheet
 * is needed.
 */

/**
 * `PUT /api/teams/:team/blobs/:id/:chunk`, and the answer to `GET` of the same address: one sealed piece of a photo. The
 * same bytes may be put again and again; others under the same address are refused as `differs`.
 */
const ChunkShape = v.object({
  bytes: v.pipe(
    bytes,
    v.check((value) => value.length > 16 && value.length <= MAX_CHUNK_BYTES),
  ),
});
export type Chunk = v.InferOutput<typeof ChunkShape>;
/** The piece is durable; how long it is, so that an answer cut short is none. */
const ChunkStoredShape = v.object({ stored: seq });
export type ChunkStored = v.InferOutput<typeof ChunkStoredShape>;

/**
 * `POST /api/teams/:team/presence`: who is here and where they type, sealed with the team's key for it. Passed on to the
 * team's tablets that listen at this moment, and kept nowhere.
 */
const PresenceShape = v.object({
  bytes: v.pipe(
    bytes,
    v.check((value) => value.length > 0 && value.length <= MAX_PRESENCE_BYTES),
  ),
});
export type PresenceRequest = v.InferOutput<typeof PresenceShape>;

/** `GET /api/teams/:team/devices`. Times in milliseconds since 1970 by the server's clock. */
const DevicesAnswerShape = v.object({
  devices: v.array(v.object({ device: deviceId, joinedAt: v.number(), lastSeenAt: v.number() })),
  now: v.number(),
});
export type DevicesAnswer = v.InferOutput<typeof DevicesAnswerShape>;

/**
 * Every refusal: `refused` (unknown team, wrong token and spent invitation look the same), `malformed`, `tooLarge`,
 * `tooMany` (with the milliseconds to wait), `unavailable`, `full` (this team has all the room for photos it may have),
 * `differs`, `behind` (the log has grown since, or another was quicker: read on and try again). `removed` is said to who
 * shows the token of a tablet that was removed, and to nobody else. `server` tells one server database from another, so that a
 * tablet can tell "wiped" from "not allowed".
 */
const RefusalShape = v.object({
  error: v.picklist([
    'refused',
    'malformed',
    'tooLarge',
    'tooMany',
    'unavailable',
    'notFound',
    'full',
    'differs',
    'behind',
    'removed',
  ]),
  server: v.optional(idText),
  retryAfterMs: v.optional(v.number()),
});
export type Refusal = v.InferOutput<typeof RefusalShape>;

export const parseClaim = reader(ClaimShape);
export const parsePush = reader(PushShape);
export const parsePushAnswer = reader(PushAnswerShape);
export const parsePullAnswer = reader(PullAnswerShape);
export const parseErase = reader(EraseShape);
export const parseEraseAnswer = reader(EraseAnswerShape);
export const parseInvite = reader(InviteShape);
export const parseInviteAnswer = reader(InviteAnswerShape);
export const parseRemove = reader(RemoveShape);
export const parseRecovery = reader(RecoveryShape);
export const parseAccept = reader(AcceptShape);
export const parseAcceptAnswer = reader(AcceptAnswerShape);
export const parseChunk = reader(ChunkShape);
export const parseChunkStored = reader(ChunkStoredShape);
export const parsePresence = reader(PresenceShape);
export const parseDevicesAnswer = reader(DevicesAnswerShape);
export const parseRefusal = reader(RefusalShape);

/** A refusal for a reason that this version has no word for. */
export function isNewerRefusal(body: Uint8Array): boolean {
  return parseAnyRefusal(body).ok;
}
const parseAnyRefusal = reader(v.object({ error: idText }));

function reader<T>(shape: v.GenericSchema<unknown, T>) {
  return (body: Uint8Array): Parsed<T> => {
    try {
      const result = v.safeParse(shape, fromCbor(body));
      return result.success ? parsed(result.output) : refused('malformed');
    } catch {
      return refused('malformed');
    }
  };
}
