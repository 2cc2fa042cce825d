import { versionsOf, type Row } from '../domain/row.ts';
import { cutsOf, isBarred, type Cuts } from '../domain/removal.ts';
import type { DeviceId } from '../domain/ids.ts';
import { deviceOf, isStamp, laterStamp, type Stamp } from '../domain/stamp.ts';
import { TABLE_NAMES, type TableName } from '../domain/tables.ts';
import type { Change } from '../domain/change.ts';
import type { Aside, Notebook } from './database.ts';
import { ALL_STORES, leaveOutErased } from './erase.ts';
import { mergeAll, sortOut } from './arrivals.ts';
import { receive } from './receive.ts';
import { unpackRow } from './stored-row.ts';

export interface RowRef {
  readonly table: TableName;
  readonly row: string;
}

/** Which tablets were removed and from where on what they wrote waits. */
export async function readCuts(notebook: Notebook): Promise<Cuts> {
  return cutsOf(await notebook.rows('removals').toArray(), notebook.device);
}

/** The latest stamp of a tablet that counts here: what it wrote up to then stays when it is removed. '' if there is none. */
export async function latestStampOf(notebook: Notebook, device: DeviceId): Promise<Stamp> {
  let latest: Stamp | undefined;
  const see = (at: Stamp) => {
    if (isStamp(at) && deviceOf(at) === device) latest = laterStamp(latest, at);
  };
  for (const table of TABLE_NAMES) {
    for (const stored of await notebook.rows(table).toArray()) {
      for (const at of stampsOf(unpackRow(stored))) see(at);
    }
  }
  await notebook.history.each(({ at }) => see(at));
  await notebook.setAside
    .where('reason')
    .notEqual('removed')
    .each(({ change }) => see(change.at));
  return latest ?? '';
}

/** What waited and need not wait any more goes into the rows. */
export async function releaseTakenIn(notebook: Notebook): Promise<void> {
  const cuts = await readCuts(notebook);
  const waiting = await notebook.setAside.where('reason').equals('removed').toArray();
  const free = waiting.filter(({ change }) => !isBarred(cuts, change.at));
  if (free.length === 0) return;
  await receive(
    notebook,
    free.map(({ change }) => change),
  );
  await notebook.setAside.bulkDelete(free.map(({ id }) => id));
}

/** Rows into which something went, before this tablet heard of the removal, that should have waited. */
export async function rowsAfterCut(notebook: Notebook, cuts: Cuts): Promise<readonly RowRef[]> {
  if (cuts.size === 0) return [];
  const found = new Map<string, RowRef>();
  for (const table of TABLE_NAMES) {
    for (const stored of await notebook.rows(table).toArray()) {
      const isTouched = stampsOf(unpackRow(stored)).some((at) => isBarred(cuts, at));
      if (isTouched) found.set(`${table}/${stored.id}`, { table, row: stored.id });
    }
  }
  await notebook.history.each(({ table, row, at }) => {
    if (isBarred(cuts, at)) found.set(`${table}/${row}`, { table, row } as RowRef);
  });
  return [...found.values()];
}

/**
 * Puts these rows together anew, from what the tablet has of them and without what waits. `sealed` is what lies in
 * envelopes; what is not sealed yet is read here, in the same step.
 */
export async function takeOutBarred(
  notebook: Notebook,
  { rows, cuts, sealed }: { rows: readonly RowRef[]; cuts: Cuts; sealed: readonly Change[] },
): Promise<void> {
  const keys = new Set(rows.map(({ table, row }) => `${table}/${row}`));
  await notebook.allOrNothing(ALL_STORES, async () => {
    const unsealed = (await notebook.outbox.toArray()).flatMap(({ changes }) => changes);
    const all = [...sealed, ...unsealed].filter(({ table, row }) => keys.has(`${table}/${row}`));
    await rebuildRows(notebook, {
      rows,
      changes: all.filter((change) => !isBarred(cuts, change.at)),
      aside: all
        .filter((change) => isBarred(cuts, change.at))
        .map((change): Aside => ({ reason: 'removed', change })),
    });
  });
}

/** Takes rows apart and puts them together from these changes alone; the rest goes aside. Within a transaction over all. */
async function rebuildRows(
  notebook: Notebook,
  { rows, changes, aside }: { rows: readonly RowRef[]; changes: readonly Change[]; aside: readonly Aside[] },
): Promise<void> {
  for (const { table, row } of rows) {
    await notebook.rows(table).delete(row);
    await notebook.history
      .where('[table+row+field+at]')
      .between([table, row], [table, row, []], true, true)
      .delete();
  }
  const all = [...changes, ...aside.map(({ change }) => change)];
  const left = new Set(await leaveOutErased(notebook, all));
  const kept = changes.filter((change) => left.has(change));
  const asideKept = aside.filter(({ change }) => left.has(change));
  await mergeAll(notebook, sortOut(kept, asideKept));
}

function stampsOf(row: Row): readonly Stamp[] {
  return Object.values(row).flatMap((cell) => versionsOf(cell).map(({ at }) => at));
}
