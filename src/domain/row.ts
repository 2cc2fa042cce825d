import { deviceOf, type Stamp } from './stamp.ts';
import type { DeviceId } from './ids.ts';

/** One wording of one field: what was written, and when by whose clock. */
export interface Version {
  readonly value: unknown;
  readonly at: Stamp;
}

/** The latest stamp of each device that a writer had in front of them. */
export type Seen = Readonly<Record<DeviceId, Stamp>>;

/**
 * A field with what merging it needs. For prose, `beside` holds the wordings that crossed with the one shown
 * (neither writer had seen the other's) and `seen` says which earlier wordings are known to be replaced.
 */
export interface Cell extends Version {
  readonly beside?: readonly Version[];
  readonly seen?: Seen;
}

export type Row = Readonly<Record<string, Cell>>;

/** Which fields keep crossed edits beside each other; all others let the later stamp win. */
export type IsProse = (field: string) => boolean;

/** The field that deletes a row. Its value is what the deleter had seen of the row, or null when taken back. */
export const DELETED = 'deleted';

/**
 * Joins two states of one row, field by field. Commutative, associative and idempotent: tablets that have
 * seen the same changes hold the same row, in whatever order and however often the changes came.
 */
export function mergeRows(a: Row, b: Row, isProse: IsProse): Row {
  const merged: Record<string, Cell> = { ...a };
  for (const [field, theirs] of Object.entries(b)) {
    // Own fields only: a field that happens to be called like a property of every object is a field like any other.
    const ours = Object.hasOwn(merged, field) ? merged[field] : undefined;
    if (ours === undefined) merged[field] = theirs;
    else merged[field] = isProse(field) ? mergeProse(ours, theirs) : laterVersion(ours, theirs);
  }
  return merged;
}

/** Later stamp wins. The same stamp twice is the same write; if a faulty tablet made two, all still agree. */
function laterVersion<V extends Version>(a: V, b: V): V {
  if (a.at !== b.at) return a.at > b.at ? a : b;
  return JSON.stringify(a.value) >= JSON.stringify(b.value) ? a : b;
}

function mergeProse(a: Cell, b: Cell): Cell {
  const seen = mergeSeen(a.seen, b.seen);
  const wordings = new Map<Stamp, Version>();
  for (const version of [...versionsOf(a), ...versionsOf(b)]) {
    const same = wordings.get(version.at);
    wordings.set(version.at, same ? laterVersion(same, version) : version);
  }
  const standing = [...wordings.values()].filter((version) => !isSeen(version.at, seen));
  // A cell always shows something: a wording that claims to replace itself is damaged, not gone.
  const shown = (standing.length > 0 ? standing : [...wordings.values()]).toSorted(newestFirst);
  const [first, ...beside] = shown as [Version, ...Version[]];
  return {
    value: first.value,
    at: first.at,
    ...(beside.length > 0 && { beside }),
    ...(Object.keys(seen).length > 0 && { seen }),
  };
}

/** The wordings a cell stands for: the one shown, then those that crossed with it. */
export function versionsOf(cell: Cell): readonly Version[] {
  return [{ value: cell.value, at: cell.at }, ...(cell.beside ?? [])];
}

/** Wordings of `before` and `incoming` that `after` no longer shows; they belong in the history. */
export function replacedVersions(before: Cell | undefined, incoming: Cell, after: Cell): readonly Version[] {
  const standing = new Set(versionsOf(after).map((version) => version.at));
  const candidates = [...(before ? versionsOf(before) : []), ...versionsOf(incoming)];
  return candidates.filter((version) => !standing.has(version.at));
}

/**
 * What the writer of a row has in front of them. Per device its latest stamp is enough: a device always sees
 * its own earlier writes, so a later one of the same device stands for all before it.
 */
export function seenOf(row: Row): Seen {
  let seen: Seen = {};
  for (const cell of Object.values(row)) {
    seen = mergeSeen(seen, cell.seen);
    for (const { at } of versionsOf(cell)) seen = mergeSeen(seen, { [deviceOf(at)]: at });
  }
  return seen;
}

export function mergeSeen(a: Seen | undefined, b: Seen | undefined): Seen {
  const merged: Record<DeviceId, Stamp> = { ...a };
  for (const [device, at] of Object.entries(b ?? {})) {
    const known = merged[device];
    if (known === undefined || known < at) merged[device] = at;
  }
  return merged;
}

function isSeen(at: Stamp, seen: Seen): boolean {
  const latest = seen[deviceOf(at)];
  return latest !== undefined && at <= latest;
}

export type Presence = 'present' | 'deleted' | 'restored';

/** A deleted row comes back, marked restored, when it holds an edit that its deleter had not seen. */
export function presenceOf(row: Row): Presence {
  const deletion = row[DELETED]?.value;
  if (deletion === undefined || deletion === null) return 'present';
  const seen = deletion as Seen;
  const unseen = Object.entries(row).some(
    ([field, cell]) => field !== DELETED && versionsOf(cell).some(({ at }) => !isSeen(at, seen)),
  );
  return unseen ? 'restored' : 'deleted';
}

function newestFirst(a: Version, b: Version): number {
  return a.at < b.at ? 1 : -1;
}
