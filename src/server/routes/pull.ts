import type { FastifyInstance } from 'fastify';
import { MAX_PULL_BYTES } from '../../protocol/limits.ts';
import type { PullAnswer } from '../../protocol/requests.ts';
import { answer, refuse } from '../answers.ts';
import type { Authenticate, TeamRoute } from '../auth.ts';
import type { ChangeLog } from '../change-log.ts';
import { perDevice, type Rates } from '../rates.ts';

/** `GET /api/teams/:team/envelopes?after=n`. */
export function pullRoute(
  app: FastifyInstance,
  deps: {
    readonly changeLog: ChangeLog;
    readonly authenticate: Authenticate;
    readonly now: () => number;
    readonly rates: Rates;
  },
) {
  const options = {
    onRequest: deps.authenticate,
    config: { rateLimit: perDevice(deps.rates.readsPerDevice) },
  };
  app.get<TeamRoute>('/teams/:team/envelopes', options, async (request, reply) => {
    const after = cursorOf(request.query);
    if (after === null) return refuse(reply, 'malformed');

    const page = await deps.changeLog.readAfter(request.params.team, after, MAX_PULL_BYTES);
    if (!page) return refuse(reply, 'refused');

    request.counts = { envelopes: page.envelopes.length };
    return answer(reply, {
      after: page.after,
      head: page.head,
      envelopes: [...page.envelopes],
      now: deps.now(),
    } satisfies PullAnswer);
  });
}

function cursorOf(query: unknown): number | null {
  const after = (query as Record<string, unknown>)['after'];
  return typeof after === 'string' && /^\d{1,15}$/.test(after) ? Number(after) : null;
}
