import Dexie, { type Table } from 'dexie';

/** Deletes every row of a team from all tables that are keyed by the team, alone or before something else. */
export async function forgetTeam(database: Dexie, team: string): Promise<void> {
  const tables = database.tables.filter((table) => [keyOf(table)].flat()[0] === 'team');
  await database.transaction('rw', tables, async () => {
    for (const table of tables) {
      const width = [keyOf(table)].flat().length;
      if (width === 1) await table.delete(team);
      else {
        const [first, last] = [Dexie.minKey, Dexie.maxKey].map((edge) => [
          team,
          ...Array<unknown>(width - 1).fill(edge),
        ]);
        await table.where(':id').between(first, last).delete();
      }
    }
  });
}

function keyOf({ schema }: Table): string | string[] {
  return schema.primKey.keyPath ?? '';
}
