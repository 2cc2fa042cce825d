import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Metrics } from './metrics.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Open for as long as a tablet listens: its length says nothing about the server. */
    isStream?: boolean;
  }
}

/** Counts every answer, of the API and of the pages, with the numbers its route left for the log. */
export function measureRequests(app: FastifyInstance, metrics: Metrics) {
  app.addHook('onResponse', (request: FastifyRequest, reply: FastifyReply, done) => {
    const { url, config } = request.routeOptions;
    const route = url === undefined ? 'none' : `${request.method} ${url}`;
    metrics.requests.inc({ route, status: reply.statusCode });
    if (!config.isStream) metrics.requestSeconds.observe({ route }, reply.elapsedTime / 1000);
    if (request.counts) {
      const { envelopes, added, bytes } = request.counts;
      if (envelopes) metrics.envelopes.inc({ route }, envelopes);
      if (added) metrics.added.inc(added);
      if (bytes) metrics.sealedBytes.inc({ route }, bytes);
    }
    done();
  });
}
