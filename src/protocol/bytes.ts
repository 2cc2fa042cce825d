import { isWithinBounds } from './cbor-bounds.ts';
import { fromBase64, toBase64 } from '../domain/base64.ts';
import { readCbor } from './read-cbor.ts';
import { writeCbor } from './write-cbor.ts';

/** CBOR as both ends write it: shortest lengths, fields in the order given. */
export function toCbor(value: unknown): Uint8Array<ArrayBuffer> {
  return writeCbor(value);
}

/**
 * Refuses what is not one CBOR value: cut short, trailing bytes, duplicate keys, tags, NaN, numbers past 2^53, fields
 * without a name; and what is built to be dear to read.
 */
export function fromCbor(bytes: Uint8Array): unknown {
  if (!isWithinBounds(bytes)) throw new RangeError('Not built like anything we write.');
  return readCbor(bytes);
}

export function toBase64Url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return fromBase64(text.replaceAll('-', '+').replaceAll('_', '/'));
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
