/**
 * The running hash over a team's log: `chain(n) = SHA-256(chain(n-1) ‖ n ‖ SHA-256(envelope))`, with 32 zero bytes
 * before the first and n as 8 bytes, big end first. A server that drops, reorders, forks or rolls back the log cannot
 * show a tablet the chain it remembers.
 */
export const EMPTY_CHAIN: Uint8Array<ArrayBuffer> = new Uint8Array(32);

/** The bytes whose SHA-256 is the next chain value. `hash` is the SHA-256 of the whole envelope. */
export function chainInput(previous: Uint8Array, seq: number, hash: Uint8Array): Uint8Array<ArrayBuffer> {
  const input = new Uint8Array(72);
  input.set(previous, 0);
  new DataView(input.buffer).setBigUint64(32, BigInt(seq));
  input.set(hash, 40);
  return input;
}
