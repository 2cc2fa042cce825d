import {
  deriveReadingKeys,
  deriveTeamKeys,
  guestSecret,
  type ReadingKeys,
  type TeamSecret,
} from '../crypto/team-key.ts';
import { isGuestDevice, type DeviceId, type RandomBytes } from '../domain/ids.ts';
import type { Mailbox } from '../mailbox/database.ts';
import { fromBase64Url, toBase64Url } from '../protocol/bytes.ts';
import { keepSecret, secretsOf, tabletKeysOf, type Keyring, type KeyringEntry } from './keyring.ts';

/** A secret sealed for one tablet, as it lies in the team's rows. */
export interface KeyBox {
  readonly epoch: number;
  readonly device: DeviceId;
  readonly box: string;
}

/** The keys of a team's epochs, as far as this tablet has them. They grow while the team is open. */
export interface TeamEpochs {
  /** The newest: what is sealed now is sealed in it. */
  readonly epoch: number;
  /** The oldest: what must be readable before a newer key has come is sealed in it. */
  readonly oldest: number;
  readonly all: () => readonly number[];
  readonly presenceKey: () => CryptoKey;
  /** Shows the server that this is a tablet of the team. A guest has none. */
  readonly newestProof: () => Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Gives the postbox the proofs of all epochs; again after it was lost and made anew. */
  readonly rememberProofs: () => Promise<void>;
  readonly keyOf: (epoch: number) => CryptoKey | undefined;
  /** Opens the boxes of epochs that were missing and keeps what is in them; true when there was something new. */
  readonly adopt: (boxes: readonly KeyBox[]) => Promise<boolean>;
  /** The secret of an epoch, also of one that is about to begin, for a colleague's tablet; a guest's gets what a guest may have. */
  readonly boxFor: (
    device: DeviceId,
    publicKey: string,
    epoch: number,
    fresh?: TeamSecret,
  ) => Promise<KeyBox | undefined>;
}

/** Needed when a tablet was removed, and not before. */
const keyBox = () => import('../crypto/key-box.ts');

export async function openEpochs(
  { keyring, mailbox, random }: { keyring: Keyring; mailbox: Mailbox; random: RandomBytes },
  entry: KeyringEntry,
): Promise<TeamEpochs> {
  const { team, device, isGuest = false } = entry;
  const secrets = new Map(await secretsOf(keyring, entry));
  const keys = new Map<number, ReadingKeys>();
  for (const [epoch, secret] of secrets) keys.set(epoch, await readingKeys(secret));
  const newest = () => Math.max(...secrets.keys());
  await rememberProofs();

  async function readingKeys(secret: TeamSecret): Promise<ReadingKeys> {
    return isGuest ? await deriveReadingKeys(secret, team) : await deriveTeamKeys(secret, team);
  }

  /** The postman holds no key, but shows the newest proof, and the earlier ones to a server that knows no newer. */
  async function rememberProofs(): Promise<void> {
    if (isGuest) return;
    const byAge = [...secrets].toSorted(([a], [b]) => b - a);
    const proofs = await Promise.all(
      byAge.map(async ([, secret]) => (await deriveTeamKeys(secret, team)).proof),
    );
    const [proof, ...earlierProofs] = proofs;
    if (proof) await mailbox.postboxes.update(team, { proof, earlierProofs, epoch: newest() });
  }

  return {
    get epoch() {
      return newest();
    },
    get oldest() {
      return Math.min(...secrets.keys());
    },
    all: () => [...secrets.keys()],
    async newestProof() {
      return isGuest ? undefined : (await deriveTeamKeys(secrets.get(newest()) as TeamSecret, team)).proof;
    },
    rememberProofs,
    presenceKey: () => (keys.get(newest()) as ReadingKeys).presenceKey,
    keyOf: (epoch) => keys.get(epoch)?.sealKey,
    async adopt(boxes) {
      let isNew = false;
      for (const { epoch, device: owner, box } of boxes) {
        if (owner !== device || secrets.has(epoch)) continue;
        const { openOnTablet } = await keyBox();
        const opened = await openOnTablet(bytesOf(box), await tabletKeysOf(keyring, team), {
          team,
          epoch,
          device,
        });
        if (!opened.ok) continue;
        await keepSecret(keyring, team, { epoch, secret: opened.value }, random);
        secrets.set(epoch, opened.value);
        keys.set(epoch, await readingKeys(opened.value));
        isNew = true;
      }
      if (isNew) await rememberProofs();
      return isNew;
    },
    async boxFor(owner, publicKey, epoch, fresh) {
      const secret = fresh ?? secrets.get(epoch);
      // What a guest has is not the secret; it makes boxes for nobody.
      if (isGuest || secret === undefined) return undefined;
      const content = isGuestDevice(owner) ? await guestSecret(secret, team) : secret;
      try {
        const { sealForTablet } = await keyBox();
        const box = await sealForTablet(content, bytesOf(publicKey), { team, epoch, device: owner });
        return { epoch, device: owner, box: toBase64Url(box) };
      } catch {
        // Not a public key: whoever wrote it will not get a box until it is mended.
        return undefined;
      }
    },
  };
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  try {
    return fromBase64Url(text);
  } catch {
    return new Uint8Array();
  }
}
