import type { AccessProblem } from '../access/team-access.ts';
import type { SyncOutcome } from '../sync/sync-once.ts';

/** For what needs all that the server has; undefined when it has come. */
export function syncProblem(outcome: SyncOutcome): AccessProblem | undefined {
  switch (outcome.kind) {
    case 'synced':
      return undefined;
    case 'offline':
      return 'offline';
    case 'later':
      return 'tooMany';
    case 'blocked':
      return outcome.trouble === 'signInPage' ? 'signInPage' : 'refused';
    default:
      return outcome satisfies never;
  }
}
