import Dexie from 'dexie';
import { nextStamp } from '../domain/stamp.ts';
import { alive } from './alive.ts';
import { advancePageClock } from './clock.ts';
import {
  applyWrites,
  commit,
  insistOnStrict,
  rowsAfter,
  setDraft,
  type CommitOptions,
  type RowsAtHand,
  type Write,
} from './commit.ts';
import type { Notebook } from './database.ts';

/**
 * `commit` for rows whose random ids were made here a moment ago. There is nothing to read before, so everything is
 * handed to the disk in the turn that asks for it: on a slow tablet the write is under way while the screen is drawn.
 * If a row does stand there after all (saved just before a crash), nothing is written and the full commit does it.
 */
export async function commitNew(
  notebook: Notebook,
  writes: readonly Write[],
  options: CommitOptions = {},
): Promise<void> {
  // The first save of a page reads the tablet's clock; from then on this page knows a stamp to go on from. Within a larger
  // transaction, which must not end early, it is a commit like any other.
  if (notebook.latest === undefined || Dexie.currentTransaction) {
    return void (await commit(notebook, writes, options));
  }
  try {
    await alive(notebook, () => writeAll(notebook, writes, options));
  } catch (error) {
    if ((error as Error).name !== 'ConstraintError') throw error;
    await commit(notebook, writes, options);
  }
}

/** All of it or nothing, as `commit`; rejects with what the database objected to. */
async function writeAll(
  notebook: Notebook,
  writes: readonly Write[],
  { undoScope, draft }: CommitOptions,
): Promise<void> {
  const tables = [...new Set(writes.map((write) => write.table))];
  const rows: RowsAtHand = new Map();
  const at = nextStamp(notebook.latest, notebook.now(), notebook.device);
  notebook.latest = at;
  const { changes, inverse } = applyWrites(rows, writes, at);
  const stored = tables.flatMap((table) => rowsAfter(rows, table).map((row) => ({ table, row })));
  // What cannot be stored at all throws here, where nothing is asked of the disk yet.
  structuredClone({ stored, changes, inverse, draft });

  await new Promise<void>((resolve, reject) => {
    const stores = [...tables, 'outbox', 'undoSteps', 'meta', ...(draft ? ['drafts'] : [])];
    const writing = notebook.transaction('rw', stores, (transaction) => {
      insistOnStrict(transaction);
      const { idbtrans } = transaction;
      // A refused request undoes them all. Dexie does that too, but only when it hears of the refusal, which is after
      // the early end below: so it does not hear of it, and the database itself takes everything back.
      idbtrans.addEventListener('error', (event) => event.stopImmediatePropagation(), { capture: true });
      idbtrans.addEventListener('abort', () =>
        reject(idbtrans.error ?? new Error('The save was taken back.')),
      );
      for (const { table, row } of stored) void notebook.rows(table).add(row);
      void notebook.outbox.add({ at, changes });
      if (undoScope !== undefined) void notebook.undoSteps.add({ at, scope: undoScope, inverse });
      if (draft) void setDraft(notebook, draft);
      void advancePageClock(notebook, at);
      // Nothing was read, so nothing more will be asked: the disk need not wait until a busy page has heard each answer.
      idbtrans.commit();
    });
    writing.then(resolve, reject);
  });
}
