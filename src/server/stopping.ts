import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

/** How long a stop waits for requests that are being answered. Then it cuts them off: their tablets send again. */
const ANSWER_WITHIN_MS = 5_000;
/** One Ctrl-C reaches the server twice, from the terminal and from npm. */
const SAME_SIGNAL_MS = 1_000;

/**
 * Ends the server on SIGTERM or SIGINT: it goes on serving for `drainMs` while `/readyz` says no, so that a balancer
 * sends nobody any more; then it answers what it has taken, ends the event streams and closes the database. A second
 * signal does not wait: connections are cut, the database is still closed.
 */
export function stopWhenAsked({ drainMs }: { readonly drainMs: number }) {
  let askedAt: number | undefined;
  const hurry = new AbortController();

  async function stop(app: FastifyInstance) {
    app.log.info('stopping');
    await delay(drainMs, undefined, { signal: hurry.signal }).catch(() => undefined);
    const closed = app.close();
    const cut = () => app.server.closeAllConnections();
    if (hurry.signal.aborted) cut();
    else hurry.signal.addEventListener('abort', cut);
    setTimeout(cut, ANSWER_WITHIN_MS).unref();
    // Only if the database itself never closes.
    setTimeout(() => process.exit(1), 2 * ANSWER_WITHIN_MS).unref();
    await closed;
    app.log.info('stopped');
    process.exit(0);
  }

  return {
    isAsked: () => askedAt !== undefined,
    listenFor(app: FastifyInstance) {
      const onSignal = () => {
        if (askedAt === undefined) {
          askedAt = performance.now();
          void stop(app);
        } else if (performance.now() - askedAt > SAME_SIGNAL_MS) hurry.abort();
      };
      process.on('SIGTERM', onSignal);
      process.on('SIGINT', onSignal);
    },
  };
}
