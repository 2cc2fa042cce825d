import type { FastifyInstance } from 'fastify';
import type { DevicesAnswer } from '../../protocol/requests.ts';
import { answer } from '../answers.ts';
import type { Authenticate, TeamRoute } from '../auth.ts';
import type { Membership } from '../membership.ts';
import type { OpenStreams } from '../open-streams.ts';
import { perDevice, type Rates } from '../rates.ts';

/**
 * `GET /api/teams/:team/devices`: the team's tablets, first joined first. `DELETE …/devices/self`: the tablet that asks is
 * handed back, gives up its token and hears nothing more.
 */
export function devicesRoute(
  app: FastifyInstance,
  deps: {
    readonly membership: Membership;
    readonly authenticate: Authenticate;
    readonly openStreams: OpenStreams;
    readonly now: () => number;
    readonly rates: Rates;
  },
) {
  const options = {
    onRequest: deps.authenticate,
    config: { rateLimit: perDevice(deps.rates.readsPerDevice) },
  };
  app.get<TeamRoute>('/teams/:team/devices', options, async (request, reply) => {
    const devices = await deps.membership.devices(request.params.team);
    return answer(reply, { devices: [...devices], now: deps.now() } satisfies DevicesAnswer);
  });
  app.delete<TeamRoute>('/teams/:team/devices/self', options, async (request, reply) => {
    const { team } = request.params;
    await deps.membership.leave(team, request.device);
    deps.openStreams.closeThoseOf(team, request.device);
    return answer(reply, {});
  });
}
