import * as v from 'valibot';
import type { Change } from '../domain/change.ts';
import { parsed, refused, type Parsed } from './outcome.ts';

/**
 * The inside of an envelope: changes as columns, grouped by table and fields. Like stands beside like, which compresses
 * better than row after row, and each name is written once. The order of changes is not kept; merging does not need it.
 */
const BLOCK_VERSION = 1;
/** Columns, rows, and values such as a list of strokes with their points. */
const MAX_DEPTH = 32;

interface Group {
  readonly t: string;
  /** Field names, sorted. */
  readonly f: readonly string[];
  readonly r: readonly string[];
  readonly at: readonly string[];
  /** One list of values per field, in the order of `f`. */
  readonly c: readonly (readonly unknown[])[];
  /** Bases by row index, only where there are any. */
  readonly b?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

const text = v.string();
const BlockShape = v.object({
  v: v.number(),
  g: v.array(
    v.object({
      t: text,
      f: v.array(text),
      r: v.array(text),
      at: v.array(text),
      c: v.array(v.array(v.unknown())),
      b: v.optional(v.record(text, v.record(text, v.array(text)))),
    }),
  ),
});

export function packBlock(changes: readonly Change[]): string {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const key = JSON.stringify([change.table, ...Object.keys(change.fields).toSorted()]);
    const group = groups.get(key);
    if (group) group.push(change);
    else groups.set(key, [change]);
  }
  return JSON.stringify({ v: BLOCK_VERSION, g: [...groups.values()].map(packGroup) });
}

function packGroup(changes: readonly Change[]): Group {
  const first = changes[0] as Change;
  const fields = Object.keys(first.fields).toSorted();
  const bases = changes.flatMap((change, index) =>
    change.base ? [[String(index), change.base] as const] : [],
  );
  return {
    t: first.table,
    f: fields,
    r: changes.map((change) => change.row),
    at: changes.map((change) => change.at),
    c: fields.map((field) => changes.map((change) => change.fields[field])),
    ...(bases.length > 0 && { b: Object.fromEntries(bases) }),
  };
}

export function parseBlock(json: string): Parsed<readonly Change[]> {
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch {
    return refused('malformed');
  }
  const result = v.safeParse(BlockShape, raw);
  if (!result.success) return refused('malformed');
  if (result.output.v !== BLOCK_VERSION) return refused('newerVersion');
  const changes: Change[] = [];
  for (const group of result.output.g) {
    const isSquare =
      group.at.length === group.r.length &&
      group.c.length === group.f.length &&
      group.c.every((column) => column.length === group.r.length);
    if (!isSquare || !isShallow(group.c, MAX_DEPTH)) return refused('malformed');
    for (let index = 0; index < group.r.length; index++) changes.push(unpackRow(group, index));
  }
  return parsed(changes);
}

/** A value nested without end would stop the database that is to copy it, and with it everything that comes along. */
function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((inner) => isShallow(inner, depth - 1));
}

function unpackRow(group: Group, index: number): Change {
  const base = group.b?.[index];
  return {
    table: group.t,
    row: group.r[index] as string,
    at: group.at[index] as string,
    fields: Object.fromEntries(group.f.map((field, column) => [field, group.c[column]?.[index]])),
    ...(base && { base }),
  };
}
