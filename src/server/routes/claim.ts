import type { FastifyInstance } from 'fastify';
import { isGuestDevice } from '../../domain/ids.ts';
import { parseClaim } from '../../protocol/requests.ts';
import { answer, refuse } from '../answers.ts';
import type { Membership } from '../membership.ts';
import { perAddress, type Rates } from '../rates.ts';
import { sha256 } from '../sha256.ts';
import { bodyOf, SMALL_BODY } from './body.ts';

/** `POST /api/teams`. Safe to repeat: the same claim leaves the same team, log and tablet. */
export function claimRoute(
  app: FastifyInstance,
  deps: { readonly membership: Membership; readonly now: () => number; readonly rates: Rates },
) {
  const config = { rateLimit: perAddress(deps.rates.claimsPerAddress) };
  app.post('/teams', { bodyLimit: SMALL_BODY, config }, async (request, reply) => {
    const body = parseClaim(bodyOf(request));
    if (!body.ok) return refuse(reply, 'malformed');
    const { team, device, token, proof, epoch } = body.value;
    // A guest is let in by an invitation and by nothing else.
    if (isGuestDevice(device)) return refuse(reply, 'refused');

    const outcome = await deps.membership.claim(
      { team, device, tokenHash: sha256(token), proofHash: sha256(proof), epoch },
      deps.now(),
    );
    switch (outcome) {
      case 'started':
        return answer(reply, {}, 201);
      case 'joined':
        return answer(reply, {});
      case 'refused':
        return refuse(reply, 'refused');
      default:
        return outcome satisfies never;
    }
  });
}
