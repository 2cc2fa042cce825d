import type { Keyring, KeyringEntry } from '../access/keyring.ts';
import { openEpochs } from '../access/team-epochs.ts';
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
  const { random } = notebook;
  return { notebook, mailbox, keys: await openEpochs({ keyring, mailbox, random }, entry), random };
}

/** The same locks as `keepSending` holds: one page of this tablet at a time seals, opens and moves photos of a team. */
export function aloneFor(withLock: WithLock, team: string) {
  return async (what: 'sealing' | 'pictures', work: () => Promise<void>): Promise<void> =>
    await withLock(`threefold-${what}-${team}`, work);
}
