import type { FastifyReply } from 'fastify';
import { toCbor } from '../protocol/bytes.ts';
import { CBOR, SERVER_HEADER, type Refusal } from '../protocol/requests.ts';

const STATUS_BY_ERROR = {
  malformed: 400,
  refused: 401,
  notFound: 404,
  tooLarge: 413,
  tooMany: 429,
  unavailable: 503,
  full: 507,
  differs: 409,
  behind: 409,
  removed: 401,
} as const;

declare module 'fastify' {
  interface FastifyInstance {
    /** Which database this is; in every refusal, and in the header of every answer of the API. */
    readonly serverId: string;
  }
}

export function answer(reply: FastifyReply, body: object, status = 200) {
  reply.code(status);
  reply.header('content-type', CBOR);
  reply.header('cache-control', 'no-store');
  reply.header('x-content-type-options', 'nosniff');
  reply.header(SERVER_HEADER, reply.server.serverId);
  // A Buffer over the same memory: Fastify sends it as it is.
  return reply.send(Buffer.from(toCbor(body).buffer));
}

/** Every refusal of one kind is the same bytes, so that nobody learns from it which teams or invitations exist. */
export function refuse(
  reply: FastifyReply,
  error: Refusal['error'],
  options: { readonly status?: number; readonly retryAfterMs?: number } = {},
) {
  const { status = STATUS_BY_ERROR[error], retryAfterMs } = options;
  if (retryAfterMs !== undefined) reply.header('retry-after', Math.ceil(retryAfterMs / 1000));
  const refusal: Refusal = {
    error,
    server: reply.server.serverId,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
  return answer(reply, refusal, status);
}
