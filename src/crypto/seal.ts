import type { RandomBytes } from '../domain/ids.ts';
import {
  associatedData,
  PROTOCOL_VERSION,
  type Envelope,
  type EnvelopeHeader,
} from '../protocol/envelope.ts';
import { parsed, refused, type Parsed } from '../protocol/outcome.ts';
import { fold, unfold } from './fold.ts';

export interface SealRequest {
  readonly team: string;
  readonly device: string;
  readonly deviceSeq: number;
  readonly epoch: number;
  readonly text: string;
}

/** Compresses, pads and encrypts under a fresh random nonce, with all of the outside as associated data. */
export async function seal(key: CryptoKey, request: SealRequest, random: RandomBytes): Promise<Envelope> {
  const header: EnvelopeHeader = {
    version: PROTOCOL_VERSION,
    epoch: request.epoch,
    id: random(16),
    device: request.device,
    deviceSeq: request.deviceSeq,
    nonce: random(12),
  };
  const sealed = await crypto.subtle.encrypt(gcm(request.team, header), key, await fold(request.text));
  return { header, sealed: new Uint8Array(sealed) };
}

/** `doesNotOpen`: wrong key, or something outside was changed. `damaged`: it opened, and what is inside is no text. */
export async function open(key: CryptoKey, team: string, envelope: Envelope): Promise<Parsed<string>> {
  let folded: ArrayBuffer;
  try {
    folded = await crypto.subtle.decrypt(
      gcm(team, envelope.header),
      key,
      envelope.sealed as Uint8Array<ArrayBuffer>,
    );
  } catch {
    return refused('doesNotOpen');
  }
  const text = await unfold(new Uint8Array(folded));
  return text === undefined ? refused('damaged') : parsed(text);
}

function gcm(team: string, header: EnvelopeHeader): AesGcmParams {
  return {
    name: 'AES-GCM',
    iv: header.nonce as Uint8Array<ArrayBuffer>,
    additionalData: associatedData(team, header),
  };
}
