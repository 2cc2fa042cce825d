import { open } from '../../src/crypto/seal.ts';
import type { TeamKeys } from '../../src/crypto/team-key.ts';
import type { Change } from '../../src/domain/change.ts';
import { parseBlock } from '../../src/protocol/block.ts';
import { parseEnvelope } from '../../src/protocol/envelope.ts';

/** What was read, by the very bytes: the test asks for each envelope of a world many times, and for each tablet. */
const readBefore = new WeakMap<TeamKeys, Map<string, readonly Change[]>>();

/** The changes in an envelope, for whoever checks; none when it does not open. */
export async function readSealed(
  keys: TeamKeys,
  team: string,
  bytes: Uint8Array,
): Promise<readonly Change[]> {
  const known = readBefore.get(keys) ?? new Map<string, readonly Change[]>();
  readBefore.set(keys, known);
  const name = `${team} ${Buffer.from(bytes).toString('latin1')}`;
  const found = known.get(name) ?? (await unseal(keys, team, bytes));
  known.set(name, found);
  return found;
}

async function unseal({ sealKey }: TeamKeys, team: string, bytes: Uint8Array): Promise<readonly Change[]> {
  const envelope = parseEnvelope(bytes);
  const text = envelope.ok ? await open(sealKey, team, envelope.value) : envelope;
  const changes = text.ok ? parseBlock(text.value) : text;
  return changes.ok ? changes.value : [];
}
