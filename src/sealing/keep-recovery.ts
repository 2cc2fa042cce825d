import { liveQuery } from 'dexie';
import { sheetText } from '../notebook/sheet.ts';
import type { RecoveryDeps } from './carry-recovery.ts';

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
  const carry = async () => {
    const { carryRecovery } = await import('./carry-recovery.ts');
    if (await carryRecovery(deps)) deps.onNew();
  };
  const changes = liveQuery(() => Promise.all([sheetText(deps.notebook), deps.countEpochs()]));
  const subscription = changes.subscribe(([sheet]) => {
    if (sheet !== undefined) carry().catch(deps.onError);
  }, deps.onError);
  return () => subscription.unsubscribe();
}
