import type { FastifyInstance } from 'fastify';
import { addressKey } from '../connections.ts';
import { SERVER_HEADER } from '../../protocol/requests.ts';
import { refuse } from '../answers.ts';
import type { Authenticate, DeviceOf, TeamRoute } from '../auth.ts';
import type { ChangeLog } from '../change-log.ts';
import type { OpenStreams } from '../open-streams.ts';
import { pokeStream } from '../poke-stream.ts';
import type { PresenceRelay } from '../presence-relay.ts';
import { perDevice, type Rates } from '../rates.ts';

/** Streams open at once. A conference of a thousand in one hall still is well within them. */
export interface StreamLimits {
  readonly perTeam: number;
  readonly perAddress: number;
}

export const STANDARD_STREAMS: StreamLimits = { perTeam: 2_000, perAddress: 2_000 };
const TRY_AGAIN_AFTER_MS = 60_000;

/**
 * `GET /api/teams/:team/events`: says "there is something up to n" at once and after every commit, so that a tablet
 * that missed one while it connected still hears of it; and so for what was erased. Between those lines goes what the team's other tablets say about
 * who is here; nothing else ever goes this way.
 */
export function eventsRoute(
  app: FastifyInstance,
  deps: {
    readonly changeLog: ChangeLog;
    readonly authenticate: Authenticate;
    readonly findDevice: DeviceOf;
    readonly relay: PresenceRelay;
    readonly rates: Rates;
    readonly streams: StreamLimits;
    readonly openStreams: OpenStreams;
  },
) {
  const seatsOfTeams = seats(deps.streams.perTeam);
  const seatsOfAddresses = seats(deps.streams.perAddress);
  // A stream never ends by itself and would hold up a graceful stop.
  app.addHook('preClose', async () => deps.openStreams.closeAll());

  const options = {
    onRequest: deps.authenticate,
    config: { rateLimit: perDevice(deps.rates.readsPerDevice), isStream: true },
  };
  app.get<TeamRoute>('/teams/:team/events', options, async (request, reply) => {
    const { team } = request.params;
    const head = await deps.changeLog.head(team);
    if (!head) return refuse(reply, 'refused');

    const address = addressKey(request.ip);
    // Polling goes on without a stream: nobody misses a note for want of a seat.
    if (!seatsOfTeams.isFree(team) || !seatsOfAddresses.isFree(address)) {
      return refuse(reply, 'tooMany', { retryAfterMs: TRY_AGAIN_AFTER_MS });
    }
    reply.hijack();
    // Gone while the head was looked up: nothing would tell us of its end.
    if (request.raw.socket.destroyed) return;
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      // Asks nginx and its like not to collect the stream.
      'x-accel-buffering': 'no',
      [SERVER_HEADER]: app.serverId,
    });
    const stream = pokeStream(reply.raw, {
      // A tablet removed meanwhile through another process is cut off at the next heartbeat.
      isWelcome: async () => (await deps.findDevice(request)) === request.device,
    });
    // Left open, it would be silent about what has come already. A tablet without one asks by itself, and comes back.
    const giveUp = (error: unknown) => {
      stream.close();
      request.log.warn(error, 'An event stream could not be told.');
    };
    const erased = async () => (await deps.changeLog.erasedAfter(team, 0, 0)).count;
    const stop = deps.changeLog.watch(team, (seq) => {
      // A log that has not grown was told of because something in it was erased.
      if (seq > stream.seq()) stream.poke({ seq });
      else
        erased()
          .then((count) => stream.poke({ erased: count }))
          .catch(giveUp);
    });
    const leave = deps.relay.listen(team, request.device, stream);
    const leaveSeats = [seatsOfTeams.take(team), seatsOfAddresses.take(address)];
    app.metrics.listeners.inc();
    const forget = deps.openStreams.remember(team, request.device, stream);
    reply.raw.once('close', () => {
      stop();
      leave();
      forget();
      for (const leaveSeat of leaveSeats) leaveSeat();
      app.metrics.listeners.dec();
      stream.close();
    });
    try {
      // Removed while it connected: nobody else would close this stream before the next heartbeat.
      if ((await deps.findDevice(request)) !== request.device) return stream.close();
      // Read again: a commit may have come between the first look and the watch.
      const now = await deps.changeLog.head(team);
      stream.poke({ seq: (now ?? head).seq, erased: await erased() });
    } catch (error) {
      giveUp(error);
    }
  });
}

/** Counts what is open by a key; forgets a key with its last one. */
function seats(max: number) {
  const taken = new Map<string, number>();
  return {
    isFree: (key: string) => (taken.get(key) ?? 0) < max,
    take(key: string): () => void {
      taken.set(key, (taken.get(key) ?? 0) + 1);
      return () => {
        const left = (taken.get(key) ?? 1) - 1;
        if (left > 0) taken.set(key, left);
        else taken.delete(key);
      };
    },
  };
}
