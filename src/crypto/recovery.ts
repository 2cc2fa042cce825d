import * as v from 'valibot';
import type { RandomBytes } from '../domain/ids.ts';
import { fromCbor, toCbor } from '../protocol/bytes.ts';
import { parsed, refused, type Parsed } from '../protocol/outcome.ts';
import { hkdf } from './hkdf.ts';
import { newSheetCode } from './sheet-code.ts';
import type { TeamSecret } from './team-key.ts';

/** One of the secrets a team has had: a new epoch begins when a person or tablet is removed. */
export interface EpochSecret {
  readonly epoch: number;
  readonly secret: TeamSecret;
}

/** What brings a team back: all its secrets, so that old notes open too. Fits into a box up to some forty epochs. */
export interface RecoveryContents {
  readonly team: string;
  readonly name: string;
  readonly epochs: readonly EpochSecret[];
}

export interface RecoveryKeys {
  /** What the server knows the box by. */
  readonly id: Uint8Array<ArrayBuffer>;
  /** Shown to get the box; the server has its SHA-256. */
  readonly proof: Uint8Array<ArrayBuffer>;
  readonly sheetKey: CryptoKey;
}

/** From the printed code; from the id and the proof nobody gets back to it. */
export async function deriveRecovery(code: string): Promise<RecoveryKeys> {
  const derive = await hkdf(new TextEncoder().encode(code), 'threefold recovery');
  const [id, proof, keyBytes] = await Promise.all([
    derive('id', 16),
    derive('proof', 32),
    derive('sheet', 32),
  ]);
  return { id, proof, sheetKey: await aesKey(keyBytes) };
}

const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const;

export interface NewSheet {
  /** For the paper, and kept nowhere. */
  readonly code: string;
  readonly keys: RecoveryKeys;
  readonly box: Uint8Array<ArrayBuffer>;
  /** For the team, to fill the box again: who has it can do that and cannot open it. */
  readonly filler: Uint8Array<ArrayBuffer>;
}

/**
 * A new sheet. Its box has a lock of its own: the public half lies open in the box, so that any tablet of the team can put
 * the secrets of a new epoch into it; the private half is sealed with the code, which is on the paper and nowhere else. The
 * filler, known to the team and sealed with the code too, keeps a server from filling the box with secrets of its own.
 */
export async function makeSheet(contents: RecoveryContents, random: RandomBytes): Promise<NewSheet> {
  const code = newSheetCode(random);
  const keys = await deriveRecovery(code);
  const filler = new Uint8Array(random(32));
  const pair = await crypto.subtle.generateKey(CURVE, true, ['deriveBits']);
  const lock = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const secretHalf = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
  const sealedHalf = await sealWith(keys.sheetKey, keys.id, toCbor([secretHalf, filler]), random);
  return { code, keys, filler, box: await fill({ lock, sealedHalf }, filler, contents, random) };
}

/**
 * The same box with other contents; the printed sheet opens it as before. Needs no code: for the tablet that has just begun
 * a new epoch.
 */
export async function refillBox(
  { box, filler }: { readonly box: Uint8Array; readonly filler: Uint8Array },
  contents: RecoveryContents,
  random: RandomBytes,
): Promise<Parsed<Uint8Array<ArrayBuffer>>> {
  const found = readBox(box);
  if (!found.ok) return found;
  try {
    return parsed(await fill(found.value, filler, contents, random));
  } catch {
    return refused('malformed');
  }
}

export async function openRecoveryBox(
  keys: RecoveryKeys,
  box: Uint8Array,
): Promise<Parsed<RecoveryContents>> {
  const found = readBox(box);
  if (!found.ok) return found;
  const { sealedHalf, lock, guest, sealed } = found.value;
  try {
    const [secretHalf, filler] = v.parse(
      HalfShape,
      fromCbor(await openWith(keys.sheetKey, keys.id, sealedHalf)),
    );
    const half = await crypto.subtle.importKey('pkcs8', new Uint8Array(secretHalf), CURVE, false, [
      'deriveBits',
    ]);
    const opened = await openWith(await boxKey(half, guest, filler), lock, sealed);
    const [team, name, epochs] = v.parse(ContentsShape, fromCbor(opened));
    return parsed({
      team,
      name,
      epochs: epochs.map(([epoch, secret]) => ({ epoch, secret: new Uint8Array(secret) })),
    });
  } catch {
    return refused('doesNotOpen');
  }
}

const bytes = v.custom<Uint8Array>((value) => value instanceof Uint8Array);
/** The lock's private half, and the filler. */
const HalfShape = v.tuple([bytes, bytes]);
/** The lock's public half, its private half sealed, the public half of this filling, the contents sealed. */
const BoxShape = v.tuple([v.literal(1), bytes, bytes, bytes, bytes]);
const ContentsShape = v.tuple([
  v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/)),
  v.string(),
  v.pipe(
    v.array(
      v.tuple([
        v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
        v.pipe(
          bytes,
          v.check((secret) => secret.length === 32),
        ),
      ]),
    ),
    v.minLength(1),
  ),
]);

interface Lock {
  readonly lock: Uint8Array;
  readonly sealedHalf: Uint8Array;
}

function readBox(box: Uint8Array): Parsed<Lock & { guest: Uint8Array; sealed: Uint8Array }> {
  try {
    const result = v.safeParse(BoxShape, fromCbor(box));
    if (!result.success) return refused('malformed');
    const [, lock, sealedHalf, guest, sealed] = result.output;
    return parsed({ lock, sealedHalf, guest, sealed });
  } catch {
    return refused('malformed');
  }
}

async function fill(
  { lock, sealedHalf }: Lock,
  filler: Uint8Array,
  { team, name, epochs }: RecoveryContents,
  random: RandomBytes,
): Promise<Uint8Array<ArrayBuffer>> {
  const pair = await crypto.subtle.generateKey(CURVE, true, ['deriveBits']);
  const guest = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const key = await boxKey(pair.privateKey, lock, filler);
  const contents = toCbor([team, name, epochs.map(({ epoch, secret }) => [epoch, secret])]);
  return toCbor([1, lock, sealedHalf, guest, await sealWith(key, lock, contents, random)]);
}

async function boxKey(half: CryptoKey, otherHalf: Uint8Array, filler: Uint8Array): Promise<CryptoKey> {
  const other = await crypto.subtle.importKey('raw', new Uint8Array(otherHalf), CURVE, false, []);
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: other }, half, 256);
  const derive = await hkdf(new Uint8Array([...new Uint8Array(shared), ...filler]), 'threefold recovery box');
  return await aesKey(await derive('box', 32));
}

const NONCE_BYTES = 12;

async function sealWith(
  key: CryptoKey,
  bound: Uint8Array,
  plain: Uint8Array<ArrayBuffer>,
  random: RandomBytes,
) {
  const iv = new Uint8Array(random(NONCE_BYTES));
  const params = { name: 'AES-GCM', iv, additionalData: new Uint8Array(bound) };
  return new Uint8Array([...iv, ...new Uint8Array(await crypto.subtle.encrypt(params, key, plain))]);
}

async function openWith(key: CryptoKey, bound: Uint8Array, sealed: Uint8Array) {
  const iv = new Uint8Array(sealed.subarray(0, NONCE_BYTES));
  const params = { name: 'AES-GCM', iv, additionalData: new Uint8Array(bound) };
  const rest = new Uint8Array(sealed.subarray(NONCE_BYTES));
  return new Uint8Array(await crypto.subtle.decrypt(params, key, rest));
}

async function aesKey(keyBytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return await crypto.subtle.importKey('raw', keyBytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}
