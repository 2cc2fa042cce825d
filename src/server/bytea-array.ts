const BYTEA = 17;
const HEAD_BYTES = 20;

/**
 * A BYTEA[] as PostgreSQL sends and takes it in binary. The driver would write each of them as text, two letters for a byte,
 * which costs both ends more than what is done with them. A Buffer it hands over as it is.
 */
export function byteaArray(items: readonly (Uint8Array | null)[]): Buffer {
  const size = items.reduce((sum, item) => sum + 4 + (item?.length ?? 0), HEAD_BYTES);
  const array = Buffer.allocUnsafe(size);
  array.writeInt32BE(1, 0);
  array.writeInt32BE(items.includes(null) ? 1 : 0, 4);
  array.writeInt32BE(BYTEA, 8);
  array.writeInt32BE(items.length, 12);
  array.writeInt32BE(1, 16);
  let at = HEAD_BYTES;
  for (const item of items) {
    at = array.writeInt32BE(item?.length ?? -1, at);
    if (!item) continue;
    array.set(item, at);
    at += item.length;
  }
  return array;
}
