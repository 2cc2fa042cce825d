import { liveQuery } from 'dexie';
import { sheetText } from '../notebook/sheet.ts';
import type { RecoveryDeps } from './carry-recovery.ts';

/** What could not be done now is tried again, whether or not anything changes meanwhile. */
const AGAIN_AFTER_MS = 10_000;

/**
 * While the notebook is open: whoever printed the sheet, this tablet too has its box for the server and for sealed copies,
 * and fills it again when the team has begun an epoch whose secret is not in it. Not after a person was removed: they may
 * have kept the paper, and it opens nothing new. For tablets of members only; a team without a sheet fetches nothing for it.
 */
export function keepRecovery(
  deps: RecoveryDeps & {
    /** How many epochs' secrets are here; read live, so that a new one is noticed. */
    readonly countEpochs: () => PromiseLike<number>;
    readonly onNew: () => void;
    readonly onError: (error: unknown) => void;
  },
): () => void {
  let isStopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const carry = async () => {
    if (isStopped) return;
    try {
      const { carryRecovery } = await import('./carry-recovery.ts');
      if (await carryRecovery(deps)) deps.onNew();
    } catch (error) {
      deps.onError(error);
      clearTimeout(timer);
      timer = setTimeout(() => void carry(), AGAIN_AFTER_MS);
    }
  };
  const changes = liveQuery(() => Promise.all([sheetText(deps.notebook), deps.countEpochs()]));
  const subscription = changes.subscribe(([sheet]) => {
    if (sheet !== undefined) void carry();
  }, deps.onError);
  return () => {
    isStopped = true;
    subscription.unsubscribe();
  };
}
