import { parentId, type StudyId } from '../domain/ids.ts';
import { DELETED } from '../domain/row.ts';
import { isProse, sortOf, TABLE_NAMES, type TableName } from '../domain/tables.ts';
import type { Notebook } from './database.ts';
import { entityOf, type StoredRow } from './stored-row.ts';

/** What belongs to the team and not to one study, or is a promise that something is gone for good. */
const NOT_OF_A_STUDY: readonly TableName[] = ['team', 'members', 'devices', 'prompts', 'erasures'];

/** The tables whose rows lie below a study, and the studies themselves. */
export const STUDY_TABLES: readonly TableName[] = TABLE_NAMES.filter(
  (table) => !NOT_OF_A_STUDY.includes(table),
);

/**
 * A row as it leaves the notebook: its id, the fields that were ever written, other wordings that crossed with the one
 * shown (newest first), and wordings that were replaced (oldest first). No stamps: whoever takes it in writes it anew.
 */
export interface PlainRow {
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly beside?: Wordings;
  readonly earlier?: Wordings;
}
export type Wordings = Readonly<Record<string, readonly string[]>>;
export type PlainTables = ReadonlyMap<TableName, readonly PlainRow[]>;

/** Every present row of a study, by table and in the order of ids. */
export async function studyRows(notebook: Notebook, study: StudyId): Promise<PlainTables> {
  const read = await Promise.all(
    STUDY_TABLES.map(async (table) => [table, await tableRows(notebook, table, study)] as const),
  );
  const tables = new Map<TableName, readonly PlainRow[]>(read.filter(([, rows]) => rows.length > 0));
  const removed = await removedItemsWithWords(notebook, tables, study);
  if (removed.length > 0) tables.set('agenda', byId([...(tables.get('agenda') ?? []), ...removed]));
  return tables;
}

/** An item that was taken from the running order and has words stands there on the screen, and so it does in a file. */
async function removedItemsWithWords(
  notebook: Notebook,
  tables: PlainTables,
  study: StudyId,
): Promise<readonly PlainRow[]> {
  const items = (['minutes', 'citations'] as const).flatMap((table) => tables.get(table) ?? []);
  const withWords = new Set(items.map(({ id }) => parentId(id)));
  for (const { id } of tables.get('agenda') ?? []) withWords.delete(id);
  if (withWords.size === 0) return [];
  const stored = await notebook.rows('agenda').bulkGet([...withWords]);
  const earlier = await earlierWordings(notebook, 'agenda', study);
  return stored.flatMap((row) =>
    row === undefined
      ? []
      : (plainRow('agenda', { ...row, fields: { ...row.fields, [DELETED]: null } }, earlier.get(row.id)) ??
        []),
  );
}

function byId(rows: readonly PlainRow[]): readonly PlainRow[] {
  return rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

async function tableRows(notebook: Notebook, table: TableName, study: StudyId): Promise<PlainRow[]> {
  const ids = notebook.rows(table).where('id');
  const [stored, earlier] = await Promise.all([
    (table === 'studies' ? ids.equals(study) : ids.startsWith(`${study}.`)).toArray(),
    earlierWordings(notebook, table, study),
  ]);
  return stored.flatMap((row) => plainRow(table, row, earlier.get(row.id)) ?? []);
}

function plainRow(table: TableName, stored: StoredRow, earlier: Wordings | undefined): PlainRow | undefined {
  const entity = entityOf(table, stored);
  if (entity === undefined) return undefined;
  const fields = Object.entries(stored.fields).filter(([field]) => sortOf(table, field) !== undefined);
  // By name, so that the same study is the same file wherever it was written.
  const byName = <T>([a]: readonly [string, T], [b]: readonly [string, T]) => (a < b ? -1 : 1);
  const beside = Object.entries(entity.beside ?? {}).map(
    ([field, versions]) => [field, versions.map(({ value }) => value)] as const,
  );
  return {
    id: stored.id,
    fields: Object.fromEntries(fields.toSorted(byName)),
    ...(beside.length > 0 && { beside: Object.fromEntries(beside.toSorted(byName)) }),
    ...(earlier && { earlier }),
  };
}

/** Every wording of prose that another replaced, by row. */
async function earlierWordings(notebook: Notebook, table: TableName, study: StudyId) {
  const past = await notebook.history
    .where('[table+row+field+at]')
    .between([table, study], [table, `${study}.\uffff`])
    .toArray();
  const byRow = new Map<string, Record<string, string[]>>();
  for (const { row, field, value } of past) {
    const isOfStudy = row === study || row.startsWith(`${study}.`);
    if (!isOfStudy || !isProse(table, field) || typeof value !== 'string') continue;
    const ofRow = byRow.get(row) ?? {};
    (ofRow[field] ??= []).push(value);
    byRow.set(row, ofRow);
  }
  return byRow;
}
