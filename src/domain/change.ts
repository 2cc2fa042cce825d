import { isStamp, deviceOf, type Stamp } from './stamp.ts';
import { DELETED, mergeSeen, type Cell, type Row, type Seen } from './row.ts';
import { isFieldValue, isTableName } from './tables.ts';

/**
 * One write to one row: some fields, all at one stamp. `base` names, for prose, the wordings the writer had
 * in front of them; an edit replaces those and no others.
 */
export interface Change {
  readonly table: string;
  readonly row: string;
  readonly at: Stamp;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly base?: Readonly<Record<string, readonly Stamp[]>>;
}

/** The row that would hold this change and nothing else. */
export function rowOfChange(change: Change): Row {
  const row: Record<string, Cell> = {};
  for (const [field, value] of Object.entries(change.fields)) {
    let seen: Seen = {};
    for (const at of change.base?.[field] ?? []) seen = mergeSeen(seen, { [deviceOf(at)]: at });
    row[field] = { value, at: change.at, ...(Object.keys(seen).length > 0 && { seen }) };
  }
  return row;
}

/**
 * Why a change is not applied; `guest`: a guest wrote what a guest may not, see guest.ts. `removed`: written on a tablet
 * that was removed, and nobody has decided about it yet, see removal.ts.
 */
export type ChangeProblem = 'unknownTable' | 'damaged' | 'guest' | 'removed';

/** `unknownTable` may become readable after an update; `damaged` never will. */
export function problemWith(change: Change): ChangeProblem | undefined {
  if (!isStamp(change.at) || change.row === '' || change.row.length > 200) return 'damaged';
  const bases = Object.values(change.base ?? {});
  if (!bases.every((stamps) => stamps.every((at) => isStamp(at) && at < change.at))) return 'damaged';
  const { table } = change;
  if (!isTableName(table)) return 'unknownTable';
  const sound = Object.entries(change.fields).every(
    ([field, value]) => isSafeName(field) && isFieldValue(table, field, value),
  );
  return sound ? undefined : 'damaged';
}

function isSafeName(field: string): boolean {
  return field === DELETED || /^[a-z][A-Za-z0-9]{0,40}$/.test(field);
}
