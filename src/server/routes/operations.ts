import type { FastifyInstance } from 'fastify';
import { StorageUnavailable, type Store } from '../store.ts';

/** Balancers ask with HEAD as often as with GET. */
const ALSO_HEAD = { exposeHeadRoute: true };

/** `/healthz`: the process answers. `/readyz`: the database does too and nobody asked it to stop, so a balancer may send tablets here. */
export function operationsRoutes(
  app: FastifyInstance,
  { store, isStopping }: { readonly store: Store; readonly isStopping: () => boolean },
) {
  app.get('/healthz', ALSO_HEAD, async (_request, reply) =>
    reply.header('cache-control', 'no-store').send('ok\n'),
  );
  app.get('/readyz', ALSO_HEAD, async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    if (isStopping()) return reply.code(503).send('stopping\n');
    try {
      await store.check();
    } catch (error) {
      if (!(error instanceof StorageUnavailable)) throw error;
      return reply.code(503).send('database unavailable\n');
    }
    return reply.send('ok\n');
  });
}
