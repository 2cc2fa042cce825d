import { hkdf } from './hkdf.ts';

/** 256 random bits that make a team: who has them can read its notes. Made on the first tablet, never sent in the clear. */
export type TeamSecret = Uint8Array<ArrayBuffer>;

export interface TeamKeys {
  /** AES-256-GCM, cannot be exported: seals and opens envelopes of this epoch. */
  readonly sealKey: CryptoKey;
  /** AES-256-GCM, cannot be exported: for what open pages say to each other and nobody keeps. */
  readonly presenceKey: CryptoKey;
  /** Shown to the server to register a tablet of the team; opens nothing. */
  readonly proof: Uint8Array<ArrayBuffer>;
}

export async function deriveTeamKeys(secret: TeamSecret, team: string): Promise<TeamKeys> {
  const derive = await hkdf(secret, `threefold team ${team}`);
  const [sealBytes, presenceBytes, proof] = await Promise.all([
    derive('envelopes', 32),
    derive('presence', 32),
    derive('membership', 32),
  ]);
  const [sealKey, presenceKey] = await Promise.all([aesKey(sealBytes), aesKey(presenceBytes)]);
  return { sealKey, presenceKey, proof };
}

function aesKey(bytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}
