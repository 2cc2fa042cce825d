import type { FastifyInstance } from 'fastify';
import { parsePresence } from '../../protocol/requests.ts';
import { answer, refuse } from '../answers.ts';
import type { Authenticate, TeamRoute } from '../auth.ts';
import type { PresenceRelay } from '../presence-relay.ts';
import { perDevice, type Rates } from '../rates.ts';
import { bodyOf, PRESENCE_BODY } from './body.ts';

/**
 * `POST /api/teams/:team/presence`: who is here and where they type, sealed. Goes to the team's other tablets that listen
 * to events at this moment, and nowhere else: it is in no log and no database, and may be lost.
 */
export function presenceRoute(
  app: FastifyInstance,
  deps: { readonly relay: PresenceRelay; readonly authenticate: Authenticate; readonly rates: Rates },
) {
  const options = {
    bodyLimit: PRESENCE_BODY,
    onRequest: deps.authenticate,
    config: { rateLimit: perDevice(deps.rates.presencePerDevice) },
  };
  app.post<TeamRoute>('/teams/:team/presence', options, async (request, reply) => {
    const body = parsePresence(bodyOf(request));
    if (!body.ok) return refuse(reply, 'malformed');
    const listening = deps.relay.relay(request.params.team, request.device, body.value.bytes);
    request.counts = { listening };
    return answer(reply, {});
  });
}
