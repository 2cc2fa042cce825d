import type { FastifyInstance } from 'fastify';
import { isGuestDevice } from '../../domain/ids.ts';
import { parseErase, type EraseAnswer } from '../../protocol/requests.ts';
import { answer, refuse } from '../answers.ts';
import type { Authenticate, TeamRoute } from '../auth.ts';
import type { Blobs } from '../blobs.ts';
import type { ChangeLog } from '../change-log.ts';
import { perDevice, type Rates } from '../rates.ts';
import { bodyOf, SMALL_BODY } from './body.ts';

/**
 * `POST /api/teams/:team/erasures`. The server cannot read what is to go, so the team's tablets name it; a guest's may
 * not. Safe to repeat: what is erased stays erased.
 */
export function eraseRoute(
  app: FastifyInstance,
  deps: {
    readonly changeLog: ChangeLog;
    readonly blobs: Blobs;
    readonly authenticate: Authenticate;
    readonly rates: Rates;
  },
) {
  const options = {
    bodyLimit: SMALL_BODY * 2,
    onRequest: deps.authenticate,
    config: { rateLimit: perDevice(deps.rates.erasuresPerDevice) },
  };
  app.post<TeamRoute>('/teams/:team/erasures', options, async (request, reply) => {
    const body = parseErase(bodyOf(request));
    if (!body.ok) return refuse(reply, 'malformed');
    if (isGuestDevice(request.device)) return refuse(reply, 'refused');

    const { team } = request.params;
    const envelopes = await deps.changeLog.erase(team, body.value.envelopes, request.device);
    if (envelopes === null) return refuse(reply, 'refused');
    const blobs = await deps.blobs.erase(team, body.value.blobs, request.device);
    if (blobs === null) return refuse(reply, 'refused');
    request.counts = { envelopes, blobs };
    return answer(reply, { envelopes, blobs } satisfies EraseAnswer);
  });
}
