import type { PostgresDatabase, Statement } from './database.postgres.ts';

const lockTeam: Statement = {
  name: 'lock-team-to-erase',
  text: 'SELECT seq, erasures FROM team WHERE team = $1 FOR UPDATE',
};
const selectDevice: Statement = {
  name: 'device-to-erase',
  text: 'SELECT 1 FROM device WHERE team = $1 AND device = $2',
};
const blank: Statement = {
  name: 'blank-envelopes',
  text: `UPDATE envelope SET bytes = '', erased_hash = sha256(bytes)
    WHERE team = $1 AND id = ANY($2) AND erased_hash IS NULL RETURNING id`,
};
const insertErasures: Statement = {
  name: 'insert-erasures',
  text: `INSERT INTO erasure (team, n, id)
    SELECT $1, $2 + place, id FROM unnest($3::bytea[]) WITH ORDINALITY AS erased (id, place)`,
};
const countErasures: Statement = {
  name: 'count-erasures',
  text: 'UPDATE team SET erasures = erasures + $2 WHERE team = $1',
};

/** Answers how many it erased and where the log ends, null for a team that is not here, or whose tablet does not ask. */
export function postgresErase(database: PostgresDatabase) {
  return (team: string, ids: readonly Uint8Array[], by?: string) =>
    database.transaction(async (query) => {
      const [head] = await query<{ seq: number; erasures: number }>(lockTeam, [team]);
      if (!head) return null;
      if (by !== undefined && (await query(selectDevice, [team, by])).length === 0) return null;
      const blanked = await query<{ id: Uint8Array }>(blank, [team, ids]);
      const isBlanked = new Set(blanked.map(({ id }) => hexOf(id)));
      // Counted in the order in which they were named, each once.
      const erased = ids.filter((id) => isBlanked.delete(hexOf(id)));
      if (erased.length > 0) {
        void query(insertErasures, [team, head.erasures, erased]);
        void query(countErasures, [team, erased.length]);
      }
      return { erased: erased.length, seq: head.seq };
    });
}

function hexOf(id: Uint8Array): string {
  return Buffer.from(id).toString('hex');
}
