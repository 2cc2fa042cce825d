import type Dexie from 'dexie';
import type { IntervalTree, ObservabilitySet } from 'dexie';

/** Keys of a table that have changed, from one to another, both within. */
export interface ChangedKeys {
  readonly from: unknown;
  readonly to: unknown;
}

/** Where it is not known what has changed. */
const ANYTHING: ChangedKeys = { from: -Infinity, to: [[]] };

/** What of a table a change has touched, as Dexie tells it in every tab; none is nothing. */
export function changedIn(
  parts: ObservabilitySet,
  { name }: Pick<Dexie, 'name'>,
  table: string,
): readonly ChangedKeys[] {
  if ('all' in parts) return [ANYTHING];
  return keysOf(parts[`idb://${name}/${table}/`]);
}

export function isOne({ from, to }: ChangedKeys): boolean {
  return typeof from === 'string' && from === to;
}

/** The tree comes as an object of another tab now and then, without its methods. */
function keysOf(tree: IntervalTree | null | undefined): readonly ChangedKeys[] {
  if (!tree || !('from' in tree)) return [];
  return [...keysOf(tree.l), { from: tree.from, to: tree.to }, ...keysOf(tree.r)];
}
