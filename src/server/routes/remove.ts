import type { FastifyInstance } from 'fastify';
import { isGuestDevice } from '../../domain/ids.ts';
import { parseEnvelope } from '../../protocol/envelope.ts';
import { parseRemove, type RemoveRequest } from '../../protocol/requests.ts';
import { answer, refuse } from '../answers.ts';
import type { Authenticate, TeamRoute } from '../auth.ts';
import type { TakeBody } from '../bodies-under-way.ts';
import type { Membership, Removal } from '../membership.ts';
import type { OpenStreams } from '../open-streams.ts';
import { perDevice, type Rates } from '../rates.ts';
import { bodyOf, NOTICE_BODY } from './body.ts';

/**
 * `POST /api/teams/:team/removals`. From the answer on the tablets named can neither read nor write: their tokens are
 * gone and their streams closed. A guest's tablet removes nobody, and none removes itself. Safe to repeat.
 */
export function removeRoute(
  app: FastifyInstance,
  deps: {
    readonly membership: Membership;
    readonly authenticate: Authenticate;
    readonly takeBody: TakeBody;
    readonly openStreams: OpenStreams;
    readonly now: () => number;
    readonly rates: Rates;
  },
) {
  const options = {
    bodyLimit: NOTICE_BODY,
    onRequest: [deps.authenticate, deps.takeBody],
    config: { rateLimit: perDevice(deps.rates.removalsPerDevice) },
  };
  app.post<TeamRoute>('/teams/:team/removals', options, async (request, reply) => {
    const body = parseRemove(bodyOf(request));
    if (!body.ok || body.value.devices.includes(request.device)) return refuse(reply, 'malformed');
    if (isGuestDevice(request.device)) return refuse(reply, 'refused');
    const removal = removalOf(body.value, request.device);
    if (!removal) return refuse(reply, 'malformed');

    const { team } = request.params;
    const outcome = await deps.membership.remove(team, removal, deps.now());
    if (outcome !== 'removed') return refuse(reply, outcome);
    for (const device of removal.devices) deps.openStreams.closeThoseOf(team, device);
    request.counts = { tablets: removal.devices.length };
    return answer(reply, {});
  });
}

/** Undefined when the notice is no envelope of the tablet that sends it. */
function removalOf({ notice, ...rest }: RemoveRequest, by: string): Removal | undefined {
  if (!notice) return { ...rest, by };
  const envelope = parseEnvelope(notice.envelope);
  if (!envelope.ok || envelope.value.header.device !== by) return undefined;
  const { id } = envelope.value.header;
  return { ...rest, by, notice: { envelope: { id, bytes: notice.envelope }, after: notice.after } };
}
