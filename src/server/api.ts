import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CBOR } from '../protocol/requests.ts';
import { refuse } from './answers.ts';
import { authenticate, deviceOf, senders } from './auth.ts';
import { bodiesUnderWay, type BodyLimits } from './bodies-under-way.ts';
import { answerFailure } from './failures.ts';
import { presenceRelay } from './presence-relay.ts';
import { openStreams } from './open-streams.ts';
import { RATE_LIMITING, type Rates } from './rates.ts';
import { logRequests } from './request-log.ts';
import { acceptRoute } from './routes/accept.ts';
import { blobRoutes } from './routes/blobs.ts';
import { claimRoute } from './routes/claim.ts';
import { devicesRoute } from './routes/devices.ts';
import { eraseRoute } from './routes/erase.ts';
import { eventsRoute, type StreamLimits } from './routes/events.ts';
import { inviteRoute } from './routes/invite.ts';
import { presenceRoute } from './routes/presence.ts';
import { removeRoute } from './routes/remove.ts';
import { pullRoute } from './routes/pull.ts';
import { pushRoute } from './routes/push.ts';
import { recoveryRoutes } from './routes/recovery.ts';
import type { Store } from './store.ts';

export interface ApiDeps {
  readonly store: Store;
  readonly now: () => number;
  readonly rates: Rates;
  readonly bodies: BodyLimits;
  readonly streams: StreamLimits;
  /** How much sealed photos of one team may take. */
  readonly maxBlobBytes: number;
}

/** Everything under `/api`: CBOR in, CBOR out, also when it goes wrong. */
export async function api(app: FastifyInstance, deps: ApiDeps) {
  const { store, now, rates, bodies, streams, maxBlobBytes } = deps;
  const { blobs, changeLog, membership, others } = store;
  const findDevice = deviceOf(membership, now);
  const relay = presenceRelay(others);
  app.addHook('onClose', async () => relay.stop());
  const tools = {
    blobs,
    changeLog,
    membership,
    now,
    rates,
    findDevice,
    authenticate: authenticate(findDevice, membership),
    senders: senders(membership, now),
    takeBody: bodiesUnderWay(bodies),
    streams,
    openStreams: openStreams(),
    relay,
  };

  app.decorateRequest('device', '');
  app.decorateRequest('sender', null);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(CBOR, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.setErrorHandler(answerFailure);
  logRequests(app);
  await app.register(rateLimit, RATE_LIMITING);

  claimRoute(app, tools);
  acceptRoute(app, tools);
  inviteRoute(app, tools);
  recoveryRoutes(app, tools);
  pushRoute(app, tools);
  pullRoute(app, tools);
  eraseRoute(app, tools);
  devicesRoute(app, tools);
  removeRoute(app, tools);
  eventsRoute(app, tools);
  presenceRoute(app, tools);
  blobRoutes(app, { ...tools, maxBlobBytes });

  // A route of its own, or the pages would answer; and before any body, which nobody would read.
  const notFound = (_request: FastifyRequest, reply: FastifyReply) => refuse(reply, 'notFound');
  app.all('/', { onRequest: async (request, reply) => notFound(request, reply) }, notFound);
  app.all('/*', { onRequest: async (request, reply) => notFound(request, reply) }, notFound);
}
