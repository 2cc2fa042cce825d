import type { Change } from '../domain/change.ts';
import type { DeviceId } from '../domain/ids.ts';
import { open } from '../crypto/seal.ts';
import type { Mail } from '../mailbox/database.ts';
import { parseBlock } from '../protocol/block.ts';
import { parseEnvelope, PROTOCOL_VERSION } from '../protocol/envelope.ts';
import { parsed, refused, type Parsed } from '../protocol/outcome.ts';
import type { SealingDeps } from './seal-outbox.ts';

export interface Contents {
  /** The tablet whose envelope it is; bound to what is inside. */
  readonly device: DeviceId;
  readonly changes: readonly Change[];
}

/** What is in an envelope, or why it does not open here. */
export async function contentsOf(
  { notebook, keys }: Pick<SealingDeps, 'notebook' | 'keys'>,
  mail: Mail,
): Promise<Parsed<Contents>> {
  const envelope = parseEnvelope(mail.bytes);
  if (!envelope.ok) return envelope;
  const { header } = envelope.value;
  if (header.version > PROTOCOL_VERSION) return refused('newerVersion');
  const key = keys.keyOf(header.epoch);
  if (key === undefined) return refused('noKey');
  const text = await open(key, notebook.team, envelope.value);
  if (!text.ok) return text;
  const changes = parseBlock(text.value);
  return changes.ok ? parsed({ device: header.device, changes: changes.value }) : changes;
}
