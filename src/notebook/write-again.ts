import type { Change } from '../domain/change.ts';
import { versionsOf, type Cell, type Row } from '../domain/row.ts';
import { deviceOf, type Stamp } from '../domain/stamp.ts';
import { TABLES, type TableName } from '../domain/tables.ts';
import type { Notebook } from './database.ts';
import { unpackRow } from './stored-row.ts';

/**
 * Puts everything that this tablet wrote and that still stands in its notebook into the outbox once more, under its own
 * stamps: who has it already sees no difference. For when the sealed envelopes are lost; wordings that were replaced
 * before they were sent stay in this tablet's history only.
 */
export async function writeAgain(notebook: Notebook): Promise<void> {
  const tables = Object.keys(TABLES) as TableName[];
  await notebook.allOrNothing([...tables, 'outbox'], async () => {
    const entries = new Map<Stamp, Change[]>();
    for (const table of tables) {
      for (const stored of await notebook.rows(table).toArray()) {
        for (const change of ownChanges(notebook, table, stored.id, unpackRow(stored))) {
          entries.set(change.at, [...(entries.get(change.at) ?? []), change]);
        }
      }
    }
    const waiting = new Set(await notebook.outbox.toCollection().primaryKeys());
    await notebook.outbox.bulkAdd(
      [...entries].filter(([at]) => !waiting.has(at)).map(([at, changes]) => ({ at, changes })),
    );
  });
}

/** One change for each stamp of this tablet in the row. */
function ownChanges(notebook: Notebook, table: TableName, row: string, cells: Row): readonly Change[] {
  const fieldsByStamp = new Map<Stamp, Record<string, unknown>>();
  const base: Record<string, readonly Stamp[]> = {};
  for (const [field, cell] of Object.entries(cells)) {
    for (const { at, value } of versionsOf(cell)) {
      if (deviceOf(at) !== notebook.device) continue;
      fieldsByStamp.set(at, { ...fieldsByStamp.get(at), [field]: value });
      base[`${at} ${field}`] = replacedBy(at, cell);
    }
  }
  return [...fieldsByStamp].map(([at, fields]) => {
    const bases = Object.fromEntries(
      Object.keys(fields).flatMap((field) => {
        const replaced = base[`${at} ${field}`] ?? [];
        return replaced.length > 0 ? [[field, replaced] as const] : [];
      }),
    );
    return { table, row, at, fields, ...(Object.keys(bases).length > 0 && { base: bases }) };
  });
}

/** Of the wordings known to be replaced, those that this one can have replaced. */
function replacedBy(at: Stamp, { seen = {} }: Cell): readonly Stamp[] {
  return Object.values(seen).filter((other) => other < at);
}
