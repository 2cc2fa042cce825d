import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { refuse } from './answers.ts';
import { api } from './api.ts';
import { answerFailure } from './failures.ts';
import { STANDARD_BODIES, type BodyLimits } from './bodies-under-way.ts';
import {
  answerClientError,
  limitConnections,
  STANDARD_CONNECTIONS,
  type ConnectionLimits,
} from './connections.ts';
import { pages } from './pages.ts';
import { STANDARD_RATES, type Rates } from './rates.ts';
import { STANDARD_STREAMS, type StreamLimits } from './routes/events.ts';
import { endIdleWhenClosing } from './idle-connections.ts';
import { measureRequests } from './measured-requests.ts';
import { serverMetrics, timedStore, type Metrics } from './metrics.ts';
import { forgetWhatHasEnded } from './retention.ts';
import { metricsRoute } from './routes/metrics.ts';
import { operationsRoutes } from './routes/operations.ts';
import type { Store } from './store.ts';

export interface AppDeps {
  readonly store: Store;
  readonly now: () => number;
  /** Where the built page lies; without it only the API is served. */
  readonly appDir: string;
  readonly logger?: FastifyBaseLogger;
  readonly rates?: Partial<Rates>;
  readonly connections?: Partial<ConnectionLimits>;
  readonly bodies?: Partial<BodyLimits>;
  readonly streams?: Partial<StreamLimits>;
  /** How many bytes sealed photos of one team may take. */
  readonly maxBlobBytes?: number;
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer } | null;
  /** How many proxies stand in front, so that limits count the tablets' addresses and not the proxy's. */
  readonly trustedProxies?: number;
  readonly metrics?: Metrics;
  readonly metricsToken?: string | null;
  /** Whether the server was asked to stop: `/readyz` then sends tablets elsewhere. */
  readonly isStopping?: () => boolean;
}

/** Some eight thousand photos. */
const STANDARD_BLOB_BYTES = 2000 * 1024 * 1024;

/** Puts the server together from what it is given; opens nothing and reads no clock itself. */
export async function buildApp({
  store,
  now,
  appDir,
  logger,
  rates,
  connections,
  bodies,
  streams,
  maxBlobBytes = STANDARD_BLOB_BYTES,
  tls,
  trustedProxies = 0,
  metrics = serverMetrics(),
  metricsToken = null,
  isStopping = () => false,
}: AppDeps) {
  const limits = {
    ...STANDARD_CONNECTIONS,
    // All come through the proxy; it is the one to limit them.
    ...(trustedProxies > 0 && { connectionsPerAddress: 0 }),
    ...connections,
  };
  const http = { headersTimeout: limits.headersMs, connectionsCheckingInterval: limits.checkMs };
  const app: FastifyInstance = Fastify({
    ...(logger && { loggerInstance: logger }),
    ...(tls ? { https: { ...tls, ...http } } : { http }),
    // The API writes its own line for each request; Fastify's would hold addresses, and with them team ids.
    logController: new LogController({ disableRequestLogging: true }),
    // One logger for all requests: a child for each would cost more than the line it writes.
    childLoggerFactory: (parent) => parent,
    trustProxy: (_address, hop) => hop < trustedProxies,
    exposeHeadRoutes: false,
    // Idle connections end at once when the server stops; what is being answered is answered first.
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    requestTimeout: limits.requestMs,
    clientErrorHandler: (error, socket) => answerClientError(error, socket, store.serverId),
    routerOptions: { maxParamLength: 100 },
    // Addresses that cannot be read at all reach no route.
    frameworkErrors: (_error, _request, reply) => void refuse(reply, 'notFound'),
  });
  endIdleWhenClosing(app);
  app.decorate('serverId', store.serverId);
  limitConnections(app.server, store.serverId, limits);
  app.decorate('metrics', metrics);
  app.setErrorHandler(answerFailure);
  measureRequests(app, metrics);
  forgetWhatHasEnded(app, { membership: store.membership, now });
  operationsRoutes(app, { store, isStopping });
  metricsRoute(app, { metrics, token: metricsToken });
  await app.register(api, {
    prefix: '/api',
    store: timedStore(store, metrics),
    now,
    maxBlobBytes,
    rates: { ...STANDARD_RATES, ...rates },
    bodies: { ...STANDARD_BODIES, ...bodies },
    streams: { ...STANDARD_STREAMS, ...streams },
  });
  await app.register(pages, { appDir, isTls: Boolean(tls) });
  return app;
}
