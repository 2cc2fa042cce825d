import { toBase64Url } from '../protocol/bytes.ts';
import { parsed, refused, type Parsed } from '../protocol/outcome.ts';
import { hkdf } from './hkdf.ts';
import type { TeamSecret } from './team-key.ts';

const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const;
const PUBLIC_KEY_BYTES = 65;

/** What one tablet can open and no other: the private half never leaves its browser. */
export interface TabletKeys {
  /** 65 bytes, for everybody to see. */
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly privateKey: CryptoKey;
}

export async function newTabletKeys(): Promise<TabletKeys> {
  const { publicKey, privateKey } = await crypto.subtle.generateKey(CURVE, false, ['deriveBits']);
  return { publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)), privateKey };
}

/** For whom a box is and what it holds; a box that is moved to another place does not open. */
export interface BoxPlace {
  readonly team: string;
  readonly epoch: number;
  readonly device: string;
}

/** Seals an epoch's secret for one tablet: a key pair made for this box alone, its public half, then the ciphertext. */
export async function sealForTablet(
  secret: TeamSecret,
  publicKey: Uint8Array<ArrayBuffer>,
  place: BoxPlace,
): Promise<Uint8Array<ArrayBuffer>> {
  const once = await crypto.subtle.generateKey(CURVE, false, ['deriveBits']);
  const shown = new Uint8Array(await crypto.subtle.exportKey('raw', once.publicKey));
  const key = await boxKey(once.privateKey, { of: publicKey, shown, publicKey, place });
  const sealed = await crypto.subtle.encrypt(gcm(place), key, secret);
  const box = new Uint8Array(PUBLIC_KEY_BYTES + sealed.byteLength);
  box.set(shown);
  box.set(new Uint8Array(sealed), PUBLIC_KEY_BYTES);
  return box;
}

export async function openOnTablet(
  box: Uint8Array<ArrayBuffer>,
  { publicKey, privateKey }: TabletKeys,
  place: BoxPlace,
): Promise<Parsed<TeamSecret>> {
  try {
    const shown = box.slice(0, PUBLIC_KEY_BYTES);
    const key = await boxKey(privateKey, { of: shown, shown, publicKey, place });
    const secret = await crypto.subtle.decrypt(gcm(place), key, box.slice(PUBLIC_KEY_BYTES));
    return secret.byteLength === 32 ? parsed(new Uint8Array(secret)) : refused('doesNotOpen');
  } catch {
    return refused('doesNotOpen');
  }
}

interface Agreement {
  /** The other side's public key. */
  readonly of: Uint8Array<ArrayBuffer>;
  readonly shown: Uint8Array<ArrayBuffer>;
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly place: BoxPlace;
}

async function boxKey(privateKey: CryptoKey, { of, shown, publicKey, place }: Agreement): Promise<CryptoKey> {
  const theirs = await crypto.subtle.importKey('raw', of, CURVE, false, []);
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, privateKey, 256);
  const derive = await hkdf(new Uint8Array(shared), `threefold key box ${place.team}`);
  const bytes = await derive([toBase64Url(shown), toBase64Url(publicKey)].join(' '), 32);
  return await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** A fixed nonce will do: the key is derived from a key pair that seals this one box. */
function gcm({ team, epoch, device }: BoxPlace): AesGcmParams {
  const additionalData = new TextEncoder().encode(['threefold key box', team, epoch, device].join(' '));
  return { name: 'AES-GCM', iv: new Uint8Array(12), additionalData };
}
