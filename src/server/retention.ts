import type { FastifyInstance } from 'fastify';
import type { Membership } from './membership.ts';
import { StorageUnavailable } from './store.ts';

const EVERY_MS = 3_600_000;

/**
 * Takes away what nobody can use any more: the boxes of invitations that have ended. Everything else the server keeps is
 * taken away by the teams themselves, because only they can read what it is; docs/data-protection/retention.md lists it.
 */
export function forgetWhatHasEnded(
  app: FastifyInstance,
  { membership, now }: { readonly membership: Membership; readonly now: () => number },
) {
  const forget = async () => {
    try {
      const invitations = await membership.forgetExpired(now());
      if (invitations > 0) app.log.info({ invitations }, 'forgot what has ended');
    } catch (error) {
      // Tried again in an hour; a database in trouble has told so at the tablets' requests.
      if (!(error instanceof StorageUnavailable)) throw error;
    }
  };
  const timer = setInterval(() => void forget(), EVERY_MS).unref();
  app.addHook('onReady', forget);
  app.addHook('preClose', async () => clearInterval(timer));
}
