import type { FastifyInstance } from 'fastify';
import { MAX_PULL_BYTES } from '../../protocol/limits.ts';
import type { PullAnswer } from '../../protocol/requests.ts';
import { answer, refuse } from '../answers.ts';
import type { Authenticate, TeamRoute } from '../auth.ts';
import type { ChangeLog } from '../change-log.ts';
import { perDevice, type Rates } from '../rates.ts';

/** How many erasures one answer names; a reader that has more to hear asks again. */
const MAX_ERASURES = 2_000;

/** `GET /api/teams/:team/envelopes?after=n&erased=k`. */
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
    const after = countOf(request.query, 'after');
    const known = countOf(request.query, 'erased');
    if (after === null || known === null) return refuse(reply, 'malformed');

    const page = await deps.changeLog.readAfter(request.params.team, after, MAX_PULL_BYTES);
    if (!page) return refuse(reply, 'refused');

    const erased = await deps.changeLog.erasedAfter(request.params.team, known, MAX_ERASURES);
    const bytes = page.envelopes.reduce((sum, one) => sum + (one instanceof Uint8Array ? one.length : 0), 0);
    request.counts = { envelopes: page.envelopes.length, bytes };
    return answer(reply, {
      after: page.after,
      head: page.head,
      envelopes: [...page.envelopes],
      erased: { count: erased.count, ids: [...erased.ids] },
      now: deps.now(),
    } satisfies PullAnswer);
  });
}

function countOf(query: unknown, name: 'after' | 'erased'): number | null {
  const given = (query as Record<string, unknown>)[name];
  // A tablet that was opened before there were erasures does not ask for them.
  if (given === undefined && name === 'erased') return 0;
  return typeof given === 'string' && /^\d{1,15}$/.test(given) ? Number(given) : null;
}
