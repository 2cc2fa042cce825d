import { MAX_UNFOLDED_BYTES } from '../protocol/limits.ts';

const SMALLEST = 256;
/** Most envelopes are one; unfolded it is sixteen megabytes at the very most. */
const SLICE = 16 * 1024;

/** Compresses a text and pads it, so that its length tells little about what was written. */
export async function fold(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const squeezed = await through(new TextEncoder().encode(text), new CompressionStream('deflate-raw'));
  const folded = new Uint8Array(paddedLength(squeezed.length + 4));
  new DataView(folded.buffer).setUint32(0, squeezed.length);
  folded.set(squeezed, 4);
  return folded;
}

/** undefined when the bytes are not a folded text or would unfold to more than is allowed. */
export async function unfold(folded: Uint8Array): Promise<string | undefined> {
  if (folded.length < 4) return undefined;
  const length = new DataView(folded.buffer, folded.byteOffset).getUint32(0);
  if (length > folded.length - 4) return undefined;
  try {
    const bytes = await through(folded.slice(4, 4 + length), new DecompressionStream('deflate-raw'));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * Padmé (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files", 2019): at most 12 % longer, and for lengths
 * up to L only O(log log L) bits of length are told.
 */
export function paddedLength(length: number): number {
  if (length <= SMALLEST) return SMALLEST;
  const exponent = Math.floor(Math.log2(length));
  const kept = Math.floor(Math.log2(exponent)) + 1;
  const step = 2 ** (exponent - kept);
  return Math.ceil(length / step) * step;
}

/**
 * A little at a time, each when what came of the one before has been taken: a browser unfolds the whole of what it is
 * given, and all at once half a megabyte may become half a thousand.
 */
async function feed(writable: WritableStream<BufferSource>, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const writer = writable.getWriter();
  for (let at = 0; at < bytes.length; at += SLICE) {
    await writer.ready;
    await writer.write(bytes.subarray(at, at + SLICE));
  }
  await writer.close();
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  // A refused write shows again when reading; here it would only be an unhandled rejection.
  void feed(stream.writable, bytes).catch(() => undefined);
  const chunks: Uint8Array[] = [];
  let total = 0;
  const reader = stream.readable.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    total += value.length;
    if (total > MAX_UNFOLDED_BYTES) {
      await reader.cancel();
      throw new Error('unfolds to more than is allowed');
    }
    chunks.push(value);
  }
  const joined = new Uint8Array(total);
  let offset = 0;
  for (const chunk of chunks) {
    joined.set(chunk, offset);
    offset += chunk.length;
  }
  return joined;
}
