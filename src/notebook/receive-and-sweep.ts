import type { Change } from '../domain/change.ts';
import { mergeAll, sortOut } from './arrivals.ts';
import type { Notebook } from './database.ts';
import { ALL_STORES, leaveOutErased, sweepArriving, sweepSpareDrafts } from './erase.ts';

/** `receive` where something was erased: erasures first, then what they leave of the rest. */
export async function receiveAndSweep(
  notebook: Notebook,
  changes: readonly Change[],
  unwelcome: readonly Change[],
): Promise<void> {
  await notebook.transaction('rw', ALL_STORES, async () => {
    await mergeAll(notebook, sortOut(changes.filter(({ table }) => table === 'erasures')));
    const rest = changes.filter(({ table }) => table !== 'erasures');
    const left = await sweepArriving(notebook, rest);
    await mergeAll(notebook, sortOut(left, await leaveOutErased(notebook, unwelcome)));
  });
  await sweepSpareDrafts(notebook);
}
