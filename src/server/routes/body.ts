import type { FastifyRequest } from 'fastify';
import { MAX_CHUNK_BYTES, MAX_PRESENCE_BYTES, MAX_PUSH_BYTES } from '../../protocol/limits.ts';

/** What anything but a push may weigh: an invitation's box and a few keys. */
export const SMALL_BODY = 16 * 1024;
/** A megabyte of envelopes and what CBOR writes around them. */
export const PUSH_BODY = MAX_PUSH_BYTES + 64 * 1024;
/** A removal: a new key for each tablet that stays. */
export const NOTICE_BODY = 256 * 1024;
/** One piece of a photo and what CBOR writes around it. */
export const CHUNK_BODY = MAX_CHUNK_BYTES + 1024;

/** What one tablet says to the others and what CBOR writes around it. */
export const PRESENCE_BODY = MAX_PRESENCE_BYTES + 64;

/** The raw body for a `parse…` function; a request without one is nothing, which none of them takes. */
export function bodyOf(request: FastifyRequest): Uint8Array {
  return request.body instanceof Uint8Array ? request.body : new Uint8Array();
}
