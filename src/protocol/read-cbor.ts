import { BYTES, LIST, MAP, NEGATIVE, SIMPLE, TEXT, UNSIGNED } from './cbor-kinds.ts';

/** What crosses the wire: plain values, byte strings as Uint8Array, maps as plain objects with text keys. */
export type Plain =
  null | boolean | number | string | Uint8Array | readonly Plain[] | { readonly [key: string]: Plain };

const decoder = new TextDecoder();

/**
 * Reads the one value of these bytes, which `isWithinBounds` has looked at: every length in them is there. Throws at what no
 * plain value is written as. Byte strings are copies: what is kept of a page must not keep the whole page.
 */
export function readCbor(given: Uint8Array): Plain {
  // Of the exact type: the slice of a Node Buffer is no copy.
  const bytes = new Uint8Array(given.buffer, given.byteOffset, given.byteLength);
  const view = new DataView(given.buffer, given.byteOffset, given.byteLength);
  let at = 0;

  function value(): Plain {
    const head = bytes[at++]!;
    const kind = head >> 5;
    const size = head & 31;
    switch (kind) {
      case UNSIGNED:
        return count(size);
      case NEGATIVE:
        return -1 - count(size);
      case BYTES:
        return taken(count(size)).slice();
      case TEXT:
        return text(count(size));
      case LIST: {
        const items: Plain[] = [];
        for (let left = count(size); left > 0; left--) items.push(value());
        return items;
      }
      case MAP:
        return fields(count(size));
      case SIMPLE:
        return simple(size);
      default:
        throw new TypeError('Not a plain value.');
    }
  }

  function fields(length: number): Plain {
    const read: { [key: string]: Plain } = {};
    for (let left = length; left > 0; left--) {
      const head = bytes[at++]!;
      if (head >> 5 !== TEXT) throw new TypeError('A field is named by text.');
      const name = text(count(head & 31));
      if (Object.hasOwn(read, name)) throw new TypeError('A field is there twice.');
      // Set like any other, it would become the object's prototype.
      if (name === '__proto__') Object.defineProperty(read, name, { value: value(), ...LIKE_ANY_OTHER });
      else read[name] = value();
    }
    return read;
  }

  /** A number or a length, 0 to 2^53. The longer forms are for what does not fit into the short one. */
  function count(size: number): number {
    if (size < 24) return size;
    const start = at;
    at += 1 << (size - 24);
    let found: number;
    if (size === 24) found = view.getUint8(start);
    else if (size === 25) found = view.getUint16(start);
    else if (size === 26) found = view.getUint32(start);
    else found = view.getUint32(start) * 0x1_0000_0000 + view.getUint32(start + 4);
    if (found < 24 || found > Number.MAX_SAFE_INTEGER) throw new RangeError('Not a number we write.');
    return found;
  }

  function taken(length: number): Uint8Array {
    at += length;
    return bytes.subarray(at - length, at);
  }

  function text(length: number): string {
    if (length > 64) return decoder.decode(taken(length));
    // Names of fields and ids are a few plain letters: a decoder costs many times as much.
    let letters = '';
    for (let index = at; index < at + length; index++) {
      const byte = bytes[index]!;
      if (byte > 0x7f) return decoder.decode(taken(length));
      letters += String.fromCharCode(byte);
    }
    at += length;
    return letters;
  }

  function simple(size: number): Plain {
    if (size === 20) return false;
    if (size === 21) return true;
    if (size === 22) return null;
    const start = at;
    let number = Number.NaN;
    if (size === 26) number = view.getFloat32(start);
    if (size === 27) number = view.getFloat64(start);
    at += size === 26 ? 4 : 8;
    if (!Number.isFinite(number)) throw new TypeError('Not a plain value.');
    return number;
  }

  return value();
}

const LIKE_ANY_OTHER = { enumerable: true, writable: true, configurable: true };
