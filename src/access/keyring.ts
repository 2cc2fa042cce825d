import Dexie, { type EntityTable, type Table } from 'dexie';
import type { DeviceId, MemberId, RandomBytes, TeamId } from '../domain/ids.ts';
import type { TabletKeys } from '../crypto/key-box.ts';
import type { TeamSecret } from '../crypto/team-key.ts';
import type { Language } from '../i18n/language.ts';
import type { PinCheck } from './pin.ts';
import type { TeamOnTablet } from './team-access.ts';

/** A team of this tablet with its secret, wrapped: unreadable without this browser's own key. */
export interface KeyringEntry extends TeamOnTablet {
  readonly epoch: number;
  readonly wrapped: Uint8Array<ArrayBuffer>;
  readonly nonce: Uint8Array<ArrayBuffer>;
}

/** The secret of a later epoch than the one the team was joined in, wrapped like that one. */
interface EpochEntry {
  readonly team: string;
  readonly epoch: number;
  readonly wrapped: Uint8Array<ArrayBuffer>;
  readonly nonce: Uint8Array<ArrayBuffer>;
}

/** Somebody who uses this tablet in a team. What is said here stays on this tablet. */
export interface PersonOnTablet {
  readonly team: TeamId;
  readonly member: MemberId;
  /** As the team knew them last: a locked tablet does not open its notebook to say whose it is. */
  readonly name: string;
  /** Undefined without a PIN. */
  readonly pin?: PinCheck | undefined;
  readonly lockAfterMinutes: number;
  /** Wrong PINs since the last right one, and what is left of the wait they cost. */
  readonly failed: number;
  readonly waitMs: number;
  /** Undefined while nobody on this tablet chose one: then they read what the tablet shows. */
  readonly language?: Language | undefined;
}

/** The last time a page of this tablet locked or opened a team: the others follow. */
export interface LockTurn {
  readonly team: TeamId;
  readonly count: number;
  readonly isLocked: boolean;
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
  epochs!: Table<EpochEntry, [team: string, epoch: number]>;
  /** What colleagues seal new secrets with, and this tablet opens them with; one pair for each team. */
  keyPairs!: EntityTable<TabletKeys & { readonly team: string }, 'team'>;
  persons!: Table<PersonOnTablet, [team: TeamId, member: MemberId]>;
  lockTurns!: EntityTable<LockTurn, 'team'>;

  constructor(name = 'threefold-keyring') {
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({ teams: 'team', joining: 'id', tabletKey: 'id' });
    this.version(2).stores({ epochs: '[team+epoch]', keyPairs: 'team' });
    this.version(3)
      .stores({ persons: '[team+member], team', lockTurns: 'team' })
      .upgrade(async (transaction) => {
        // Until now a tablet had one person in each team.
        const entries = await transaction.table<KeyringEntry>('teams').toArray();
        const persons = entries.map(({ team, me }) => newPerson({ team, member: me, name: '' }));
        await transaction.table('persons').bulkPut(persons);
      });
  }
}

/** Minutes without a touch after which a tablet with a PIN locks, until its person chooses another number. */
const LOCK_AFTER_MINUTES = 5;

export function newPerson(person: Pick<PersonOnTablet, 'team' | 'member' | 'name'>): PersonOnTablet {
  return { ...person, lockAfterMinutes: LOCK_AFTER_MINUTES, failed: 0, waitMs: 0 };
}

/** Whoever uses this tablet in a team, by name. */
export async function personsIn(keyring: Keyring, team: TeamId): Promise<readonly PersonOnTablet[]> {
  const found = await keyring.persons.where('team').equals(team).toArray();
  return found.toSorted((a, b) => a.name.localeCompare(b.name));
}

/** What a tablet comes into a team with. */
export interface TeamToKeep {
  readonly epoch: number;
  readonly secret: TeamSecret;
  /** Of other epochs. */
  readonly further?: readonly { readonly epoch: number; readonly secret: TeamSecret }[];
  /** Whoever used this tablet in the team before does so no more. */
  readonly isNewPerson?: boolean;
  /** A guest becomes a colleague, or the other way round: what is in the place of a secret makes other keys. */
  readonly isOtherKind?: boolean;
}

/**
 * All of it or nothing: a tablet that was stopped in between would know the team at the next try, and never ask again for
 * the rest.
 */
export async function keepTeam(
  keyring: Keyring,
  onTablet: TeamOnTablet,
  { epoch, secret, further = [], isNewPerson = false, isOtherKind = false }: TeamToKeep,
  random: RandomBytes,
): Promise<void> {
  const { team } = onTablet;
  const entry = { ...onTablet, epoch, ...(await wrap(keyring, team, secret, random)) };
  const others = await Promise.all(
    further.map(async (one) => ({
      team,
      epoch: one.epoch,
      ...(await wrap(keyring, team, one.secret, random)),
    })),
  );
  await keyring.transaction('rw', keyring.teams, keyring.epochs, keyring.persons, async () => {
    if (isOtherKind) await epochsOf(keyring, team).delete();
    if (isNewPerson) await keyring.persons.where('team').equals(team).delete();
    await keyring.epochs.bulkPut(others);
    await keyring.teams.put(entry);
  });
}

/** Keeps the secret of another epoch beside those the tablet has; none is ever forgotten, or old envelopes would close. */
export async function keepSecret(
  keyring: Keyring,
  team: string,
  { epoch, secret }: { epoch: number; secret: TeamSecret },
  random: RandomBytes,
): Promise<void> {
  await keyring.epochs.put({ team, epoch, ...(await wrap(keyring, team, secret, random)) });
}

/** Those kept beside the team's own. */
function epochsOf(keyring: Keyring, team: string) {
  return keyring.epochs.where('[team+epoch]').between([team, Dexie.minKey], [team, Dexie.maxKey]);
}

/** The secrets of all epochs that this tablet has, by epoch. */
export async function secretsOf(
  keyring: Keyring,
  entry: KeyringEntry,
): Promise<ReadonlyMap<number, TeamSecret>> {
  const further = await epochsOf(keyring, entry.team).toArray();
  const secrets = new Map<number, TeamSecret>();
  for (const one of [entry, ...further]) secrets.set(one.epoch, await secretOf(keyring, one));
  return secrets;
}

/** Made at the first asking. Two pages that make one at the same moment agree on the first stored. */
export async function tabletKeysOf(keyring: Keyring, team: string): Promise<TabletKeys> {
  const kept = await keyring.keyPairs.get(team);
  if (kept) return kept;
  const made = await (await import('../crypto/key-box.ts')).newTabletKeys();
  return await keyring.transaction('rw', keyring.keyPairs, async () => {
    const first = await keyring.keyPairs.get(team);
    if (!first) await keyring.keyPairs.put({ team, ...made });
    return first ?? made;
  });
}

export async function secretOf(
  keyring: Keyring,
  entry: Pick<KeyringEntry, 'team' | 'wrapped' | 'nonce'>,
): Promise<TeamSecret> {
  const key = await tabletKey(keyring);
  return new Uint8Array(await crypto.subtle.decrypt(wrapping(entry.team, entry.nonce), key, entry.wrapped));
}

async function wrap(keyring: Keyring, team: string, secret: TeamSecret, random: RandomBytes) {
  const key = await tabletKey(keyring);
  const nonce = new Uint8Array(random(12));
  const wrapped = await crypto.subtle.encrypt(wrapping(team, nonce), key, secret);
  return { wrapped: new Uint8Array(wrapped), nonce };
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
