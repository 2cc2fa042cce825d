import { nextStamp } from '../domain/stamp.ts';
import { advancePageClock } from './clock.ts';
import { applyWrites, commit, insistOnStrict, rowsAfter, type RowsAtHand, type Write } from './commit.ts';
import type { Notebook } from './database.ts';

/**
 * `commit` for rows whose random ids were made here a moment ago. There is nothing to read before, so everything is
 * handed to the disk in the turn that asks for it: on a slow tablet the write is under way while the screen is drawn.
 * If a row does stand there after all (saved just before a crash), nothing is written and the full commit does it.
 */
export async function commitNew(
  notebook: Notebook,
  writes: readonly Write[],
  options: { readonly undoScope?: string } = {},
): Promise<void> {
  // The first save of a page reads the tablet's clock; from then on this page knows a stamp to go on from.
  if (notebook.latest === undefined) return void (await commit(notebook, writes, options));
  try {
    await writeAll(notebook, writes, options);
  } catch (error) {
    if ((error as Error).name !== 'ConstraintError') throw error;
    await commit(notebook, writes, options);
  }
}

async function writeAll(
  notebook: Notebook,
  writes: readonly Write[],
  { undoScope }: { readonly undoScope?: string },
): Promise<void> {
  const tables = [...new Set(writes.map((write) => write.table))];
  const stores = [...tables, 'outbox', 'undoSteps', 'meta'];
  await notebook.transaction('rw', stores, async (transaction) => {
    insistOnStrict(transaction);
    const at = nextStamp(notebook.latest, notebook.now(), notebook.device);
    const rows: RowsAtHand = new Map();
    const { changes, inverse } = applyWrites(rows, writes, at);
    await Promise.all([
      // One by one: `bulkAdd` would name all that stood there already in one error of its own kind.
      ...tables.flatMap((table) => rowsAfter(rows, table).map((row) => notebook.rows(table).add(row))),
      notebook.outbox.add({ at, changes }),
      undoScope !== undefined && notebook.undoSteps.add({ at, scope: undoScope, inverse }),
      advancePageClock(notebook, at),
    ]);
  });
}
