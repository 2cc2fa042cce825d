import { nudgedBy } from '../domain/common-time.ts';
import type { SittingId } from '../domain/ids.ts';
import { commit } from './commit.ts';
import type { Notebook } from './database.ts';
import { one } from './read.ts';

/** Shifts one sitting against the others by so much more (less when negative); answers the whole shift. */
export async function nudgeSitting(notebook: Notebook, sitting: SittingId, byMs: number): Promise<number> {
  // Two quick taps are two steps: reading and writing are one transaction.
  let nudgeMs: number | undefined;
  return await notebook.allOrNothing(TABLES, async () => {
    // Done twice it is still one step.
    nudgeMs ??= nudgedBy((await one(notebook, 'sittings', sitting))?.nudgeMs ?? null, byMs);
    await commit(notebook, [{ table: 'sittings', row: sitting, fields: { nudgeMs } }]);
    return nudgeMs;
  });
}

/** Puts a sitting where it was: at another shift, or at its own start again (0). */
export async function setNudge(notebook: Notebook, sitting: SittingId, nudgeMs: number): Promise<void> {
  await commit(notebook, [{ table: 'sittings', row: sitting, fields: { nudgeMs: nudgedBy(0, nudgeMs) } }]);
}

const TABLES = ['sittings', 'outbox', 'history', 'undoSteps', 'meta'];
