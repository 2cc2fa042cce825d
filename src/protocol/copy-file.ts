import * as v from 'valibot';
import { fromCbor, toCbor } from './bytes.ts';
import { MAX_BOX_BYTES, MAX_CHUNK_BYTES, MAX_CHUNKS, MAX_COPY_BYTES, MAX_ENVELOPE_BYTES } from './limits.ts';
import { parsed, refused, type Parsed } from './outcome.ts';

/**
 * A sealed copy: envelopes of one team as they lie in the mailbox, in one file. After the sign and a version come frames,
 * each a kind, a length and as many bytes, so that a file that was cut off is good up to the cut, and is known to be cut
 * because the last frame is missing. Fields have no names: there is no readable word in it.
 */
const SIGN = Uint8Array.of(0x89, 0x33, 0x46, 0x43, 0x0d, 0x0a, 0x1a, 0x0a);
const VERSION = 1;
const START_BYTES = SIGN.length + 1;
const FRAME_HEAD_BYTES = 5;

const KINDS = { opening: 1, recovery: 2, envelope: 3, piece: 4, end: 9 } as const;

/** A sealed piece of a photo, as the server would get it. */
export interface CopiedPiece {
  readonly photo: string;
  readonly blob: string;
  readonly chunk: number;
  /** How many pieces the photo has. */
  readonly of: number;
  readonly bytes: Uint8Array;
}

/** The box that the team's recovery sheet opens; with sheet and file a team comes back without any server. */
export interface CopiedRecovery {
  readonly id: Uint8Array;
  readonly box: Uint8Array;
}

export type CopyFrame =
  | { readonly kind: 'recovery'; readonly recovery: CopiedRecovery }
  | { readonly kind: 'envelope'; readonly bytes: Uint8Array }
  | { readonly kind: 'piece'; readonly piece: CopiedPiece }
  /** The file is at its end, and whole; or it is not, and all frames before this one are good. */
  | { readonly kind: 'end'; readonly isWhole: boolean };

/** Bytes collected in memory before they are handed to the browser, which keeps large files on its disk. */
const PART_BYTES = 4 * 1024 * 1024;

export interface CopyWriter {
  addRecovery(recovery: CopiedRecovery): void;
  addEnvelope(bytes: Uint8Array): void;
  addPiece(piece: CopiedPiece): void;
  finish(): Blob;
}

export function newCopy(team: string): CopyWriter {
  const parts: Blob[] = [];
  let pending: Uint8Array<ArrayBuffer>[] = [new Uint8Array([...SIGN, VERSION])];
  let size = 0;
  const add = (kind: number, payload: Uint8Array) => {
    const head = new Uint8Array(FRAME_HEAD_BYTES);
    head[0] = kind;
    new DataView(head.buffer).setUint32(1, payload.length);
    pending.push(head, new Uint8Array(payload));
    size += payload.length;
    if (size < PART_BYTES) return;
    parts.push(new Blob(pending));
    [pending, size] = [[], 0];
  };
  add(KINDS.opening, toCbor([team]));
  return {
    addRecovery: ({ id, box }) => add(KINDS.recovery, toCbor([id, box])),
    addEnvelope: (bytes) => add(KINDS.envelope, bytes),
    addPiece: ({ photo, blob, chunk, of, bytes }) =>
      add(KINDS.piece, toCbor([photo, blob, chunk, of, bytes])),
    finish() {
      add(KINDS.end, toCbor([]));
      return new Blob([...parts, ...pending], { type: 'application/octet-stream' });
    },
  };
}

const bytes = v.custom<Uint8Array>((value) => value instanceof Uint8Array);
const atMost = (most: number) =>
  v.pipe(
    bytes,
    v.check((value) => value.length <= most),
  );
const id = v.pipe(v.string(), v.maxLength(200));
const place = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(MAX_CHUNKS));
const OpeningShape = v.tuple([v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/))]);
const RecoveryShape = v.tuple([atMost(16), atMost(MAX_BOX_BYTES)]);
const PieceShape = v.tuple([id, id, place, place, atMost(MAX_CHUNK_BYTES)]);
/** The largest frame there can be; a longer one is damage. */
const MAX_FRAME_BYTES = Math.max(MAX_ENVELOPE_BYTES, MAX_CHUNK_BYTES + 1024);

export type CopyProblem = 'empty' | 'tooLarge' | 'otherProduct' | 'newerVersion' | 'damaged';

