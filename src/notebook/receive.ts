import type { Change } from '../domain/change.ts';
import { mergeAll, sortOut } from './arrivals.ts';
import type { Aside, Notebook } from './database.ts';
import { hasErasures } from './has-erasures.ts';

/**
 * Merges changes that came from colleagues, all in one transaction; receiving them again changes nothing. A damaged
 * change is set aside with its reason and blocks nothing; one for a table of a newer version waits for the update.
 */
export async function receive(
  notebook: Notebook,
  changes: readonly Change[],
  /** Kept with their reasons, and applied to nothing. */
  aside: readonly Aside[] = [],
): Promise<void> {
  if (!changes.some(({ table }) => table === 'erasures')) {
    const sorted = sortOut(changes, aside);
    const stores = [...sorted.byTable.keys(), 'erasures', 'history', 'setAside', 'meta'];
    // Stopped before this is durable, all of it is still in the mailbox, marked as not yet opened.
    const isDone = await notebook.allOrNothing(stores, async () => {
      if (await hasErasures(notebook)) return false;
      await mergeAll(notebook, sorted);
      return true;
    });
    if (isDone) return;
  }
  // Deleting for everyone is rare; nobody waits for its code who has no use for it.
  const { receiveAndSweep } = await import('./receive-and-sweep.ts');
  await receiveAndSweep(notebook, changes, aside);
}
