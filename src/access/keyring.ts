import Dexie, { type EntityTable } from 'dexie';
import type { DeviceId, RandomBytes } from '../domain/ids.ts';
import type { TeamSecret } from '../crypto/team-key.ts';
import type { TeamOnTablet } from './team-access.ts';

/** A team of this tablet with its secret, wrapped: unreadable without this browser's own key. */
export interface KeyringEntry extends TeamOnTablet {
  readonly epoch: number;
  readonly wrapped: Uint8Array<ArrayBuffer>;
  readonly nonce: Uint8Array<ArrayBuffer>;
}

/**
 * Who this tablet is in which team, and the team secrets, each wrapped with a key that the browser keeps and does not
 * hand out. The service worker never opens it.
 */
export class Keyring extends Dexie {
  teams!: EntityTable<KeyringEntry, 'team'>;
  /** Joins under way, by the invitation's id: an answer that was lost can be asked for again as the same tablet. */
  joining!: EntityTable<{ id: string; device: DeviceId; token: Uint8Array }, 'id'>;
  tabletKey!: EntityTable<{ id: 'tablet'; key: CryptoKey }, 'id'>;

  constructor(name = 'threefold-keyring') {
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({ teams: 'team', joining: 'id', tabletKey: 'id' });
  }
}

export async function keepTeam(
  keyring: Keyring,
  team: TeamOnTablet,
  { epoch, secret }: { epoch: number; secret: TeamSecret },
  random: RandomBytes,
): Promise<void> {
  const key = await tabletKey(keyring);
  const nonce = new Uint8Array(random(12));
  const wrapped = await crypto.subtle.encrypt(wrapping(team.team, nonce), key, secret);
  await keyring.teams.put({ ...team, epoch, wrapped: new Uint8Array(wrapped), nonce });
}

export async function secretOf(keyring: Keyring, entry: KeyringEntry): Promise<TeamSecret> {
  const key = await tabletKey(keyring);
  return new Uint8Array(await crypto.subtle.decrypt(wrapping(entry.team, entry.nonce), key, entry.wrapped));
}

/** Made once per browser, not extractable. Two pages that make one at the same moment agree on the first stored. */
async function tabletKey(keyring: Keyring): Promise<CryptoKey> {
  const kept = await keyring.tabletKey.get('tablet');
  if (kept) return kept.key;
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  return await keyring.transaction('rw', keyring.tabletKey, async () => {
    const first = await keyring.tabletKey.get('tablet');
    if (first) return first.key;
    await keyring.tabletKey.put({ id: 'tablet', key });
    return key;
  });
}

function wrapping(team: string, iv: Uint8Array<ArrayBuffer>): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(`threefold keyring ${team}`) };
}