export interface OpenedCopy {
  readonly team: string;
  /** Frames in the order of the file; ends with one `end`, whatever the file is like. */
  frames(): AsyncGenerator<{ readonly frame: CopyFrame; readonly share: number }>;
}

/** Reads the beginning of a file, and no more than a window of it at a time after that. */
export async function openCopy(
  file: Blob,
): Promise<
  { readonly ok: true; readonly value: OpenedCopy } | { readonly ok: false; readonly problem: CopyProblem }
> {
  if (file.size === 0) return { ok: false, problem: 'empty' };
  if (file.size > MAX_COPY_BYTES) return { ok: false, problem: 'tooLarge' };
  const read = windowOver(file);
  const start = await read(0, Math.min(START_BYTES, file.size));
  // The middle of the sign is what programs bend that take a file for text.
  if (!SIGN.subarray(0, 4).every((byte, index) => start[index] === byte))
    return { ok: false, problem: 'otherProduct' };
  if (!SIGN.every((byte, index) => start[index] === byte)) return { ok: false, problem: 'damaged' };
  if (start[SIGN.length] !== VERSION) {
    return { ok: false, problem: (start[SIGN.length] ?? 0) > VERSION ? 'newerVersion' : 'damaged' };
  }
  const first = await frameAt(file, read, START_BYTES);
  const opening = first?.kind === KINDS.opening ? fields(OpeningShape, first.payload) : refused('damaged');
  if (first === undefined || !opening.ok) return { ok: false, problem: 'damaged' };
  const [team] = opening.value;

  async function* frames() {
    let offset = first!.end;
    for (;;) {
      const found = await frameAt(file, read, offset);
      const share = Math.min(1, (found?.end ?? file.size) / file.size);
      const frame = found === undefined ? cut : contentOf(found.kind, found.payload);
      if (frame) yield { frame, share };
      if (found === undefined || frame?.kind === 'end') return;
      offset = found.end;
    }
  }
  return { ok: true, value: { team, frames } };
}

const cut: CopyFrame = { kind: 'end', isWhole: false };

/** Undefined for a kind that a newer version added: what is known around it is still good. */
function contentOf(kind: number, payload: Uint8Array): CopyFrame | undefined {
  switch (kind) {
    case KINDS.recovery: {
      const found = fields(RecoveryShape, payload);
      return found.ok
        ? { kind: 'recovery', recovery: { id: found.value[0], box: found.value[1] } }
        : undefined;
    }
    case KINDS.envelope:
      return { kind: 'envelope', bytes: payload };
    case KINDS.piece: {
      const found = fields(PieceShape, payload);
      if (!found.ok) return undefined;
      const [photo, blob, chunk, of, sealed] = found.value;
      return { kind: 'piece', piece: { photo, blob, chunk, of, bytes: sealed } };
    }
    case KINDS.end:
      return { kind: 'end', isWhole: true };
    default:
      return undefined;
  }
}

function fields<T>(shape: v.GenericSchema<unknown, T>, payload: Uint8Array): Parsed<T> {
  try {
    const result = v.safeParse(shape, fromCbor(payload));
    return result.success ? parsed(result.output) : refused('damaged');
  } catch {
    return refused('damaged');
  }
}

type ReadAt = (offset: number, length: number) => Promise<Uint8Array>;

/** Undefined where the file ends in the middle of a frame, or what stands there cannot be one. */
async function frameAt(file: Blob, read: ReadAt, offset: number) {
  if (offset + FRAME_HEAD_BYTES > file.size) return undefined;
  const head = await read(offset, FRAME_HEAD_BYTES);
  const length = new DataView(head.buffer, head.byteOffset).getUint32(1);
  const end = offset + FRAME_HEAD_BYTES + length;
  if (length > MAX_FRAME_BYTES || end > file.size) return undefined;
  return { kind: head[0] ?? 0, payload: await read(offset + FRAME_HEAD_BYTES, length), end };
}

const WINDOW_BYTES = 1024 * 1024;

/** Reads a file of any size through a window, so that one of gigabytes takes no more memory than a small one. */
function windowOver(file: Blob): ReadAt {
  let from = 0;
  let held = new Uint8Array();
  return async (offset, length) => {
    if (offset < from || offset + length > from + held.length) {
      const size = Math.max(length, WINDOW_BYTES);
      held = new Uint8Array(await file.slice(offset, offset + size).arrayBuffer());
      from = offset;
    }
    // A copy: what is kept of it must not keep the whole window.
    return held.slice(offset - from, offset - from + length);
  };
}
