import { chainInput } from '../protocol/chain.ts';
import type { Tombstone } from '../protocol/requests.ts';

/** The chain after more envelopes; the first of them has number `after + 1`. Of an erased one its hash is enough. */
export async function chainOver(
  start: Uint8Array,
  after: number,
  envelopes: readonly (Uint8Array | Tombstone)[],
): Promise<Uint8Array> {
  const hashes = await Promise.all(
    envelopes.map(async (one) => (one instanceof Uint8Array ? await sha256(one) : one.hash)),
  );
  let chain = start;
  for (const [index, hash] of hashes.entries()) {
    chain = await sha256(chainInput(chain, after + 1 + index, hash));
  }
  return chain;
}

async function sha256(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
}
