import Dexie, { type Table } from 'dexie';

/** Deletes every row of a team from all tables that are keyed by the team, alone or before something else. */
export async function forgetTeam(database: Dexie, team: string): Promise<void> {
  const tables = database.tables.filter((table) => [keyOf(table)].flat()[0] === 'team');
  await database.transaction('rw', tables, async () => {
    for (const table of tables) {
      if ([keyOf(table)].flat().length === 1) await table.delete(team);
      // Before all longer keys that begin with the team, and after them, however long they are.
      else await table.where(':id').between([team], [team, Dexie.maxKey]).delete();
    }
  });
}

function keyOf({ schema }: Table): string | string[] {
  return schema.primKey.keyPath ?? '';
}
