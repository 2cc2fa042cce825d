import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from './answers.ts';
import { storeErrorCode } from './metrics.ts';
import { StorageUnavailable } from './store.ts';

const TRY_AGAIN_AFTER_MS = 5_000;

/** Thrown by the rate limits, which know of no other way to answer. */
export class TooMany extends Error {
  override readonly name = 'TooMany';
  readonly retryAfterMs: number;

  constructor(retryAfterMs: number) {
    super('Too many requests.');
    this.retryAfterMs = retryAfterMs;
  }
}

/** More is waiting, or being read, than the server may hold at once; nothing of this request was taken. */
export class Busy extends Error {
  override readonly name = 'Busy';
}

/** Turns whatever went wrong inside the API into one of the refusals that a tablet understands. */
export function answerFailure(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply) {
  if (error instanceof TooMany) return refuse(reply, 'tooMany', { retryAfterMs: error.retryAfterMs });
  if (error instanceof StorageUnavailable) {
    const code = storeErrorCode(error);
    request.server.metrics.storeErrors.inc({ code });
    request.log.error({ code }, 'database unavailable');
    return refuse(reply, 'unavailable', { retryAfterMs: TRY_AGAIN_AFTER_MS });
  }
  if (error instanceof Busy) return refuse(reply, 'unavailable', { retryAfterMs: TRY_AGAIN_AFTER_MS });
  const status = 'statusCode' in error ? (error.statusCode ?? 500) : 500;
  if (status === 413) return refuse(reply, 'tooLarge');
  if (status >= 400 && status < 500) return refuse(reply, 'malformed', { status });
  // Only the stack: a message could repeat what the tablet sent.
  request.log.error({ code: codeOf(error), at: error.stack?.split('\n').slice(1, 6) }, 'failed');
  return refuse(reply, 'unavailable', { status: 500, retryAfterMs: TRY_AGAIN_AFTER_MS });
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
