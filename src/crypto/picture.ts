import { CHUNK_BYTES, chunkCount, LENGTH_BYTES, paddedBytes } from '../domain/photo.ts';
import { fromBase64Url, toCbor } from '../protocol/bytes.ts';
import { parsed, refused, type Parsed } from '../protocol/outcome.ts';

/** Where a picture belongs and what opens it, as its row has it. */
export interface PictureSeal {
  readonly team: string;
  readonly blob: string;
  /** 256 bits as base64url, for this one picture and nothing else. */
  readonly key: string;
}

/**
 * Pads a picture and seals it in chunks. The same picture sealed again, on whichever tablet, gives the same bytes: the
 * nonce is the chunk's number. That is safe because each key seals one picture only, and it lets any tablet that has the
 * picture give a wiped server back exactly what it had.
 */
export async function sealPicture(
  bytes: Uint8Array,
  seal: PictureSeal,
): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  const padded = new Uint8Array(paddedBytes(bytes.length));
  new DataView(padded.buffer).setUint32(0, bytes.length);
  padded.set(bytes, LENGTH_BYTES);
  const key = await importKey(seal);
  const count = chunkCount(bytes.length);
  return await Promise.all(
    Array.from({ length: count }, async (_, chunk) => {
      const piece = padded.subarray(chunk * CHUNK_BYTES, (chunk + 1) * CHUNK_BYTES);
      return new Uint8Array(await crypto.subtle.encrypt(gcm(seal, chunk, count), key, piece));
    }),
  );
}

/** `doesNotOpen`: wrong key, or a chunk of another picture, place or team. `damaged`: it opened to no picture. */
export async function openPicture(
  chunks: readonly Uint8Array[],
  seal: PictureSeal,
): Promise<Parsed<Uint8Array<ArrayBuffer>>> {
  let pieces: readonly ArrayBuffer[];
  try {
    const key = await importKey(seal);
    pieces = await Promise.all(
      chunks.map((bytes, chunk) =>
        crypto.subtle.decrypt(gcm(seal, chunk, chunks.length), key, bytes as Uint8Array<ArrayBuffer>),
      ),
    );
  } catch {
    return refused('doesNotOpen');
  }
  const padded = new Uint8Array(await new Blob([...pieces]).arrayBuffer());
  if (padded.length < LENGTH_BYTES) return refused('damaged');
  const length = new DataView(padded.buffer).getUint32(0);
  if (length > padded.length - LENGTH_BYTES) return refused('damaged');
  return parsed(padded.slice(LENGTH_BYTES, LENGTH_BYTES + length));
}

async function importKey({ key }: PictureSeal): Promise<CryptoKey> {
  return await crypto.subtle.importKey('raw', fromBase64Url(key), 'AES-GCM', false, ['encrypt', 'decrypt']);
}

function gcm({ team, blob }: PictureSeal, chunk: number, count: number): AesGcmParams {
  const iv = new Uint8Array(12);
  new DataView(iv.buffer).setUint32(8, chunk);
  return { name: 'AES-GCM', iv, additionalData: toCbor(['threefold-picture', team, blob, chunk, count]) };
}
