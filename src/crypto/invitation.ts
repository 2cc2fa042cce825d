import * as v from 'valibot';
import type { RandomBytes } from '../domain/ids.ts';
import { fromCbor, toCbor } from '../protocol/bytes.ts';
import { parsed, refused, type Parsed } from '../protocol/outcome.ts';
import { hkdf } from './hkdf.ts';
import type { TeamSecret } from './team-key.ts';

/** 2 to 9 and A to Z without I and O: 32 characters of 5 bits, none of them a 0 or 1 in disguise. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const CODE_LENGTH = 16;

const GUEST = 'G';

/**
 * 80 random bits as 16 characters. The code alone is enough to join, so it is a secret while it lives. A guest's begins
 * with G (and has 75), and no other does: who types it becomes a guest's tablet before anything is asked of the server.
 */
export function newInvitationCode(random: RandomBytes, { isGuest }: { readonly isGuest: boolean }): string {
  const code = Array.from(random(CODE_LENGTH), (byte) => ALPHABET[byte & 31]).join('');
  if (isGuest) return GUEST + code.slice(1);
  return isGuestCode(code) ? newInvitationCode(random, { isGuest }) : code;
}

export function isGuestCode(code: string): boolean {
  return code.startsWith(GUEST);
}

/** `K7QF 3MVX 9T2H 4RWD`, as people read it to each other. */
export function spellCode(code: string): string {
  return code.replaceAll(/(.{4})(?=.)/g, '$1 ');
}

/** The code in what somebody typed or pasted: spaces, dashes and small letters are fine, and so is the whole link. */
export function readCode(typed: string): Parsed<string> {
  const behindHash = typed.slice(typed.lastIndexOf('#') + 1);
  const code = behindHash.toUpperCase().replaceAll(/[\s\-–—.]/gu, '');
  const isCode = new RegExp(`^[${ALPHABET}]{${CODE_LENGTH}}$`).test(code);
  return isCode ? parsed(code) : refused('notACode');
}

export interface InvitationKeys {
  /** What the server knows the invitation by. */
  readonly id: Uint8Array<ArrayBuffer>;
  /** Shown when accepting; the server has its SHA-256. */
  readonly proof: Uint8Array<ArrayBuffer>;
  readonly boxKey: CryptoKey;
}

/** Both tablets derive the same from the code; from the id and the proof nobody gets back to the code or the box key. */
export async function deriveInvitation(code: string): Promise<InvitationKeys> {
  const derive = await hkdf(new TextEncoder().encode(code), 'threefold invitation');
  const [id, proof, boxBytes] = await Promise.all([derive('id', 16), derive('proof', 32), derive('box', 32)]);
  const boxKey = await crypto.subtle.importKey('raw', boxBytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
  return { id, proof, boxKey };
}

/**
 * What an invitation hands over. A guest gets, in place of the team's secret, only the key of the envelopes that comes
 * from it: with the secret it could show the team's proof and come back as anything.
 */
export interface BoxContents {
  readonly team: string;
  readonly name: string;
  readonly epoch: number;
  readonly secret: TeamSecret;
  readonly isGuest?: boolean | undefined;
  /** The secrets of the epochs before, so that who joins can read everything. */
  readonly earlier?: readonly { readonly epoch: number; readonly secret: TeamSecret }[] | undefined;
}

const epoch = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const secret = v.pipe(
  v.custom<Uint8Array>((value) => value instanceof Uint8Array),
  v.check((bytes) => bytes.length === 32),
  v.transform((bytes) => new Uint8Array(bytes)),
);

const BoxShape = v.object({
  team: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/)),
  name: v.string(),
  epoch,
  secret,
  isGuest: v.optional(v.boolean()),
  earlier: v.optional(v.array(v.object({ epoch, secret }))),
});

/** Nonce, then ciphertext. Each box key seals one box. */
export async function sealBox(
  keys: InvitationKeys,
  contents: BoxContents,
  random: RandomBytes,
): Promise<Uint8Array<ArrayBuffer>> {
  const nonce = new Uint8Array(random(12));
  const sealed = await crypto.subtle.encrypt(boxParams(keys, nonce), keys.boxKey, toCbor({ ...contents }));
  const box = new Uint8Array(12 + sealed.byteLength);
  box.set(nonce);
  box.set(new Uint8Array(sealed), 12);
  return box;
}

export async function openBox(keys: InvitationKeys, box: Uint8Array): Promise<Parsed<BoxContents>> {
  try {
    const nonce = new Uint8Array(box.subarray(0, 12));
    const opened = await crypto.subtle.decrypt(
      boxParams(keys, nonce),
      keys.boxKey,
      new Uint8Array(box.subarray(12)),
    );
    return parsed(v.parse(BoxShape, fromCbor(new Uint8Array(opened))));
  } catch {
    return refused('doesNotOpen');
  }
}

function boxParams(keys: InvitationKeys, iv: Uint8Array<ArrayBuffer>): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: keys.id };
}
