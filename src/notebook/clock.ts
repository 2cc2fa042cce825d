import { laterStamp, type Stamp } from '../domain/stamp.ts';
import type { Notebook } from './database.ts';

/**
 * The latest stamp written or seen on this tablet: the latest of all `clock…` entries of `meta`. There is one for the
 * tablet, and one for each page that has saved new rows without reading first; the first full commit of a page folds in
 * those of all pages before it.
 */
const CLOCK = 'clock';

/** Within a transaction over `meta`, and one request to it. */
export async function readClock(notebook: Notebook): Promise<Stamp | undefined> {
  const clocks = await notebook.meta.where('key').startsWith(CLOCK).toArray();
  return clocks.map(({ value }) => value as Stamp).reduce<Stamp | undefined>(laterStamp, undefined);
}

/** Sets the tablet's clock. `at` is no earlier than what `readClock` answered in the same transaction. */
export async function advanceClock(notebook: Notebook, at: Stamp): Promise<void> {
  const isFirst = notebook.latest === undefined;
  notebook.latest = laterStamp(notebook.latest, at);
  await Promise.all([
    notebook.meta.put({ key: CLOCK, value: at }),
    // None of them is later than `at`; a page that still stands sets its own again with its next note.
    isFirst && notebook.meta.where('key').startsWith(`${CLOCK}:`).delete(),
  ]);
}

/** Sets this page's clock without having read any other: the others stand, and the latest of all counts. */
export async function advancePageClock(notebook: Notebook, at: Stamp): Promise<void> {
  notebook.latest = laterStamp(notebook.latest, at);
  await notebook.meta.put({ key: `${CLOCK}:${notebook.page}`, value: at });
}
