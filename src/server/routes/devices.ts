import type { FastifyInstance } from 'fastify';
import type { DevicesAnswer } from '../../protocol/requests.ts';
import { answer } from '../answers.ts';
import type { Authenticate, TeamRoute } from '../auth.ts';
import type { Membership } from '../membership.ts';
import { perDevice, type Rates } from '../rates.ts';

/**
 * `GET /api/teams/:team/devices`: the team's tablets, first joined first. `DELETE …/devices/self`: the tablet that asks is
 * handed back and gives up its token.
 */
export function devicesRoute(
  app: FastifyInstance,
  deps: {
    readonly membership: Membership;
    readonly authenticate: Authenticate;
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
    await deps.membership.leave(request.params.team, request.device);
    return answer(reply, {});
  });
}
