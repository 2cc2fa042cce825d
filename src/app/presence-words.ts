import { open, seal } from '../crypto/seal.ts';
import { toCbor } from '../protocol/bytes.ts';
import { encodeEnvelope, parseEnvelope } from '../protocol/envelope.ts';
import { exchange } from '../protocol/exchange.ts';
import { parsed } from '../protocol/outcome.ts';
import type { PresenceDeps } from './presence-line.ts';

/** What another page said; undefined where it does not open. */
export async function openWords(
  { team, key }: Pick<PresenceDeps, 'team' | 'key'>,
  bytes: Uint8Array,
): Promise<string | undefined> {
  const envelope = parseEnvelope(bytes);
  if (!envelope.ok) return undefined;
  const words = await open(key(), team, envelope.value);
  return words.ok ? words.value : undefined;
}

/** Says it once to whoever listens at this moment. */
export async function sendWords(
  { team, device, key, fetch, random }: PresenceDeps,
  token: Uint8Array,
  text: string,
): Promise<void> {
  const envelope = await seal(key(), { team, device, deviceSeq: 0, epoch: 0, text }, random);
  const body = toCbor({ bytes: encodeEnvelope(envelope) });
  const path = `/api/teams/${team}/presence`;
  await exchange(fetch, { method: 'POST', path, token, body }, () => parsed(undefined));
}
