import { chainInput } from '../protocol/chain.ts';
import type { Appended, SealedEnvelope } from './change-log.ts';
import type { PostgresDatabase, Query, Statement } from './database.postgres.ts';
import { heldSeqs, keyOf, membersAmong, type Push } from './pushed.postgres.ts';
import { sha256 } from './sha256.ts';
import { teamQueue, type TeamBatch } from './team-queue.ts';

const MAX_GROUP_BYTES = 4 * 1024 * 1024;
/** Sixteen groups: what waits longer than those take is better sent again. */
const MAX_WAITING_BYTES = 64 * 1024 * 1024;
const TEAMS_TOGETHER = 100;
/** While one transaction waits for the disk the next is under way; more would only make each of them smaller. */
const TRANSACTIONS_AT_ONCE = 2;

export interface HeadRow {
  readonly team: string;
  readonly log: string;
  readonly seq: number;
  readonly chain: Uint8Array<ArrayBuffer>;
}
interface NewEnvelope extends SealedEnvelope {
  readonly team: string;
  readonly seq: number;
  readonly chain: Uint8Array<ArrayBuffer>;
}

const lockFree: Statement = {
  name: 'lock-free-teams',
  text: 'SELECT team, log, seq, chain FROM team WHERE team = ANY($1) ORDER BY team FOR UPDATE SKIP LOCKED',
};
const lockOne: Statement = {
  name: 'lock-team',
  text: 'SELECT team, log, seq, chain FROM team WHERE team = $1 FOR UPDATE',
};
const insertEnvelopes: Statement = {
  name: 'insert-envelopes',
  text: `INSERT INTO envelope (team, seq, id, chain, bytes)
    SELECT * FROM unnest($1::text[], $2::bigint[], $3::bytea[], $4::bytea[], $5::bytea[])`,
};
const moveHead: Statement = {
  name: 'move-head',
  text: 'UPDATE team SET seq = $2, chain = $3 WHERE team = $1',
};
const moveHeads: Statement = {
  name: 'move-heads',
  text: `UPDATE team SET seq = head.seq, chain = head.chain
    FROM unnest($1::text[], $2::bigint[], $3::bytea[]) AS head (team, seq, chain)
    WHERE team.team = head.team COLLATE "C"`,
};

/**
 * Appends what several teams push in one transaction. The rows of the teams are locked before anything is read, so a number
 * is taken by one writer and becomes visible before the next one is given out.
 */
export function postgresAppend(database: PostgresDatabase, { isSharded }: { readonly isSharded: boolean }) {
  return teamQueue<Push, Appended | null>({
    maxBytes: MAX_GROUP_BYTES,
    maxWaitingBytes: MAX_WAITING_BYTES,
    bytesOf: ({ envelopes }) => envelopes.reduce((sum, { bytes }) => sum + bytes.length, 0),
    // Teams on different machines do not fit into one plain transaction.
    teamsTogether: isSharded ? 1 : TEAMS_TOGETHER,
    transactionsAtOnce: isSharded ? 8 : TRANSACTIONS_AT_ONCE,
    together: (batches) =>
      database.transaction((query) => {
        const heads = query<HeadRow>(lockFree, [batches.map(({ team }) => team)]);
        return appendTo(query, heads, batches);
      }),
    alone: (batch) =>
      database.transaction(async (query) => {
        const [results] = await appendTo(query, query<HeadRow>(lockOne, [batch.team]), [batch]);
        return results ?? batch.works.map(() => null);
      }),
  });
}

/** `heads` has locked the teams' rows, or will have. Null for each batch whose team is not among them. */
export async function appendTo(
  query: Query,
  heads: Promise<readonly HeadRow[]>,
  batches: readonly TeamBatch<Push>[],
): Promise<readonly (readonly (Appended | null)[] | null)[]> {
  // Sent behind the lock and not after its answer: they see what other processes committed until then.
  const pushed = batches.flatMap(({ works }) => works);
  const [locked, seqByKey, isMember] = await Promise.all([
    heads,
    heldSeqs(query, pushed),
    membersAmong(query, pushed),
  ]);
  const headByTeam = new Map(locked.map((head) => [head.team, head]));

  const added: NewEnvelope[] = [];
  const results = batches.map(({ team, works }) => {
    const before = headByTeam.get(team);
    if (!before) return null;
    let { seq, chain } = before;
    const answers = works.map(({ envelopes, sender }): Appended | null => {
      // Let in when the request began, removed before its body was read.
      if (sender !== undefined && !isMember.has(`${team}/${sender}`)) return null;
      const start = seq;
      const seqs = envelopes.map(({ id, bytes }) => {
        const key = keyOf(team, id);
        // The id decides, not the bytes: what was stored and answered first stays.
        const held = seqByKey.get(key);
        if (held !== undefined) return held;
        chain = sha256(chainInput(chain, ++seq, sha256(bytes)));
        seqByKey.set(key, seq);
        added.push({ team, seq, id, chain, bytes });
        return seq;
      });
      return { seqs, added: seq - start, head: { log: before.log, seq, chain } };
    });
    return answers;
  });

  if (added.length > 0) write(query, added);
  return results;
}

/** Not waited for: it travels together with the commit. */
function write(query: Query, added: readonly NewEnvelope[]) {
  // The last of each team is its new head.
  const heads = [...new Map(added.map((one) => [one.team, one])).values()];
  void query(insertEnvelopes, [
    added.map(({ team }) => team),
    added.map(({ seq }) => seq),
    added.map(({ id }) => id),
    added.map(({ chain }) => chain),
    added.map(({ bytes }) => bytes),
  ]);
  const [head] = heads;
  if (head && heads.length === 1) return void query(moveHead, [head.team, head.seq, head.chain]);
  void query(moveHeads, [
    heads.map(({ team }) => team),
    heads.map(({ seq }) => seq),
    heads.map(({ chain }) => chain),
  ]);
}
