import { BYTES, LIST, MAP, NEGATIVE, TEXT, UNSIGNED } from './cbor-kinds.ts';

const SCRATCH_BYTES = 4 * 1024;
/** What a page or a photo needed is given back and not kept for the next answer of a hundred bytes. */
const MOST_KEPT_BYTES = 64 * 1024;
const encoder = new TextEncoder();

let scratch = new Uint8Array(SCRATCH_BYTES);
let view = new DataView(scratch.buffer);
let at = 0;

/**
 * CBOR in its shortest lengths, fields in the order given, in memory of its own. Everything is written into one scratch and
 * copied once: every request of a server and every envelope of a tablet comes by here.
 */
export function writeCbor(value: unknown): Uint8Array<ArrayBuffer> {
  at = 0;
  write(value);
  const written = scratch.slice(0, at);
  if (scratch.length > MOST_KEPT_BYTES) giveScratch(new Uint8Array(SCRATCH_BYTES));
  return written;
}

function write(value: unknown) {
  if (typeof value === 'string') writeText(value);
  else if (typeof value === 'number') writeNumber(value);
  else if (value instanceof Uint8Array) writeBytes(value);
  else if (Array.isArray(value)) {
    writeHead(LIST, value.length);
    for (const item of value) write(item);
  } else if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value);
    writeHead(MAP, fields.length);
    for (const [name, field] of fields) {
      writeText(name);
      write(field);
    }
  } else writeByte(simple(value));
}

function simple(value: unknown): number {
  if (value === false) return 0xf4;
  if (value === true) return 0xf5;
  if (value === null) return 0xf6;
  // Written and never read again: `fromCbor` takes no undefined.
  if (value === undefined) return 0xf7;
  throw new TypeError('Not a plain value.');
}

function writeNumber(value: number) {
  if (Number.isSafeInteger(value)) {
    if (value < 0) writeHead(NEGATIVE, -1 - value);
    else writeHead(UNSIGNED, value);
  } else if (Object.is(Math.fround(value), value)) {
    makeRoom(5);
    scratch[at] = 0xfa;
    view.setFloat32(at + 1, value);
    at += 5;
  } else {
    makeRoom(9);
    scratch[at] = 0xfb;
    view.setFloat64(at + 1, value);
    at += 9;
  }
}

function writeBytes(bytes: Uint8Array) {
  writeHead(BYTES, bytes.length);
  makeRoom(bytes.length);
  scratch.set(bytes, at);
  at += bytes.length;
}

function writeText(text: string) {
  if (writeShortText(text)) return;
  const bytes = encoder.encode(text);
  writeHead(TEXT, bytes.length);
  makeRoom(bytes.length);
  scratch.set(bytes, at);
  at += bytes.length;
}

/** Names of fields and ids are a few plain letters: written one by one they cost a fraction of what an encoder does. */
function writeShortText(text: string): boolean {
  const { length } = text;
  if (length > 64) return false;
  const start = at;
  writeHead(TEXT, length);
  makeRoom(length);
  for (let index = 0; index < length; index++) {
    const letter = text.charCodeAt(index);
    if (letter > 0x7f) {
      at = start;
      return false;
    }
    scratch[at++] = letter;
  }
  return true;
}

function writeHead(kind: number, value: number) {
  makeRoom(9);
  const top = kind << 5;
  if (value < 24) scratch[at++] = top | value;
  else if (value < 0x100) {
    scratch[at++] = top | 24;
    scratch[at++] = value;
  } else if (value < 0x1_0000) {
    scratch[at] = top | 25;
    view.setUint16(at + 1, value);
    at += 3;
  } else if (value < 0x1_0000_0000) {
    scratch[at] = top | 26;
    view.setUint32(at + 1, value);
    at += 5;
  } else {
    scratch[at] = top | 27;
    view.setUint32(at + 1, Math.floor(value / 0x1_0000_0000));
    view.setUint32(at + 5, value % 0x1_0000_0000);
    at += 9;
  }
}

function writeByte(byte: number) {
  makeRoom(1);
  scratch[at++] = byte;
}

function makeRoom(bytes: number) {
  if (at + bytes <= scratch.length) return;
  const larger = new Uint8Array(Math.max(2 * scratch.length, at + bytes));
  larger.set(scratch.subarray(0, at));
  giveScratch(larger);
}

function giveScratch(bytes: Uint8Array<ArrayBuffer>) {
  scratch = bytes;
  view = new DataView(scratch.buffer);
}
