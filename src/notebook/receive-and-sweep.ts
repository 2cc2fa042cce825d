import type { Change } from '../domain/change.ts';
import { mergeAll, sortOut } from './arrivals.ts';
import type { Aside, Notebook } from './database.ts';
import { ALL_STORES, sweepArriving, sweepSpareDrafts } from './erase.ts';

/** `receive` where something was erased: erasures first, then what they leave of the rest. */
export async function receiveAndSweep(
  notebook: Notebook,
  changes: readonly Change[],
  aside: readonly Aside[],
): Promise<void> {
  await notebook.allOrNothing(ALL_STORES, async () => {
    await mergeAll(notebook, sortOut(changes.filter(({ table }) => table === 'erasures')));
    const rest = changes.filter(({ table }) => table !== 'erasures');
    // What is set aside tells whose it is as well, and may be taken in one day.
    const left = new Set(await sweepArriving(notebook, [...rest, ...aside.map(({ change }) => change)]));
    const kept = rest.filter((change) => left.has(change));
    const asideKept = aside.filter(({ change }) => left.has(change));
    await mergeAll(notebook, sortOut(kept, asideKept));
  });
  await sweepSpareDrafts(notebook);
}
