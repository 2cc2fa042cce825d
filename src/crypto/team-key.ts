import { hkdf } from './hkdf.ts';

/** 256 random bits that make a team: who has them can read its notes. Made on the first tablet, never sent in the clear. */
export type TeamSecret = Uint8Array<ArrayBuffer>;

export interface TeamKeys {
  /** AES-256-GCM, cannot be exported: seals and opens envelopes of this epoch. */
  readonly sealKey: CryptoKey;
  /** Shown to the server to register a tablet of the team; opens nothing. */
  readonly proof: Uint8Array<ArrayBuffer>;
}

export async function deriveTeamKeys(secret: TeamSecret, team: string): Promise<TeamKeys> {
  const derive = await hkdf(secret, `threefold team ${team}`);
  const [sealBytes, proof] = await Promise.all([derive('envelopes', 32), derive('membership', 32)]);
  const sealKey = await crypto.subtle.importKey('raw', sealBytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
  return { sealKey, proof };
}
