import type { FastifyInstance } from 'fastify';
import { MAX_PULL_BYTES } from '../../protocol/limits.ts';
import type { PullAnswer } from '../../protocol/requests.ts';
import { answer, refuse } from '../answers.ts';
import type { Authenticate, TeamRoute } from '../auth.ts';
import type { ChangeLog } from '../change-log.ts';
import { perDevice, type Rates } from '../rates.ts';

/** How many erasures one answer names; a reader that has more to hear asks again. */
const MAX_ERASURES = 2_000;

/** `GET /api/teams/:team/envelopes?after=n&erased=k&most=bytes`. */
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
    const most = countOf(request.query, 'most');
    if (after === null || known === null || most === null) return refuse(reply, 'malformed');

    const maxBytes = Math.min(most, MAX_PULL_BYTES);
    const page = await deps.changeLog.readAfter(request.params.team, after, maxBytes);
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

/** What a tablet may leave unsaid: one from before there were erasures, and one whose line carries a full page. */
const UNSAID = { erased: 0, most: MAX_PULL_BYTES };

function countOf(query: unknown, name: 'after' | 'erased' | 'most'): number | null {
  const given = (query as Record<string, unknown>)[name];
  if (given === undefined && name !== 'after') return UNSAID[name];
  return typeof given === 'string' && /^\d{1,15}$/.test(given) ? Number(given) : null;
}
