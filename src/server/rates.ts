import type { FastifyRequest } from 'fastify';
import type { RateLimitOptions } from '@fastify/rate-limit';
import { TooMany } from './failures.ts';

/** How many requests a minute are served before a clear "too many". A load test raises them; a school need not. */
export interface Rates {
  readonly claimsPerAddress: number;
  readonly acceptsPerAddress: number;
  readonly pushesPerDevice: number;
  readonly readsPerDevice: number;
  readonly invitationsPerDevice: number;
  readonly chunksPerDevice: number;
  readonly presencePerDevice: number;
  readonly erasuresPerDevice: number;
  readonly removalsPerDevice: number;
}

export const STANDARD_RATES: Rates = {
  claimsPerAddress: 30,
  acceptsPerAddress: 20,
  pushesPerDevice: 3_000,
  readsPerDevice: 1_200,
  invitationsPerDevice: 30,
  chunksPerDevice: 600,
  presencePerDevice: 300,
  erasuresPerDevice: 120,
  removalsPerDevice: 60,
};

/** Refuses as the API does, and leaves no counters in answers: a guess must look the same as the one before. */
export const RATE_LIMITING = {
  global: false,
  timeWindow: 60_000,
  // Addresses and tablets remembered per route; the least recent is forgotten first, so memory is bounded.
  cache: 5_000,
  addHeaders: {
    'x-ratelimit-limit': false,
    'x-ratelimit-remaining': false,
    'x-ratelimit-reset': false,
    'retry-after': false,
  },
  addHeadersOnExceeding: {
    'x-ratelimit-limit': false,
    'x-ratelimit-remaining': false,
    'x-ratelimit-reset': false,
  },
  errorResponseBuilder: (_request: FastifyRequest, { ttl }: { ttl: number }) => new TooMany(ttl),
};

/** IPv6 addresses count by their /64, which is what one household or school gets. */
export function perAddress(max: number): RateLimitOptions {
  return { max };
}

/** For routes behind `authenticate`, which names the tablet before this runs. */
export function perDevice(max: number): RateLimitOptions {
  return {
    max,
    hook: 'preParsing',
    keyGenerator: ({ params, device }) => `${(params as { team: string }).team}/${device}`,
  };
}
