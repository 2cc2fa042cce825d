import type { FastifyInstance } from 'fastify';
import { isGuestDevice } from '../../domain/ids.ts';
import { parseEnvelope } from '../../protocol/envelope.ts';
import { parsePush, type PushAnswer } from '../../protocol/requests.ts';
import { answer, refuse } from '../answers.ts';
import type { Senders, TeamRoute } from '../auth.ts';
import type { TakeBody } from '../bodies-under-way.ts';
import type { ChangeLog, SealedEnvelope } from '../change-log.ts';
import { perDevice, type Rates } from '../rates.ts';
import { bodyOf, PUSH_BODY } from './body.ts';

type Reason = Exclude<PushAnswer['results'][number], number>;

/**
 * `POST /api/teams/:team/envelopes`. Answers only after everything taken is durable. An envelope that is not one is
 * refused in its own place and holds up none of the others. The device inside need not be the one that sends it:
 * any tablet may bring back what a restored server lacks. Only a guest's may bring nothing but its own, or it could write
 * in a colleague's name.
 */
export function pushRoute(
  app: FastifyInstance,
  deps: {
    readonly changeLog: ChangeLog;
    readonly senders: Senders;
    readonly takeBody: TakeBody;
    readonly now: () => number;
    readonly rates: Rates;
  },
) {
  const options = {
    bodyLimit: PUSH_BODY,
    onRequest: [deps.senders.presume, deps.takeBody],
    config: { rateLimit: perDevice(deps.rates.pushesPerDevice) },
  };
  app.post<TeamRoute>('/teams/:team/envelopes', options, async (request, reply) => {
    const body = parsePush(bodyOf(request));
    const envelopes = body.ok ? body.value.envelopes : [];
    const read = envelopes.map((bytes) => readEnvelope(bytes, request.device));
    const taken = read.filter((envelope) => typeof envelope !== 'string');
    // Also where there is nothing to append: only the log says whether the tablet is still one of the team's.
    const { sender } = request;
    const appended = sender && (await deps.changeLog.append(request.params.team, taken, sender));
    if (!appended) return deps.senders.turnAway(request, reply);
    if (!body.ok) return refuse(reply, 'malformed');

    request.counts = { envelopes: read.length, added: appended.added, bytes: bytesOf(taken) };
    let next = 0;
    const results = read.map((one) => (typeof one === 'string' ? one : appended.seqs[next++]!));
    return answer(reply, { head: appended.head, results, now: deps.now() } satisfies PushAnswer);
  });
}

function bytesOf(taken: readonly SealedEnvelope[]): number {
  return taken.reduce((sum, { bytes }) => sum + bytes.length, 0);
}

function readEnvelope(bytes: Uint8Array, sender: string): SealedEnvelope | Reason {
  const envelope = parseEnvelope(bytes);
  if (envelope.ok) {
    const { id, device } = envelope.value.header;
    return isGuestDevice(sender) && device !== sender ? 'refused' : { id, bytes };
  }
  return envelope.problem === 'tooLarge' ? 'tooLarge' : 'malformed';
}
