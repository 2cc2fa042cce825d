import type { FastifyInstance } from 'fastify';
import { parseAccept, type AcceptAnswer } from '../../protocol/requests.ts';
import { answer, refuse } from '../answers.ts';
import type { Membership } from '../membership.ts';
import { perAddress, type Rates } from '../rates.ts';
import { sha256 } from '../sha256.ts';
import { bodyOf, SMALL_BODY } from './body.ts';

/** `POST /api/invitations/:id/accept`. Unknown, spent, expired and wrongly proved get one and the same answer. */
export function acceptRoute(
  app: FastifyInstance,
  deps: { readonly membership: Membership; readonly now: () => number; readonly rates: Rates },
) {
  const options = {
    bodyLimit: SMALL_BODY,
    config: { rateLimit: perAddress(deps.rates.acceptsPerAddress) },
  };
  app.post<{ Params: { id: string } }>('/invitations/:id/accept', options, async (request, reply) => {
    const body = parseAccept(bodyOf(request));
    if (!body.ok) return refuse(reply, 'malformed');
    const { proof, device, token } = body.value;

    const accepted = await deps.membership.accept(
      {
        id: Buffer.from(request.params.id, 'base64url'),
        proofHash: sha256(proof),
        device,
        tokenHash: sha256(token),
      },
      deps.now(),
    );
    if (!accepted) return refuse(reply, 'refused');
    return answer(reply, accepted satisfies AcceptAnswer);
  });
}
