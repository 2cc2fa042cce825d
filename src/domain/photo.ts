/** Sealed photos travel in pieces of this size, so that a cut costs one piece and not the photo. */
export const CHUNK_BYTES = 256 * 1024;
/** Lengths are rounded up to this, so that the server learns next to nothing of a photo from its size. */
const PADDING_BYTES = 32 * 1024;
/** In front of the bytes: how many of them there are. */
export const LENGTH_BYTES = 4;
/** What a photo may weigh when it is saved: with its length in front and padded, it fills one chunk. */
export const MAX_PHOTO_BYTES = 250_000;
/** More would be no photo of this app: sixteen megabytes. */
export const MAX_CHUNKS = 64;

export function paddedBytes(bytes: number): number {
  return Math.ceil((bytes + LENGTH_BYTES) / PADDING_BYTES) * PADDING_BYTES;
}

export function chunkCount(bytes: number): number {
  return Math.ceil(paddedBytes(bytes) / CHUNK_BYTES);
}
