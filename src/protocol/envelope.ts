import * as v from 'valibot';
import { isDeviceId } from '../domain/ids.ts';
import { fromCbor, toBase64Url, toCbor } from './bytes.ts';
import { MAX_ENVELOPE_BYTES } from './limits.ts';
import { parsed, refused, type Parsed } from './outcome.ts';

export const PROTOCOL_VERSION = 1;

/**
 * What the outside of an envelope says. All of it, with the team, is bound to the sealed part as associated data,
 * so an envelope put into another team, epoch, device or place in a device's sequence does not open.
 */
export interface EnvelopeHeader {
  readonly version: number;
  readonly epoch: number;
  /** 128 random bits: the same envelope is the same id, however often it is sent. */
  readonly id: Uint8Array;
  readonly device: string;
  /** Counts this device's envelopes from 1. */
  readonly deviceSeq: number;
  readonly nonce: Uint8Array;
}

export interface Envelope {
  readonly header: EnvelopeHeader;
  readonly sealed: Uint8Array;
}

const bytesOf = (length: number) =>
  v.pipe(
    v.instance(Uint8Array),
    v.check((bytes) => bytes.length === length),
  );
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const PARTS = [
  v.pipe(count, v.minValue(1)),
  count,
  bytesOf(16),
  v.pipe(v.string(), v.check(isDeviceId)),
  count,
  bytesOf(12),
  v.pipe(
    v.instance(Uint8Array),
    v.check((bytes) => bytes.length >= 16),
  ),
] as const;
const EnvelopeShape = v.strictTuple(PARTS);
/** A newer version may say more on the outside, behind what this one knows. */
const NewerShape = v.tuple(PARTS);

export function encodeEnvelope({ header, sealed }: Envelope): Uint8Array<ArrayBuffer> {
  return toCbor([...headerFields(header), sealed]);
}

/** Reads the outside only; whether it opens is for the holder of the key. Any protocol version is carried. */
export function parseEnvelope(bytes: Uint8Array): Parsed<Envelope> {
  if (bytes.length > MAX_ENVELOPE_BYTES) return refused('tooLarge');
  let raw: unknown;
  try {
    raw = fromCbor(bytes);
  } catch {
    return refused('malformed');
  }
  const isNewer = Array.isArray(raw) && Number(raw[0]) > PROTOCOL_VERSION;
  const result = v.safeParse(isNewer ? NewerShape : EnvelopeShape, raw);
  if (!result.success) return refused('malformed');
  const [version, epoch, id, device, deviceSeq, nonce, sealed] = result.output;
  return parsed({ header: { version, epoch, id, device, deviceSeq, nonce }, sealed });
}

/** The associated data of the sealing: everything outside, and the team it belongs to. */
export function associatedData(team: string, header: EnvelopeHeader): Uint8Array<ArrayBuffer> {
  return toCbor(['threefold-envelope', team, ...headerFields(header)]);
}

export function envelopeId(header: EnvelopeHeader): string {
  return toBase64Url(header.id);
}

function headerFields(header: EnvelopeHeader): readonly unknown[] {
  return [header.version, header.epoch, header.id, header.device, header.deviceSeq, header.nonce];
}
