import type { FastifyInstance } from 'fastify';
import { isGuestDevice } from '../../domain/ids.ts';
import { parseInvite, type InviteAnswer } from '../../protocol/requests.ts';
import { answer, refuse } from '../answers.ts';
import type { Authenticate, TeamRoute } from '../auth.ts';
import type { Membership } from '../membership.ts';
import { perDevice, type Rates } from '../rates.ts';
import { bodyOf, SMALL_BODY } from './body.ts';

/** `POST /api/teams/:team/invitations`. Safe to repeat: the same invitation keeps its first end. */
export function inviteRoute(
  app: FastifyInstance,
  deps: {
    readonly membership: Membership;
    readonly authenticate: Authenticate;
    readonly now: () => number;
    readonly rates: Rates;
  },
) {
  const options = {
    bodyLimit: SMALL_BODY,
    onRequest: deps.authenticate,
    config: { rateLimit: perDevice(deps.rates.invitationsPerDevice) },
  };
  app.post<TeamRoute>('/teams/:team/invitations', options, async (request, reply) => {
    const body = parseInvite(bodyOf(request));
    if (!body.ok) return refuse(reply, 'malformed');
    if (isGuestDevice(request.device)) return refuse(reply, 'refused');

    const expiresAt = await deps.membership.invite(
      request.params.team,
      { ...body.value, by: request.device },
      deps.now(),
    );
    if (expiresAt === null) return refuse(reply, 'malformed');
    return answer(reply, { expiresAt } satisfies InviteAnswer, 201);
  });
}
