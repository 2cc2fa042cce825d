import { decode, encode } from 'cborg';

/** CBOR as both ends write it: canonical, byte strings as Uint8Array. */
export function toCbor(value: unknown): Uint8Array<ArrayBuffer> {
  return new Uint8Array(encode(value));
}

/** Refuses what is not one strict CBOR value: trailing bytes, duplicate keys, NaN, tags. */
export function fromCbor(bytes: Uint8Array): unknown {
  return decode(bytes, { rejectDuplicateMapKeys: true, allowNaN: false, allowInfinity: false });
}

export function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
