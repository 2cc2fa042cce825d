import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Metrics } from '../metrics.ts';
import { sha256 } from '../sha256.ts';

/**
 * `/metrics`, in the format of Prometheus. With a token: for whoever shows it. Without one: for programs on this machine,
 * and not for what a proxy on this machine brings along. For everybody else there is no such page.
 */
export function metricsRoute(
  app: FastifyInstance,
  { metrics, token }: { readonly metrics: Metrics; readonly token: string | null },
) {
  const isWelcome = token === null ? isFromThisMachine : showsToken(token);

  app.get('/metrics', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    if (!isWelcome(request)) return reply.code(404).type('text/plain').send('Not found.\n');
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
}

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

function isFromThisMachine({ socket, headers }: FastifyRequest): boolean {
  const isForwarded = 'x-forwarded-for' in headers || 'forwarded' in headers || 'via' in headers;
  return LOOPBACK.has(socket.remoteAddress ?? '') && !isForwarded;
}

/** Hashed first: equal lengths, and the time it takes tells nothing of the token. */
function showsToken(token: string) {
  const expected = sha256(Buffer.from(`Bearer ${token}`));
  return ({ headers }: FastifyRequest) =>
    timingSafeEqual(sha256(Buffer.from(headers.authorization ?? '')), expected);
}
