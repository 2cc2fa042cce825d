import { hkdf } from './hkdf.ts';

/** 256 random bits that make a team: who has them can read its notes. Made on the first tablet, never sent in the clear. */
export type TeamSecret = Uint8Array<ArrayBuffer>;

/** What a team's pages work with; a guest's have these and no more. */
export interface ReadingKeys {
  /** AES-256-GCM, cannot be exported: seals and opens envelopes of this epoch. */
  readonly sealKey: CryptoKey;
  /** AES-256-GCM, cannot be exported: for what open pages say to each other and nobody keeps. */
  readonly presenceKey: CryptoKey;
}

export interface TeamKeys extends ReadingKeys {
  /** Shown to the server to register a tablet of the team; opens nothing. */
  readonly proof: Uint8Array<ArrayBuffer>;
}

export async function deriveTeamKeys(secret: TeamSecret, team: string): Promise<TeamKeys> {
  const derive = await derivation(secret, team);
  const [guests, proof] = await Promise.all([guestSecret(secret, team), derive('membership', 32)]);
  return { ...(await deriveReadingKeys(guests, team)), proof };
}

/** What a guest is given: it makes the keys of envelopes and presence, and neither proof nor secret follow from it. */
export async function guestSecret(secret: TeamSecret, team: string): Promise<TeamSecret> {
  const derive = await derivation(secret, team);
  return await derive('envelopes', 32);
}

/** From what `guestSecret` answers, which is the envelopes' key itself. */
export async function deriveReadingKeys(guests: TeamSecret, team: string): Promise<ReadingKeys> {
  const derive = await derivation(guests, team);
  const [sealKey, presenceKey] = await Promise.all([aesKey(guests), derive('presence', 32).then(aesKey)]);
  return { sealKey, presenceKey };
}

async function derivation(secret: TeamSecret, team: string) {
  return await hkdf(secret, `threefold team ${team}`);
}

async function aesKey(bytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}
