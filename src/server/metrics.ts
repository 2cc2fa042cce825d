import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { StorageUnavailable, type Store } from './store.ts';

export type Metrics = ReturnType<typeof serverMetrics>;

declare module 'fastify' {
  interface FastifyInstance {
    readonly metrics: Metrics;
  }
}

/** Counts and times for the operator. A label is a route's pattern, a status or an error's code: never a team, tablet or token. */
export function serverMetrics() {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    requests: new Counter({
      name: 'threefold_requests_total',
      help: 'Requests answered',
      labelNames: ['route', 'status'],
      registers,
    }),
    requestSeconds: new Histogram({
      name: 'threefold_request_seconds',
      help: 'From a request to its answer; event streams are not among them',
      labelNames: ['route'],
      buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
      registers,
    }),
    envelopes: new Counter({
      name: 'threefold_envelopes_total',
      help: 'Sealed envelopes taken in or handed out, repeats among them',
      labelNames: ['route'],
      registers,
    }),
    added: new Counter({
      name: 'threefold_envelopes_added_total',
      help: 'Sealed envelopes that were new',
      registers,
    }),
    sealedBytes: new Counter({
      name: 'threefold_sealed_bytes_total',
      help: 'Sealed bytes of envelopes and photos taken in or handed out',
      labelNames: ['route'],
      registers,
    }),
    commitSeconds: new Histogram({
      name: 'threefold_commit_seconds',
      help: 'From a push that was read to its envelopes being durable',
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
      registers,
    }),
    listeners: new Gauge({
      name: 'threefold_listeners',
      help: 'Event streams that are open',
      registers,
    }),
    storeErrors: new Counter({
      name: 'threefold_store_errors_total',
      help: 'Times the database could not do what it was asked',
      labelNames: ['code'],
      registers,
    }),
  };
}

/** The same store, with a clock beside each push. */
export function timedStore(store: Store, { commitSeconds }: Metrics): Store {
  const append: Store['changeLog']['append'] = async (...push) => {
    const stopClock = commitSeconds.startTimer();
    try {
      return await store.changeLog.append(...push);
    } finally {
      stopClock();
    }
  };
  return { ...store, changeLog: { ...store.changeLog, append } };
}

/** What the database called its trouble; one of a few dozen codes. */
export function storeErrorCode(error: StorageUnavailable): string {
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
}
