import type { Change } from '../../src/domain/change.ts';

/**
 * What the tablets should show in the end, worked out from what people did and saw, without any of the merging code:
 * every wording somebody wrote and nobody replaced stands; of short values the latest stands; a deletion holds unless
 * something stands that the deleter could not have known.
 */
export class Model {
  private readonly writes: Write[] = [];
  private readonly scopes = new Set<string>();

  /** Somebody deleted a study, or everything about one pupil (`study.A`), for everyone. */
  erase(scope: string): void {
    this.scopes.add(scope);
  }

  /** By its id, or because somebody at some time wrote that it is about an erased pupil. */
  isErased(table: string, row: string): boolean {
    if (table === 'erasures') return false;
    const [study = '', ...path] = row.split('.');
    if (this.scopes.has(study)) return true;
    const isPupils = (letter: unknown) => this.scopes.has(`${study}.${String(letter)}`);
    return (
      path.some(isPupils) ||
      this.writes.some(
        (write) =>
          write.table === table && write.row === row && write.field === 'pupil' && isPupils(write.value),
      )
    );
  }

  /** `replaced`: the wordings the writer had on screen, by their stamps (an undo may write the same words again). `known`: stamps of all changes that had reached the writer's tablet. */
  record(change: Change, replaced: ReadonlyMap<string, readonly string[]>, known: ReadonlySet<string>): void {
    for (const [field, value] of Object.entries(change.fields)) {
      const { table, row, at } = change;
      this.writes.push({
        table,
        row,
        field,
        value,
        at,
        replaced: replaced.get(field) ?? [],
        known: new Set(known),
      });
    }
  }

  expected(isProse: (table: string, field: string) => boolean): Map<string, ExpectedRow> {
    const rows = new Map<string, ExpectedRow>();
    const left = this.writes.filter(({ table, row }) => !this.isErased(table, row));
    for (const [key, writes] of groupBy(left, (write) => `${write.table}/${write.row}`)) {
      const standing: Write[] = [];
      const fields: Record<string, readonly unknown[]> = {};
      const everWritten: Record<string, readonly unknown[]> = {};
      for (const [field, own] of groupBy(writes, (write) => write.field)) {
        if (field === 'deleted') continue;
        const [table] = key.split('/') as [string];
        const shown = isProse(table, field) ? notReplaced(own) : [latest(own)];
        standing.push(...shown);
        fields[field] = shown.toSorted((a, b) => (a.at < b.at ? 1 : -1)).map((write) => write.value);
        everWritten[field] = [...new Set(own.map((write) => write.value))];
      }
      rows.set(key, { fields, everWritten, presence: presence(writes, standing) });
    }
    return rows;
  }
}

export interface ExpectedRow {
  /** Wordings that stand, newest first; one for short fields. */
  readonly fields: Record<string, readonly unknown[]>;
  readonly everWritten: Record<string, readonly unknown[]>;
  readonly presence: 'present' | 'deleted' | 'restored';
}

interface Write {
  readonly table: string;
  readonly row: string;
  readonly field: string;
  readonly value: unknown;
  readonly at: string;
  readonly replaced: readonly string[];
  readonly known: ReadonlySet<string>;
}

function notReplaced(writes: readonly Write[]): readonly Write[] {
  const replaced = new Set(writes.flatMap((write) => write.replaced));
  return writes.filter((write) => !replaced.has(write.at));
}

function latest(writes: readonly Write[]): Write {
  return writes.reduce((last, write) => (write.at > last.at ? write : last));
}

function presence(writes: readonly Write[], standing: readonly Write[]): ExpectedRow['presence'] {
  const deletions = writes.filter((write) => write.field === 'deleted');
  if (deletions.length === 0) return 'present';
  const deletion = latest(deletions);
  if (deletion.value === null) return 'present';
  return standing.every((write) => deletion.known.has(write.at)) ? 'deleted' : 'restored';
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
