import { decodeCBOR, encodeCBOR, type CBORType } from '@levischuck/tiny-cbor';
import { isWithinBounds } from './cbor-bounds.ts';
import { fromBase64, toBase64 } from '../domain/base64.ts';

/** What crosses the wire: plain values, byte strings as Uint8Array, maps as plain objects with text keys. */
type Plain =
  null | boolean | number | string | Uint8Array | readonly Plain[] | { readonly [key: string]: Plain };

/** CBOR as both ends write it: shortest lengths, fields in the order given. */
export function toCbor(value: unknown): Uint8Array<ArrayBuffer> {
  return new Uint8Array(encodeCBOR(withMaps(value)));
}

/**
 * Refuses what is not one CBOR value: cut short, trailing bytes, duplicate keys, tags, NaN, numbers past 2^53, fields
 * without a name; and what is built to be dear to read.
 */
export function fromCbor(bytes: Uint8Array): unknown {
  if (!isWithinBounds(bytes)) throw new RangeError('Not built like anything we write.');
  // Of the exact type: a Node Buffer is a subclass, which the decoder does not take.
  return withObjects(decodeCBOR(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
}

function withMaps(value: unknown): CBORType {
  if (Array.isArray(value)) return value.map(withMaps);
  if (value instanceof Uint8Array || typeof value !== 'object' || value === null) return value as CBORType;
  return new Map(Object.entries(value).map(([key, inner]) => [key, withMaps(inner)]));
}

function withObjects(value: CBORType): Plain {
  if (Array.isArray(value)) return value.map(withObjects);
  if (value instanceof Map) {
    return Object.fromEntries(Array.from(value, ([key, inner]) => [textKey(key), withObjects(inner)]));
  }
  if (value instanceof Uint8Array || typeof value === 'string' || typeof value === 'boolean') return value;
  if (value === null || (typeof value === 'number' && Number.isFinite(value))) return value;
  throw new TypeError('Not a plain value.');
}

function textKey(key: string | number): string {
  if (typeof key === 'string') return key;
  throw new TypeError('A field is named by text.');
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
