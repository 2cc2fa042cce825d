import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** Numbers a route wants in the log. Numbers only: never contents, tokens, names or ids. */
    counts: Readonly<Record<string, number>> | null;
  }
}

/** One line per answered request: which route, its status, its time and its counts. */
export function logRequests(api: FastifyInstance) {
  api.decorateRequest('counts', null);
  api.addHook('onResponse', (request: FastifyRequest, reply: FastifyReply, done) => {
    request.log.info({
      // The pattern, not the address asked for: that one holds the team.
      route: `${request.method} ${request.routeOptions.url ?? 'unknown'}`,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      ...request.counts,
    });
    done();
  });
}
