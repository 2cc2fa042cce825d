import { secretOf, type Keyring, type KeyringEntry } from '../access/keyring.ts';
import { deriveReadingKeys, deriveTeamKeys } from '../crypto/team-key.ts';
import type { Mailbox } from '../mailbox/database.ts';
import type { Notebook } from '../notebook/database.ts';
import type { SealingDeps } from '../sealing/seal-outbox.ts';
import type { WithLock } from '../protocol/lock.ts';

/** What seals and opens for a team, for work that somebody asks for; `keepSending` does it all along for the open one. */
export async function teamSealing(
  { keyring, mailbox }: { keyring: Keyring; mailbox: Mailbox },
  entry: KeyringEntry,
  notebook: Notebook,
): Promise<SealingDeps> {
  const secret = await secretOf(keyring, entry);
  const { sealKey } = entry.isGuest
    ? await deriveReadingKeys(secret, entry.team)
    : await deriveTeamKeys(secret, entry.team);
  return {
    notebook,
    mailbox,
    keyOf: (epoch) => (epoch === entry.epoch ? sealKey : undefined),
    epoch: entry.epoch,
    random: notebook.random,
  };
}

/** The same locks as `keepSending` holds: one page of this tablet at a time seals, opens and moves photos of a team. */
export function aloneFor(withLock: WithLock, team: string) {
  return async (what: 'sealing' | 'pictures', work: () => Promise<void>): Promise<void> =>
    await withLock(`threefold-${what}-${team}`, work);
}
