import type { FastifyInstance } from 'fastify';
import { isGuestDevice } from '../../domain/ids.ts';
import { parseAccept, parseRecovery, type AcceptAnswer } from '../../protocol/requests.ts';
import { answer, refuse } from '../answers.ts';
import type { Authenticate, TeamRoute } from '../auth.ts';
import type { Membership } from '../membership.ts';
import { perAddress, perDevice, type Rates } from '../rates.ts';
import { sha256 } from '../sha256.ts';
import { bodyOf, SMALL_BODY } from './body.ts';

/**
 * `PUT /api/teams/:team/recovery` and `POST /api/recoveries/:id/accept`: the box of the printed sheet. It can be had as often
 * as somebody shows the sheet's proof, so guesses are limited as with invitations, and refused with the same bytes.
 */
export function recoveryRoutes(
  app: FastifyInstance,
  deps: {
    readonly membership: Membership;
    readonly authenticate: Authenticate;
    readonly now: () => number;
    readonly rates: Rates;
  },
) {
  const keeping = {
    bodyLimit: SMALL_BODY,
    onRequest: deps.authenticate,
    config: { rateLimit: perDevice(deps.rates.invitationsPerDevice) },
  };
  app.put<TeamRoute>('/teams/:team/recovery', keeping, async (request, reply) => {
    const body = parseRecovery(bodyOf(request));
    if (!body.ok) return refuse(reply, 'malformed');
    if (isGuestDevice(request.device)) return refuse(reply, 'refused');

    const isKept = await deps.membership.keepRecovery(request.params.team, {
      ...body.value,
      by: request.device,
    });
    return isKept ? answer(reply, {}) : refuse(reply, 'malformed');
  });

  const accepting = {
    bodyLimit: SMALL_BODY,
    config: { rateLimit: perAddress(deps.rates.acceptsPerAddress) },
  };
  app.post<{ Params: { id: string } }>('/recoveries/:id/accept', accepting, async (request, reply) => {
    const body = parseAccept(bodyOf(request));
    if (!body.ok) return refuse(reply, 'malformed');
    const { proof, device, token } = body.value;

    const id = Buffer.from(request.params.id, 'base64url');
    const acceptance = { id, proofHash: sha256(proof), device, tokenHash: sha256(token) };
    const accepted = await deps.membership.recover(acceptance, deps.now());
    if (!accepted) return refuse(reply, 'refused');
    return answer(reply, accepted satisfies AcceptAnswer);
  });
}
