import type { SealedEnvelope } from './change-log.ts';
import type { Query, Statement } from './database.postgres.ts';

export interface Push {
  readonly team: string;
  readonly envelopes: readonly SealedEnvelope[];
  /** The tablet that sends them; taken only while it is one of the team's. */
  readonly sender?: string | undefined;
}

/*
 * Each row is looked up by itself. A plain join lets PostgreSQL read all that these teams have and throw most of it away,
 * which is cheap in a young database; and a statement with a name keeps its plan while the logs grow. For the same reason
 * an id is asked for as a range, in order: only the index over ids gives that without sorting, so no other is ever chosen.
 *
 * What concerns one team names it as a value, so that a sharded database sees that one machine has it all.
 */
const heldOfOne: Statement = {
  name: 'held-of-one',
  text: `SELECT $1 AS team, pushed.id, held.seq FROM unnest($2::bytea[]) AS pushed (id)
    CROSS JOIN LATERAL (
      SELECT seq FROM envelope WHERE team = $1 AND id BETWEEN pushed.id AND pushed.id ORDER BY id LIMIT 1
    ) AS held`,
};
const heldOfMany: Statement = {
  name: 'held-of-many',
  text: `SELECT pushed.team, pushed.id, held.seq FROM unnest($1::text[], $2::bytea[]) AS pushed (team, id)
    CROSS JOIN LATERAL (
      SELECT seq FROM envelope
      WHERE team = pushed.team COLLATE "C" AND id BETWEEN pushed.id AND pushed.id ORDER BY id LIMIT 1
    ) AS held`,
};
const sendersOfOne: Statement = {
  name: 'senders-of-one',
  text: 'SELECT team, device FROM device WHERE team = $1 AND device = ANY($2)',
};
const sendersOfMany: Statement = {
  name: 'senders-of-many',
  text: `SELECT sending.team, sending.device FROM unnest($1::text[], $2::text[]) AS sending (team, device)
    CROSS JOIN LATERAL (
      SELECT FROM device
      WHERE team = sending.team COLLATE "C" AND device = sending.device COLLATE "C" LIMIT 1
    ) AS member`,
};

/** The numbers of those that are stored already. */
export async function heldSeqs(query: Query, pushes: readonly Push[]): Promise<Map<string, number>> {
  const asked = pushes.flatMap(({ team, envelopes }) => envelopes.map(({ id }) => ({ team, id })));
  const held = await ofTeams<{ team: string; id: Uint8Array; seq: number }>(query, asked, {
    one: heldOfOne,
    many: heldOfMany,
    what: asked.map(({ id }) => id),
  });
  return new Map(held.map(({ team, id, seq }) => [keyOf(team, id), seq]));
}

/** `team/device` of those that send and are their team's. */
export async function membersAmong(query: Query, pushes: readonly Push[]): Promise<ReadonlySet<string>> {
  const sending = pushes.filter(({ sender }) => sender !== undefined);
  const found = await ofTeams<{ team: string; device: string }>(query, sending, {
    one: sendersOfOne,
    many: sendersOfMany,
    what: sending.map(({ sender }) => sender),
  });
  return new Set(found.map(({ team, device }) => `${team}/${device}`));
}

async function ofTeams<Row>(
  query: Query,
  asked: readonly { readonly team: string }[],
  { one, many, what }: { one: Statement; many: Statement; what: readonly unknown[] },
): Promise<readonly Row[]> {
  const [first] = asked;
  if (!first) return [];
  if (asked.every(({ team }) => team === first.team)) return await query<Row>(one, [first.team, what]);
  return await query<Row>(many, [asked.map(({ team }) => team), what]);
}

export function keyOf(team: string, id: Uint8Array): string {
  return `${team}/${Buffer.from(id.buffer, id.byteOffset, id.byteLength).toString('latin1')}`;
}
