import type { Entity, TableName } from '../domain/tables.ts';
import { alive } from './alive.ts';
import { changedIn, type ChangedKeys } from './changed.ts';
import type { Notebook } from './database.ts';
import { liveReading } from './live-reading.ts';
import { entityOf } from './stored-row.ts';

export interface LiveRows<E> {
  /** For `useObservable`: nothing is known before the disk was read. */
  hasValue(): boolean;
  subscribe(onRows: (rows: readonly E[]) => void, onError: (error: unknown) => void): { unsubscribe(): void };
}

/** From one id to another, both within. */
interface Ids {
  readonly from: string;
  readonly to: string;
}

/**
 * The present rows below `parent` that are wanted, in no order, live, whichever tab or worker changes them. Unlike a live
 * query it reads again only what has changed, so that the hundredth note of a lesson costs no more than the first; a row
 * that did not change stays the same object, and where no wanted row changed nothing is said.
 */
export function liveRows<T extends TableName>(
  notebook: Notebook,
  table: T,
  parent: string,
  isWanted: (row: Entity<T>) => boolean,
): LiveRows<Entity<T>> {
  const all: Ids = { from: `${parent}.`, to: `${parent}.\uFFFF` };

  const wanted = async ({ from, to }: Ids): Promise<ReadonlyMap<string, Entity<T>>> => {
    const stored = await alive(notebook, () =>
      Promise.resolve(notebook.rows(table).where('id').between(from, to, true, true).toArray()),
    );
    const rows = stored.flatMap((row) => entityOf(table, row) ?? []);
    return new Map(rows.filter(isWanted).map((row) => [row.id, row]));
  };

  return {
    hasValue: () => false,
    subscribe(onRows, onError) {
      const rows = new Map<string, Entity<T>>();
      let stale: readonly Ids[] = [all];
      let isTold = false;

      const renew = async (ids: Ids): Promise<boolean> => {
        const found = await wanted(ids);
        // Nearly every change is about one id.
        const known =
          ids.from === ids.to ? [ids.from] : [...rows.keys()].filter((id) => id >= ids.from && id <= ids.to);
        const gone = known.filter((id) => !found.has(id) && rows.delete(id));
        for (const [id, row] of found) rows.set(id, row);
        return gone.length > 0 || found.size > 0;
      };
      return liveReading({
        touches(parts) {
          const changed = changedIn(parts, notebook, table).flatMap((keys) => within(all, keys));
          stale = [...stale, ...changed];
          return changed.length > 0;
        },
        async read(isOver) {
          let isNew = !isTold;
          for (let [next] = stale; next !== undefined && !isOver(); [next] = stale) {
            stale = stale.slice(1);
            isNew = (await renew(next)) || isNew;
          }
          isTold = true;
          if (isNew && !isOver()) onRows([...rows.values()]);
        },
        onFailed() {
          stale = [all];
          isTold = false;
        },
        onError,
      });
    },
  };
}

/** What of a range lies within; its ends may be what sorts before or after every string. */
function within({ from, to }: Ids, range: ChangedKeys): readonly Ids[] {
  const first = typeof range.from === 'string' && range.from > from ? range.from : from;
  const last = typeof range.to === 'string' && range.to < to ? range.to : to;
  return first <= last ? [{ from: first, to: last }] : [];
}
