import type { Keyring, KeyringEntry } from '../access/keyring.ts';
import { teamSecrets } from '../access/recover.ts';
import type { RecoveryContents } from '../crypto/recovery.ts';
import type { Notebook } from '../notebook/database.ts';
import { team as readTeam } from '../notebook/read-team.ts';

/** Everything the team needs to come back, as this tablet has it now. */
export async function recoveryContents(
  keyring: Keyring,
  entry: KeyringEntry,
  notebook: Notebook,
): Promise<RecoveryContents> {
  const name = (await readTeam(notebook))?.name || entry.name;
  return { team: entry.team, name, epochs: await teamSecrets(keyring, entry) };
}
