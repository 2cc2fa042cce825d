import type { Stamp } from '../domain/stamp.ts';
import { commit } from './commit.ts';
import type { Notebook } from './database.ts';
import { TEAM_ROW } from './read-team.ts';
import { unpackRow } from './stored-row.ts';

/** What the team keeps of its recovery sheet, as it was written, and when; undefined before the first. */
export async function sheetText(
  notebook: Notebook,
): Promise<{ readonly text: string; readonly at: Stamp } | undefined> {
  const stored = await notebook.rows('team').get(TEAM_ROW);
  const cell = stored && unpackRow(stored)['recovery'];
  return typeof cell?.value === 'string' ? { text: cell.value, at: cell.at } : undefined;
}

export async function writeSheet(notebook: Notebook, text: string): Promise<void> {
  await commit(notebook, [{ table: 'team', row: TEAM_ROW, fields: { recovery: text } }]);
}
